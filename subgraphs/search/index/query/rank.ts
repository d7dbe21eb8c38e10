import type { RecordColumns } from '../columns/record-columns.js';
import { textHash } from '../../text/text-hash.js';
import { foldText } from '../../text/fold-text.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { OtherWay, QueryTerms } from '../../text/query-terms.js';
import { wholeOf } from './find-hits.js';
import type { PostingLookup } from './match.js';
import type { Posting } from './posting.js';
import { prior } from './prior.js';
import { averageLength, rarity, type Statistics } from './statistics.js';

/** BM25's saturation and length normalization (Robertson and Zaragoza 2009, 3.5), and what a word weighs by its field. */
export const K1 = 1.6;
export const B = 0.6;
export const ANYWHERE_WEIGHT = 1;
export const KEYWORD_WEIGHT = 2;
export const TITLE_WEIGHT = 12;
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
  /** How many of the words are in each slot; null where all do. */
  readonly held: Uint8Array | null;
}

/**
 * Scores of `hits`, a higher one being better. BM25F with each field's term frequency taken as 0 or 1, which is what
 * titles and keywords have: so one pass over bit sets ranks 300,000 hits as it ranks 30, and the order does not
 * change where a query turns from rare to common. Of a condition with other ways to say it the best way counts.
 */
export function scoreHits(hits: Uint32Array, terms: QueryTerms, sources: RankingSources): Float64Array {
  const { columns, statistics, exact, query, held } = sources;
  const scores = new Float64Array(hits.length);
  if (hits.length === 0) return scores;
  const marking: Marking = { hits, columns, lookup: sources.lookup, norms: lengthNorms(averageLength(statistics)), frequencies: new Uint8Array(hits.length) };
  const titleShares = new Float32Array(hits.length);
  const all = terms.scoring.reduce((sum, { weight }) => sum + weight, 0);
  const weighted = terms.scoring.map(({ token, weight, of }, term) => ({ token, weight: weight / all, worth: weight * rarity(statistics, term), of }));
  const said = new Set(terms.conditions.flatMap(({ others = [] }, place) => (others.length > 0 ? [place] : [])));
  addTerms(weighted.filter(({ of }) => of === undefined || !said.has(of)), marking, scores, titleShares);
  let term = weighted.length;
  for (const place of said) {
    const literal = weighted.filter(({ of }) => of === place);
    const best = emptySums(hits.length);
    addTerms(literal, marking, best.scores, best.titleShares);
    for (const way of terms.conditions[place]?.others ?? []) {
      const rarities = way.scoring.map(() => rarity(statistics, term++));
      takeBetter(best, sumsOfWay(way, rarities, literal, marking));
    }
    for (let index = 0; index < hits.length; index++) {
      scores[index] = (scores[index] as number) + (best.scores[index] as number);
      titleShares[index] = (titleShares[index] as number) + (best.titleShares[index] as number);
    }
  }
  addPriors(hits, columns, scores, titleShares, terms.length);
  // What lacks words keeps the share of its score that it has of them.
  if (held) for (let index = 0; index < hits.length; index++) scores[index] = ((scores[index] as number) * (held[hits[index] as number] as number)) / wholeOf(terms);
  addExact(hits, columns, scores, exact, query);
  return scores;
}

interface WeightedTerm {
  readonly token: string;
  /** Share of the query's words. */
  readonly weight: number;
  /** What it adds to a score, before saturation. */
  readonly worth: number;
}

interface Marking {
  readonly hits: Uint32Array;
  readonly columns: RecordColumns;
  readonly lookup: PostingLookup;
  readonly norms: Float64Array;
  /** For use in one term after the other. */
  readonly frequencies: Uint8Array;
}

interface Sums {
  readonly scores: Float64Array;
  readonly titleShares: Float32Array;
}

const emptySums = (size: number): Sums => ({ scores: new Float64Array(size), titleShares: new Float32Array(size) });

function addTerms(terms: readonly WeightedTerm[], { hits, columns, lookup, norms, frequencies }: Marking, scores: Float64Array, titleShares: Float32Array): void {
  for (const { token, weight, worth } of terms) {
    if (worth === 0) continue;
    frequencies.fill(0);
    mark(hits, lookup(token), ANYWHERE_WEIGHT, frequencies);
    mark(hits, lookup(KEYWORD_MARK + token), KEYWORD_WEIGHT, frequencies);
    mark(hits, lookup(TITLE_MARK + token), TITLE_WEIGHT, frequencies);
    for (let index = 0; index < hits.length; index++) {
      const frequency = frequencies[index] as number;
      if (frequency === 0) continue;
      const norm = norms[lengthClass(columns.lengths[hits[index] as number] as number)] as number;
      scores[index] = (scores[index] as number) + (worth * frequency * (K1 + 1)) / (frequency + norm);
      if (frequency >= TITLE_WEIGHT) titleShares[index] = (titleShares[index] as number) + weight;
    }
  }
}

