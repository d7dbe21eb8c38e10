import { readFileSync } from 'node:fs';
import { packagePath } from './package-path.js';

/** An industry of GB/T 4754-2017: a section (a letter) or a division (two digits). */
export interface Industry {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Sections, each followed by its divisions. */
export const INDUSTRIES = JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'industries.json'), 'utf8')) as readonly Industry[];

const SECTION_OF_DIVISION = new Map<string, string>();
let section = '';
for (const { code } of INDUSTRIES) {
  if (/^[A-Z]$/.test(code)) section = code;
  else SECTION_OF_DIVISION.set(code, section);
}

const FORM = /^(?:[A-T]|\d{2,4})$/;

/** Whether a text is a code of GB/T 4754-2017: a section, or two to four digits of a division that there is. */
export const isIndustry = (code: string): boolean => FORM.test(code) && (code.length === 1 || SECTION_OF_DIVISION.has(code.slice(0, 2)));

/** What a code is part of, the widest first, and itself: `I`, `65`, `651`, `6511`. Only itself where it is no code. */
export function industryPath(code: string): readonly string[] {
  if (!isIndustry(code) || code.length === 1) return [code];
  const digits = Array.from({ length: code.length - 1 }, (_, more) => code.slice(0, 2 + more));
  return [SECTION_OF_DIVISION.get(code.slice(0, 2)) as string, ...digits];
}
