import { signal } from '@preact/signals';
import type { Named } from '../api/answers.js';
import { lang, type Lang } from './language.js';

/** Names of authorities in each language, as far as they were told. */
const known = signal<Partial<Record<Lang, ReadonlyMap<string, string>>>>({});

export const hasNames = (of: Lang): boolean => known.value[of] !== undefined;

export function learnNames(of: Lang, authorities: readonly Named[] | null | undefined): void {
  if (authorities) known.value = { ...known.value, [of]: new Map(authorities.map(({ code, name }) => [code, name])) };
}

/** Forgets them, between one reader's page and the next one's. */
export function forgetNames(): void {
  known.value = {};
}

/** An authority by its name, else by its code. */
export const authorityName = (code: string): string => known.value[lang.value]?.get(code) ?? code;
