import { isHighSurrogate } from './character-class.js';
import { foldText } from './fold-text.js';
import { visitRuns } from './runs.js';
import type { WordSplitter } from './split-words.js';
import { wordForm } from './word-form.js';

/** A condition on a record's tokens: all of `all` occur, or else the token `or`. A token that ends in `*` is a prefix. */
export interface Condition {
  readonly all: readonly string[];
  readonly or?: string;
}

/** A token that makes a record match better, and how much next to others. */
export interface ScoringTerm {
  readonly token: string;
  readonly weight: number;
}

/** What a query asks of the index. */
export interface QueryTerms {
  /** All must hold. Empty where the query has no word at all. */
  readonly conditions: readonly Condition[];
  readonly scoring: readonly ScoringTerm[];
  /** Folded words to show as found, longest first. */
  readonly found: readonly string[];
  /** Characters of the words together. */
  readonly length: number;
}

/** Words that bind others and are not looked for beside them. */
const PARTICLES = new Set('的和与及或在之了是对为等由从到并及其以'.split(''));
const WORD_WEIGHT = 1;
/** Two words next to each other, as they were asked for: a sign of the right record, no condition. */
const NEIGHBOURS_WEIGHT = 0.4;

/** Makes the function that reads a query. It looks at texts as the index does, so what it asks for is there to be found. */
export function createQueryReader(splitter: WordSplitter) {
  return function readQuery(query: string): QueryTerms {
    const text = foldText(query);
    const reading = new Reading();
    visitRuns(text, {
      cjk: (start, end) => {
        reading.endWord();
        readRun(reading, splitter, text.slice(start, end));
      },
      word: (start, end, joined) => reading.word(text.slice(start, end), joined),
    });
    return reading.terms();
  };
}

/** The query as read so far. */
class Reading {
  readonly #conditions: Condition[] = [];
  readonly #scoring = new Map<string, number>();
  readonly #found = new Set<string>();
  #parts: string[] = [];
  #length = 0;

  require(condition: Condition): void {
    this.#conditions.push(condition);
  }

  score(token: string, weight: number): void {
    this.#scoring.set(token, Math.max(weight, this.#scoring.get(token) ?? 0));
  }

  show(word: string): void {
    this.#found.add(word);
  }

  count(characters: number): void {
    this.#length += characters;
  }

  word(word: string, joined: boolean): void {
    if (!joined) this.endWord();
    this.#parts.push(word);
    this.show(word);
    this.count(word.length);
    this.score(wordForm(word), WORD_WEIGHT);
  }

  /** The parts of one name (`pm2`, `5`) are found apart or joined (`pm25`). */
  endWord(): void {
    const parts = this.#parts;
    this.#parts = [];
    if (parts.length === 0) return;
    const compound = parts.join('');
    this.require({ all: parts.map(wordForm), ...(parts.length > 1 && { or: compound }) });
    if (parts.length > 1) {
      this.score(compound, WORD_WEIGHT);
      this.show(compound);
    }
  }

  terms(): QueryTerms {
    this.endWord();
    return {
      conditions: this.#conditions,
      scoring: [...this.#scoring].map(([token, weight]) => ({ token, weight })),
      found: [...this.#found].sort((a, b) => b.length - a.length),
      length: this.#length,
    };
  }
}

/**
 * A run of CJK characters: its words must occur, wherever each stands. A character between words that is no word
 * by itself must occur beside its neighbour, so that a run that cuts a word in two is still found inside of it.
 */
function readRun(reading: Reading, splitter: WordSplitter, run: string): void {
  const characters = [...run];
  reading.show(run);
  reading.count(run.length);
  if (characters.length === 1) {
    reading.require({ all: [`${run}*`] });
    reading.score(`${run}*`, WORD_WEIGHT);
    return;
  }
  const needed = new Set<string>();
  let at = 0;
  for (const word of splitter.words(run)) {
    const length = [...word].length;
    if (length > 1) pairs(characters, at, at + length).forEach((pair) => needed.add(pair));
    else if (!PARTICLES.has(word)) needed.add(besideNeighbour(characters, at));
    at += length;
  }
  const all = pairs(characters, 0, characters.length);
  reading.require({ all: needed.size > 0 ? [...needed] : all });
  for (const pair of all) reading.score(pair, NEIGHBOURS_WEIGHT);
  for (const word of splitter.searchWords(run)) {
    if (word.length < 2 || (word.length === 2 && isHighSurrogate(word.charCodeAt(0)))) continue;
    reading.score(word, WORD_WEIGHT);
    reading.show(word);
  }
}

/** The pair of the character at `index` with the one before or after it, whichever is no particle; else a prefix. */
function besideNeighbour(characters: readonly string[], index: number): string {
  const isWord = (at: number): boolean => at >= 0 && at < characters.length && !PARTICLES.has(characters[at] as string);
  if (isWord(index - 1)) return pairAt(characters, index - 1);
  return isWord(index + 1) ? pairAt(characters, index) : `${characters[index] as string}*`;
}

const pairAt = (characters: readonly string[], index: number): string => `${characters[index] as string}${characters[index + 1] as string}`;

function pairs(characters: readonly string[], start: number, end: number): readonly string[] {
  return Array.from({ length: end - start - 1 }, (_, index) => pairAt(characters, start + index));
}
