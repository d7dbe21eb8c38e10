import { isHighSurrogate } from './character-class.js';
import { visitRuns } from './runs.js';
import type { WordSplitter } from './split-words.js';
import { wordForm } from './word-form.js';

/** A token that makes a record match better, and how much next to others. */
export interface ScoringTerm {
  readonly token: string;
  readonly weight: number;
}

/** One word of a query. */
export interface QueryUnit {
  /** Where it stands in the folded query. */
  readonly start: number;
  readonly end: number;
  /** Folded words to show as found. */
  readonly shown: readonly string[];
  /** Tokens that must all occur. */
  readonly all: readonly string[];
  /** A token that does in place of them. */
  readonly or?: string;
  /** Tokens that do in place of them: a name's letters and digits apart. */
  readonly apart?: readonly string[];
  readonly scoring: readonly ScoringTerm[];
  /** The word itself where it is one of Latin letters alone: it may be misspelt. */
  readonly word?: string;
}

/** A query as it was read: its words, and what stands across them. */
export interface QueryUnits {
  readonly units: readonly QueryUnit[];
  /** Pairs of characters with a word's end between them, by the place of the second. */
  readonly across: readonly (ScoringTerm & { readonly at: number })[];
  /** Runs of characters, to be shown where they are found whole. */
  readonly runs: readonly string[];
}

/** Words that bind others and are not looked for beside them. */
const PARTICLES = new Set('的和与及或在之了是对为等由从到并及其以'.split(''));
const WORD_WEIGHT = 1;
/** Two words next to each other, as they were asked for: a sign of the right record, no condition. */
export const NEIGHBOURS_WEIGHT = 0.4;

/** Reads a folded text as a query. It looks at texts as the index does, so what it asks for is there to be found. */
export function queryUnits(folded: string, splitter: WordSplitter): QueryUnits {
  const units: QueryUnit[] = [];
  const across: (ScoringTerm & { at: number })[] = [];
  const runs: string[] = [];
  let name: { parts: string[]; start: number; end: number } | null = null;
  const endName = (): void => {
    if (name !== null) units.push(nameUnit(name.parts, name.start, name.end));
    name = null;
  };
  visitRuns(folded, {
    cjk: (start, end) => {
      endName();
      const run = folded.slice(start, end);
      runs.push(run);
      units.push(...runUnits(run, start, splitter, across));
    },
    word: (start, end, joined) => {
      if (!joined) endName();
      name = name === null ? { parts: [folded.slice(start, end)], start, end } : { parts: [...name.parts, folded.slice(start, end)], start: name.start, end };
    },
  });
  endName();
  return { units, across, runs };
}

/** The parts of one name (`pm2`, `5`) are found apart or joined (`pm25`); `gbt2260` also as `GB/T 2260`. */
function nameUnit(parts: readonly string[], start: number, end: number): QueryUnit {
  const compound = parts.join('');
  const apart = lettersAndDigits(parts);
  const [word = ''] = parts;
  return {
    start,
    end,
    shown: parts.length > 1 ? [...parts, compound] : parts,
    all: parts.map(wordForm),
    ...(parts.length > 1 && { or: compound }),
    ...(apart && { apart }),
    scoring: [...parts.map((part) => ({ token: wordForm(part), weight: WORD_WEIGHT })), ...(parts.length > 1 ? [{ token: compound, weight: WORD_WEIGHT }] : [])],
    ...(parts.length === 1 && /^[a-z]+$/.test(word) && { word }),
  };
}

/** `td`, `t1055`, `2019` → `tdt`, `1055`, `2019`; null where no part has letters before digits. */
function lettersAndDigits(parts: readonly string[]): readonly string[] | null {
  const at = parts.findIndex((part) => /^[a-z]+\d+$/.test(part));
  if (at < 0 || !parts.slice(0, at).every((part) => /^[a-z]+$/.test(part))) return null;
  const [, letters = '', digits = ''] = /^([a-z]+)(\d+)$/.exec(parts[at] as string) ?? [];
  return [parts.slice(0, at).join('') + letters, digits, ...parts.slice(at + 1)].map(wordForm);
}

/**
 * A run of CJK characters: its words must occur, wherever each stands. A character between words that is no word
 * by itself must occur beside its neighbour, so that a run that cuts a word in two is still found inside of it.
 */
function runUnits(run: string, offset: number, splitter: WordSplitter, across: (ScoringTerm & { at: number })[]): readonly QueryUnit[] {
  const characters = [...run];
  if (characters.length === 1) return [{ start: offset, end: offset + run.length, shown: [], all: [`${run}*`], scoring: [{ token: `${run}*`, weight: WORD_WEIGHT }] }];
  const units: QueryUnit[] = [];
  let at = 0;
  let place = offset;
  for (const word of splitter.words(run)) {
    const length = [...word].length;
    if (at > 0) across.push({ token: pairAt(characters, at - 1), weight: NEIGHBOURS_WEIGHT, at: place });
    const all = length > 1 ? pairs(characters, at, at + length) : PARTICLES.has(word) ? [] : [besideNeighbour(characters, at)];
    if (all.length > 0) units.push({ start: place, end: place + word.length, shown: wordsIn(word, splitter), all: [...new Set(all)], scoring: scoringOfWord(word, characters.slice(at, at + length), splitter) });
    at += length;
    place += word.length;
  }
  if (units.length > 0) return units;
  return [{ start: offset, end: offset + run.length, shown: [], all: pairs(characters, 0, characters.length), scoring: [] }];
}

const isOneCharacter = (word: string): boolean => word.length < 2 || (word.length === 2 && isHighSurrogate(word.charCodeAt(0)));
const wordsIn = (word: string, splitter: WordSplitter): readonly string[] => (isOneCharacter(word) ? [] : splitter.searchWords(word).filter((one) => !isOneCharacter(one)));

function scoringOfWord(word: string, characters: readonly string[], splitter: WordSplitter): readonly ScoringTerm[] {
  return [...pairs(characters, 0, characters.length).map((token) => ({ token, weight: NEIGHBOURS_WEIGHT })), ...wordsIn(word, splitter).map((token) => ({ token, weight: WORD_WEIGHT }))];
}

/** The pair of the character at `index` with the one before or after it, whichever is no particle; else a prefix. */
function besideNeighbour(characters: readonly string[], index: number): string {
  const isWord = (at: number): boolean => at >= 0 && at < characters.length && !PARTICLES.has(characters[at] as string);
  if (isWord(index - 1)) return pairAt(characters, index - 1);
  return isWord(index + 1) ? pairAt(characters, index) : `${characters[index] as string}*`;
}

const pairAt = (characters: readonly string[], index: number): string => `${characters[index] as string}${characters[index + 1] as string}`;

function pairs(characters: readonly string[], start: number, end: number): readonly string[] {
  return Array.from({ length: Math.max(0, end - start - 1) }, (_, index) => pairAt(characters, start + index));
}
