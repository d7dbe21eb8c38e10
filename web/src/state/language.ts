import { effect, signal } from '@preact/signals';

export type Lang = 'ZH' | 'EN';

const KEPT = 'ucat-lang';

/** The language of the page and of its answers. */
export const lang = signal<Lang>('ZH');

/** Takes the language in which the gateway has written the page: by its address, else by the browser's languages. */
export function readLanguage(): void {
  lang.value = document.documentElement.lang.startsWith('en') ? 'EN' : 'ZH';
}

/** Where the address says none, the language that the reader chose before is taken; the document says which it is. */
export function followLanguage(): void {
  const kept = new URLSearchParams(location.search).has('lang') ? null : keptValue(KEPT);
  if (kept === 'EN' || kept === 'ZH') lang.value = kept;
  effect(() => {
    document.documentElement.lang = lang.value === 'EN' ? 'en' : 'zh-CN';
  });
}

export function chooseLang(chosen: Lang): void {
  keep(KEPT, chosen);
  const url = new URL(location.href);
  url.searchParams.set('lang', chosen);
  history.replaceState(history.state, '', url);
  lang.value = chosen;
}

/** A browser may keep nothing: then a choice holds for the page. */
export function keptValue(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
}
