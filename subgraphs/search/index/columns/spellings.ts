import { grow } from './grow.js';
import { bitCount } from './slot-set.js';

/** Words shorter than these are not put right: too many are one step away. */
const SHORTEST_WORD = 4;
const SHORTEST_RUN = 3;
const LONGEST = 32;
/** Words that are looked at for one, each of which is looked up: somebody may publish all that are two steps from a common one. */
export const MOST_NEAR = 200;
/** Words of letters that are not too short, and runs of Chinese characters. */
const WORDS = /[a-z]{4,}/g;
const RUNS = /^\p{Script=Han}+$/u;

export interface Spelling {
  readonly text: string;
  /** Steps from what was asked for: a letter more, fewer, another, or two the other way round. */
  readonly distance: number;
}

/** A spelling, and how many records that everybody sees, or texts of them, have it. */
export interface CountedSpelling extends Spelling {
  readonly count: number;
}

/** Those that any has: the nearest first, then those that most have. */
export const inUse = (spellings: readonly CountedSpelling[]): readonly Spelling[] =>
  spellings.filter(({ count }) => count > 0).sort((a, b) => a.distance - b.distance || b.count - a.count || (a.text < b.text ? -1 : 1)).map(({ text, distance }) => ({ text, distance }));

/** Words that titles and keywords of the records are spelt with that everybody sees, as these come and go. */
export class Spellings {
  readonly #known = new Map<string, number>();
  readonly #words: string[] = [];
  /** How many texts have each word. */
  #counts = new Uint32Array(0);
  /** Which letters a word has, a bit each: words that differ in more letters than can be put right are passed over. */
  #masks = new Uint32Array(0);

  /** A folded text came (1) or went (-1), and the words of it. */
  countText(folded: string, difference: 1 | -1): void {
    for (const word of spelledIn(folded)) this.#count(word, difference);
  }

  /** The same of a folded keyword: of its words, and where it is Chinese of it as a whole. */
  countKeyword(folded: string, difference: 1 | -1): void {
    for (const word of spelledInKeyword(folded)) this.#count(word, difference);
  }

  /** The words that are not `word`, and as many steps from it as one may be: 200 at most, the nearest first, then those that most texts have. */
  near(word: string): readonly Spelling[] {
    const most = mostSteps(word);
    if (most === 0) return [];
    const mask = maskOf(word);
    const found: CountedSpelling[] = [];
    this.#words.forEach((text, index) => {
      const count = this.#counts[index] as number;
      if (count === 0 || Math.abs(text.length - word.length) > most || bitCount((this.#masks[index] as number) ^ mask) > 2 * most) return;
      const distance = editDistance(word, text, most);
      if (distance > 0 && distance <= most) found.push({ text, distance, count });
    });
    return inUse(found).slice(0, MOST_NEAR);
  }

  #count(word: string, difference: 1 | -1): void {
    const index = this.#known.get(word) ?? this.#add(word);
    this.#counts[index] = (this.#counts[index] as number) + difference;
  }

  #add(word: string): number {
    const index = this.#words.push(word) - 1;
    this.#known.set(word, index);
    this.#counts = grow(this.#counts, index + 1);
    this.#masks = grow(this.#masks, index + 1);
    this.#masks[index] = maskOf(word);
    return index;
  }
}

/** The words of a folded text that others may be meant for. */
export const spelledIn = (folded: string): readonly string[] => (folded.match(WORDS) ?? []).filter(({ length }) => length <= LONGEST);

/** The same of a folded keyword: where it is Chinese it as a whole. */
export const spelledInKeyword = (folded: string): readonly string[] => [...spelledIn(folded), ...(isRun(folded) ? [folded] : [])];

/** Steps that a word may be from the one that was meant; 0 where it is not put right. */
export function mostSteps(word: string): 0 | 1 | 2 {
  const isRunOfCharacters = isRun(word);
  if (word.length > LONGEST || (!isRunOfCharacters && (word.length < SHORTEST_WORD || !/^[a-z]+$/.test(word)))) return 0;
  return isRunOfCharacters || word.length < 6 ? 1 : 2;
}

const isRun = (text: string): boolean => text.length >= SHORTEST_RUN && text.length <= LONGEST && RUNS.test(text);

function maskOf(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) % 32);
  return mask;
}

/** Optimal string alignment: letters put in, left out, changed, or neighbours the other way round. More than `most` is any number above it. */
export function editDistance(a: string, b: string, most: number): number {
  let before = new Uint8Array(b.length + 1);
  let row = Uint8Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    next[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) cost = Math.min(cost, (before[j - 2] as number) + 1);
      next[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length] as number;
}