/** Another way weighs in all what is asked for weighs, whatever its own words would, times what it is worth. */
function sumsOfWay(way: OtherWay, rarities: readonly number[], literal: readonly WeightedTerm[], marking: Marking): Sums {
  const sums = emptySums(marking.hits.length);
  const own = way.scoring.reduce((sum, { weight }, index) => sum + weight * (rarities[index] as number), 0);
  if (own === 0) return sums;
  const share = (way.worth * literal.reduce((sum, { worth }) => sum + worth, 0)) / own;
  const weightShare = (way.worth * literal.reduce((sum, { weight }) => sum + weight, 0)) / way.scoring.reduce((sum, { weight }) => sum + weight, 0);
  addTerms(way.scoring.map(({ token, weight }, index) => ({ token, weight: weight * weightShare, worth: weight * (rarities[index] as number) * share })), marking, sums.scores, sums.titleShares);
  return sums;
}

function takeBetter(best: Sums, other: Sums): void {
  for (let index = 0; index < best.scores.length; index++) {
    if ((other.scores[index] as number) <= (best.scores[index] as number)) continue;
    best.scores[index] = other.scores[index] as number;
    best.titleShares[index] = other.titleShares[index] as number;
  }
}

/** Scores without a query: what is described best, then what changed last, then what is used with an outcome. */
export function priorScores(hits: Uint32Array, columns: RecordColumns): Float64Array {
  const scores = new Float64Array(hits.length);
  for (let index = 0; index < hits.length; index++) scores[index] = priorOf(columns, hits[index] as number);
  return scores;
}

function mark(hits: Uint32Array, posting: Posting, weight: number, frequencies: Uint8Array): void {
  if (posting.form === 'set') {
    const { words } = posting.set;
    for (let index = 0; index < hits.length; index++) {
      const slot = hits[index] as number;
      if ((((words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1) frequencies[index] = (frequencies[index] as number) + weight;
    }
    return;
  }
  const { slots } = posting;
  for (let index = 0, at = 0; index < hits.length && at < slots.length; index++) {
    const slot = hits[index] as number;
    while (at < slots.length && (slots[at] as number) < slot) at++;
    if (slots[at] === slot) frequencies[index] = (frequencies[index] as number) + weight;
  }
}

const lengthClass = (length: number): number => Math.min(63, Math.round(4 * Math.log2(1 + length)));

function lengthNorms(average: number): Float64Array {
  return Float64Array.from({ length: 64 }, (_, step) => K1 * (1 - B + (B * (Math.pow(2, step / 4) - 1)) / average));
}

function addPriors(hits: Uint32Array, columns: RecordColumns, scores: Float64Array, titleShares: Float32Array, queryLength: number): void {
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    const coverage = (titleShares[index] as number) * Math.min(1, queryLength / Math.max(1, columns.titleLengths[slot] as number));
    scores[index] = (scores[index] as number) * (1 + COVERAGE_WEIGHT * coverage + priorOf(columns, slot));
  }
}

function priorOf({ completenesses, dates, references }: RecordColumns, slot: number): number {
  return prior(completenesses[slot] as number, dates.modifiedStart[slot] as number, references.isReferred(slot, 'uses'));
}

/** What stands before everything else by the number that it was asked for by, the one that is meant first. */
export const namedBonus = (place: number, count: number): number => EXACT_BONUS * (2 - place / count);

function addExact(hits: Uint32Array, columns: RecordColumns, scores: Float64Array, exact: readonly number[], query: string): void {
  const named = new Map(exact.map((slot, index) => [slot, namedBonus(index, exact.length)]));
  const folded = foldText(query).trim();
  const hash = textHash(folded);
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    const alike = columns.titleHashes[slot] === hash || columns.titleEnHashes[slot] === hash;
    const bonus = named.get(slot) ?? (alike && isTitle(columns, slot, folded) ? EXACT_BONUS : 0);
    scores[index] = (scores[index] as number) + bonus;
  }
}

const isTitle = (columns: RecordColumns, slot: number, folded: string): boolean =>
  foldText(columns.titles.get(slot)).trim() === folded || foldText(columns.titlesEn.get(slot)).trim() === folded;
