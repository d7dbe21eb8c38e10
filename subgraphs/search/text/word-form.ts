import { stemmer } from 'stemmer';

/** Longest word that is told apart from others that begin alike. */
export const LONGEST_WORD = 64;
/** Three letters are an abbreviation more often than a plural: `AIS` is not `AI`. */
const SHORTEST_STEMMED = 4;
/** Stems kept: most texts use the same few thousand words. */
const MOST_STEMS = 50_000;
const ENGLISH = /^[a-z]+$/;
/** A noun in -tion or -sion is not what its verb's other words are about: Porter takes `projection` for `project`, `elevation` for `elevator`. */
const NOUN = /^(.{2,}[st]ion)(?:s|al|ally|ed|ing)?$/;

const stems = new Map<string, string>();

/**
 * The form under which a word of letters and digits is kept: cut to a sane length, English words by their stem (Porter
 * 1980), so that `statistics`, `statistical` and `statistic` are one. Nouns in -tion and -sion, and verbs made of them, keep to themselves.
 */
export function wordForm(word: string): string {
  const cut = word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word;
  if (cut.length < SHORTEST_STEMMED || !ENGLISH.test(cut)) return cut;
  const known = stems.get(cut);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const stem = NOUN.exec(cut)?.[1] ?? stemmer(cut);
  stems.set(cut, stem);
  return stem;
}

/** Whether the word in `[start, end)` is English, so that its form may be another one than the word itself. */
export function isStemmed(units: Uint16Array, start: number, end: number): boolean {
  if (end - start < SHORTEST_STEMMED) return false;
  for (let at = start; at < end; at++) if ((units[at] as number) < 0x61 || (units[at] as number) > 0x7a) return false;
  return true;
}
