import { CJK, characterClass } from '../../text/character-class.js';
import { LENGTH_CLASSES } from '../columns/length-class.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { PostingLookup } from './match.js';
import { includes, MUCH_LONGER, type Posting } from './posting.js';

/** What a word counts by where it stands, in steps; one that stands in several fields has the sum of them. */
export interface FieldWeights {
  readonly anywhere: number;
  readonly keyword: number;
  readonly title: number;
  /** BM25's saturation. */
  readonly k1: number;
}

export interface WeightedTerm {
  readonly token: string;
  /** Share of the query's words. */
  readonly weight: number;
  /** What it adds to a score, before saturation. */
  readonly worth: number;
  /** Characters of what is asked for, said in the way that it is part of. */
  readonly length: number;
}

/** What is added up for each hit: scores, and how much of a title is the query. */
export interface Sums {
  readonly scores: Float64Array;
  readonly titleShares: Float32Array;
}

export interface SummedHits {
  /** In rising order. */
  readonly hits: Uint32Array;
  /** How many slots there are. */
  readonly size: number;
  /** The class of each slot's length, and the norm of each class. */
  readonly lengthClasses: Uint8Array;
  readonly norms: Float64Array;
  /** Characters of each slot's title in which words of these characters stand, 255 at most. */
  readonly titleLengthsOf: (isCjk: boolean) => Uint8Array;
  readonly lookup: PostingLookup;
  readonly weights: FieldWeights;
}

export const emptySums = (size: number): Sums => ({ scores: new Float64Array(size), titleShares: new Float32Array(size) });

/** Makes the function that adds terms to sums. What they have in common is made once. @returns whether any of the terms is in the index */
export function termAdder(summed: SummedHits): (terms: readonly WeightedTerm[], sums: Sums) => boolean {
  const scratch = { listed: new Uint8Array(summed.hits.length), none: noBits((summed.size + 31) >>> 5) };
  return (terms, sums) => {
    let isAny = false;
    for (const term of terms) if (term.worth !== 0 && addTerm(term, summed, scratch, sums)) isAny = true;
    return isAny;
  };
}

/** Never written: one is enough for all. */
let none = new Uint32Array(0);

function noBits(words: number): Uint32Array {
  if (none.length < words) none = new Uint32Array(words);
  return none.subarray(0, words);
}

interface Scratch {
  /** What each hit has by postings that are lists. */
  readonly listed: Uint8Array;
  /** Bits of no slot. */
  readonly none: Uint32Array;
}

function addTerm(term: WeightedTerm, summed: SummedHits, { listed, none }: Scratch, { scores, titleShares }: Sums): boolean {
  const { hits, lookup, lengthClasses, weights } = summed;
  const anywhere = lookup(term.token);
  // What stands in a title or among the keywords stands in the record.
  if (anywhere.count === 0) return false;
  const fields = [anywhere, lookup(KEYWORD_MARK + term.token), lookup(TITLE_MARK + term.token)] as const;
  const [a, k, t] = fields.map((posting) => wordsOf(posting, none)) as [Uint32Array, Uint32Array, Uint32Array];
  listed.fill(0);
  markListed(fields[0], weights.anywhere, hits, listed);
  markListed(fields[1], weights.keyword, hits, listed);
  markListed(fields[2], weights.title, hits, listed);
  const { anywhere: ofAny, keyword: ofKeyword, title: ofTitle } = weights;
  const worths = worthsOf(term.worth, summed);
  const titleLengths = summed.titleLengthsOf(characterClass(term.token, 0) === CJK);
  const shares = sharesOf(term);
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    const word = slot >>> 5;
    const frequency = (listed[index] as number) + (((a[word] as number) >>> (slot & 31)) & 1) * ofAny + (((k[word] as number) >>> (slot & 31)) & 1) * ofKeyword + (((t[word] as number) >>> (slot & 31)) & 1) * ofTitle;
    if (frequency === 0) continue;
    scores[index] = (scores[index] as number) + (worths[frequency * LENGTH_CLASSES + (lengthClasses[slot] as number)] as number);
    if (frequency >= ofTitle) titleShares[index] = (titleShares[index] as number) + (shares[titleLengths[slot] as number] as number);
  }
  return true;
}

/** What a term says of how much of a title is the query, by the length of the title. */
function sharesOf({ weight, length }: WeightedTerm): Float64Array {
  return Float64Array.from({ length: 256 }, (_, ofTitle) => weight * Math.min(1, length / Math.max(1, ofTitle)));
}

/** What a term adds to a score, by how often it counts and the class of the length. */
function worthsOf(worth: number, { norms, weights: { anywhere, keyword, title, k1 } }: SummedHits): Float64Array {
  const worths = new Float64Array((anywhere + keyword + title + 1) * LENGTH_CLASSES);
  for (const frequency of [anywhere, keyword, anywhere + keyword, title, anywhere + title, keyword + title, anywhere + keyword + title]) {
    for (let step = 0; step < LENGTH_CLASSES; step++) worths[frequency * LENGTH_CLASSES + step] = (worth * frequency * (k1 + 1)) / (frequency + (norms[step] as number));
  }
  return worths;
}

/** The bits of a set, as many as there are slots; of a list those of `none`. */
function wordsOf(posting: Posting, none: Uint32Array): Uint32Array {
  if (posting.form === 'list') return none;
  const { words } = posting.set;
  if (words.length >= none.length) return words;
  const longer = new Uint32Array(none.length);
  longer.set(words);
  return longer;
}

/** Adds a list's weight to the hits that are in it. Where one is much shorter than the other its slots are searched in that. */
function markListed(posting: Posting, weight: number, hits: Uint32Array, listed: Uint8Array): void {
  if (posting.form === 'set' || posting.count === 0) return;
  const { slots } = posting;
  if (slots.length * MUCH_LONGER < hits.length) return markFew(slots, weight, hits, listed);
  if (hits.length * MUCH_LONGER < slots.length) return markSearched(slots, weight, hits, listed);
  for (let index = 0, at = 0; index < hits.length && at < slots.length; index++) {
    const slot = hits[index] as number;
    while (at < slots.length && (slots[at] as number) < slot) at++;
    if (slots[at] === slot) listed[index] = (listed[index] as number) + weight;
  }
}

function markSearched(slots: Uint32Array, weight: number, hits: Uint32Array, listed: Uint8Array): void {
  for (let index = 0; index < hits.length; index++) if (includes(slots, hits[index] as number)) listed[index] = (listed[index] as number) + weight;
}

/** Slots rise, so each is searched behind the one before. */
function markFew(slots: Uint32Array, weight: number, hits: Uint32Array, listed: Uint8Array): void {
  let from = 0;
  for (const slot of slots) {
    let to = hits.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((hits[middle] as number) < slot) from = middle + 1;
      else to = middle;
    }
    if (hits[from] === slot) listed[from] = (listed[from] as number) + weight;
  }
}
