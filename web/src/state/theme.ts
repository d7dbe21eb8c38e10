import { effect, signal } from '@preact/signals';
import { keep, keptValue } from './language.js';

export type Theme = 'auto' | 'light' | 'dark';

const KEPT = 'ucat-theme';
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** Light or dark; `auto` follows the system. */
export const theme = signal<Theme>('auto');

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
  keep(KEPT, theme.value);
}

/** Takes the appearance that the reader chose before. */
export function followTheme(): void {
  theme.value = THEMES.find((one) => one === keptValue(KEPT)) ?? 'auto';
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}
