import { LENGTH_CLASSES, lengthOfClass } from '../columns/length-class.js';
import type { RecordColumns } from '../columns/record-columns.js';
import { textHash } from '../../text/text-hash.js';
import { foldText } from '../../text/fold-text.js';
import type { PostingLookup } from './match.js';
import { prior } from './prior.js';
import type { ScoringPlan } from './scoring-plan.js';
import { averageLength, type Statistics } from './statistics.js';
import { emptySums, termAdder, type Sums } from './word-sums.js';

/** BM25's saturation and length normalization (Robertson and Zaragoza 2009, 3.5), and what a word weighs by its field. */
export const K1 = 2;
export const B = 0.6;
export const ANYWHERE_WEIGHT = 1;
export const KEYWORD_WEIGHT = 2;
export const TITLE_WEIGHT = 12;
export const WEIGHTS = { anywhere: ANYWHERE_WEIGHT, keyword: KEYWORD_WEIGHT, title: TITLE_WEIGHT, k1: K1 };
/** A title that is the query, or a number that is, stands before everything else. */
export const EXACT_BONUS = 1_000;
/** What a title that is nothing but the query's words adds, as a share of the text's score. */
export const COVERAGE_WEIGHT = 1.5;

/** What decides on the order of hits beside their words. */
export interface RankingSources {
  readonly columns: RecordColumns;
  readonly statistics: Statistics;
  readonly lookup: PostingLookup;
  /** Slots of standards that the query names, the one that is meant first. */
  readonly exact: readonly number[];
  readonly query: string;
  /** How many of the words are in each hit, and how many that are in all; null where all are in each. */
  readonly held: { readonly parts: Uint8Array; readonly whole: number } | null;
}

/**
 * Scores of `hits`, a higher one being better. BM25F with each field's term frequency taken as 0 or 1, which is what
 * titles and keywords have: so one pass over bit sets ranks 300,000 hits as it ranks 30, and the order does not
 * change where a query turns from rare to common. Of a condition with other ways to say it the best way counts.
 */
export function scoreHits(hits: Uint32Array, plan: ScoringPlan, sources: RankingSources): Float64Array {
  const { columns, statistics, exact, query, held } = sources;
  const scores = new Float64Array(hits.length);
  if (hits.length === 0) return scores;
  const addTerms = termAdder({ hits, size: columns.size, lengthClasses: columns.lengthClasses, norms: lengthNorms(averageLength(statistics)), titleLengthsOf: (isCjk) => columns.titleLengthsOf(isCjk), lookup: sources.lookup, weights: WEIGHTS });
  const sums = { scores, titleShares: new Float32Array(hits.length) };
  addTerms(plan.plain, sums);
  for (const [literal = [], ...ways] of plan.things) {
    const best = emptySums(hits.length);
    addTerms(literal, best);
    for (const way of ways) {
      const ofWay = emptySums(hits.length);
      if (addTerms(way, ofWay)) takeBetter(best, ofWay);
    }
    add(sums, best);
  }
  addPriors(hits, columns, sums);
  // What lacks words keeps the share of its score that it has of them.
  if (held) for (let index = 0; index < hits.length; index++) scores[index] = ((scores[index] as number) * (held.parts[index] as number)) / held.whole;
  addExact(hits, columns, scores, exact, query);
  return scores;
}

function takeBetter(best: Sums, other: Sums): void {
  for (let index = 0; index < best.scores.length; index++) {
    if ((other.scores[index] as number) <= (best.scores[index] as number)) continue;
    best.scores[index] = other.scores[index] as number;
    best.titleShares[index] = other.titleShares[index] as number;
  }
}

/** Scores without a query: what is described best, then what changed last, then what is used with an outcome. */
export function priorScores(hits: Uint32Array, { completenesses, dates: { modifiedStart }, references }: RecordColumns): Float64Array {
  const scores = new Float64Array(hits.length);
  const used = references.referred('uses');
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    scores[index] = prior(completenesses[slot] as number, modifiedStart[slot] as number, used.has(slot));
  }
  return scores;
}

function add(sums: Sums, more: Sums): void {
  for (let index = 0; index < sums.scores.length; index++) {
    sums.scores[index] = (sums.scores[index] as number) + (more.scores[index] as number);
    sums.titleShares[index] = (sums.titleShares[index] as number) + (more.titleShares[index] as number);
  }
}

export function lengthNorms(average: number): Float64Array {
  return Float64Array.from({ length: LENGTH_CLASSES }, (_, step) => K1 * (1 - B + (B * lengthOfClass(step)) / average));
}

function addPriors(hits: Uint32Array, { completenesses, dates: { modifiedStart }, references }: RecordColumns, { scores, titleShares }: Sums): void {
  const used = references.referred('uses');
  const isAnyUsed = used.count > 0;
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    scores[index] = (scores[index] as number) * (1 + COVERAGE_WEIGHT * (titleShares[index] as number) + prior(completenesses[slot] as number, modifiedStart[slot] as number, isAnyUsed && used.has(slot)));
  }
}

/** What stands before everything else by the number that it was asked for by, the one that is meant first. */
export const namedBonus = (place: number, count: number): number => EXACT_BONUS * (2 - place / count);

function addExact(hits: Uint32Array, columns: RecordColumns, scores: Float64Array, exact: readonly number[], query: string): void {
  const named = new Map(exact.map((slot, index) => [slot, namedBonus(index, exact.length)]));
  const isTitle = titleTest(columns, query);
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    const bonus = (named.size > 0 ? named.get(slot) : undefined) ?? (isTitle(slot) ? EXACT_BONUS : 0);
    scores[index] = (scores[index] as number) + bonus;
  }
}

/** Makes the test whether the title in a slot is the query. */
export function titleTest({ titles, titlesEn, titleHashes, titleEnHashes, titleLengths, latinTitleLengths }: RecordColumns, query: string): (slot: number) => boolean {
  const folded = foldText(query).trim();
  const hash = textHash(folded);
  const length = Math.min(255, folded.length);
  const isSame = (slot: number): boolean => (titleHashes[slot] === hash && foldText(titles.get(slot)).trim() === folded) || (titleEnHashes[slot] === hash && foldText(titlesEn.get(slot)).trim() === folded);
  // Lengths are asked first: they are a quarter of what hashes are in memory.
  return (slot) => (titleLengths[slot] === length || latinTitleLengths[slot] === length) && isSame(slot);
}
