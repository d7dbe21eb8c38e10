import { readFileSync } from 'node:fs';
import { packagePath } from './package-path.js';

/** A theme of the vocabulary, in the order in which it lists them. */
export interface Theme {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export const THEMES = JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'themes.json'), 'utf8')) as readonly Theme[];
