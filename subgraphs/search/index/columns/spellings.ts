import { grow } from './grow.js';

/** Words shorter than these are not put right: too many are one step away. */
const SHORTEST_WORD = 4;
const SHORTEST_RUN = 3;
const LONGEST = 32;
/** Words of letters that are not too short, and runs of Chinese characters. */
const WORDS = /[a-z]{4,}/g;
const RUNS = /^\p{Script=Han}+$/u;

export interface Spelling {
  readonly text: string;
  /** Steps from what was asked for: a letter more, fewer, another, or two the other way round. */
  readonly distance: number;
}

/**
 * Words that titles and keywords of public records are spelt with, dead ones too: whoever proposes one looks first whether
 * a public record still has it.
 */
export class Spellings {
  readonly #known = new Set<string>();
  readonly #words: string[] = [];
  /** Which letters a word has, a bit each: words that differ in more letters than can be put right are passed over. */
  #masks = new Uint32Array(0);

  /** Adds the words of a folded text. */
  addText(folded: string): void {
    for (const word of spelledIn(folded)) this.#add(word);
  }

  /** Adds a folded keyword: its words, and where it is Chinese it as a whole. */
  addKeyword(folded: string): void {
    for (const word of spelledInKeyword(folded)) this.#add(word);
  }

  /** The words that are not `word`, and `most` steps from it at most; in no order. */
  near(word: string): readonly Spelling[] {
    const most = mostSteps(word);
    if (most === 0) return [];
    const mask = maskOf(word);
    const found: Spelling[] = [];
    this.#words.forEach((text, index) => {
      if (Math.abs(text.length - word.length) > most || bits((this.#masks[index] as number) ^ mask) > 2 * most) return;
      const distance = editDistance(word, text, most);
      if (distance > 0 && distance <= most) found.push({ text, distance });
    });
    return found;
  }

  #add(word: string): void {
    if (word.length > LONGEST || this.#known.has(word)) return;
    this.#known.add(word);
    this.#masks = grow(this.#masks, this.#words.length + 1);
    this.#masks[this.#words.length] = maskOf(word);
    this.#words.push(word);
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

function bits(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
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
