import type { Condition, QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import { slotsOf } from '../columns/slot-set.js';
import type { View } from '../columns/view.js';
import { countHeld, matchConditions, slotsOfCondition, type MatchSources, type PostingLookup, type WeighedPosting } from './match.js';
import { countIn } from './posting.js';
import { rarityStep } from './statistics.js';

/** What matches a query, before it is filtered. */
export interface Found {
  /** In rising order. */
  readonly hits: Uint32Array;
  /** How many conditions hold in each slot; null where all do in every hit. */
  readonly held: Uint8Array | null;
}

export interface FindingSources {
  readonly columns: RecordColumns;
  readonly view: View;
  readonly lookup: PostingLookup;
}

export const matchSources = ({ columns, lookup }: Pick<FindingSources, 'columns' | 'lookup'>): MatchSources => ({ lookup, size: columns.size, lengths: columns.lengths });

/** Where fewer records than these have all words, those that lack some are found too. */
export const FEW = 50;
/** Of what all words weigh, so much is in what is found. */
export const LEAST_SHARE = 1 / 5;

/** Whether records that lack a word are found too: of one word nothing can be missing. @param all how many have all */
export const asksForSome = ({ parts, conditions, isCode }: QueryTerms, all: number): boolean => parts.length > (parts === conditions ? 1 : 0) && all < FEW && !isCode;

/**
 * As how many parts a record counts that has all: one that has the only part of a query, and not the light words beside it,
 * has half.
 */
export const wholeOf = ({ parts }: Pick<QueryTerms, 'parts'>): number => Math.max(2, parts.length);

/** What a word weighs by how many public records have it: one that none has weighs nothing, for nobody can be held to it. */
export const weightOf = (count: number, size: number): number => (count === 0 ? 0 : rarityStep(count, size));

/** The records that have all words of a query; without a query, all. */
export function findAll(terms: QueryTerms | null, { columns, view, lookup }: FindingSources): Found {
  if (terms === null) return { hits: slotsOf(view.live.words, view.live.count), held: null };
  // A query of nothing but punctuation has no word that could occur.
  if (terms.conditions.length === 0) return { hits: new Uint32Array(0), held: null };
  return { hits: matchConditions(terms.conditions, matchSources({ columns, lookup }), view.live), held: null };
}

/**
 * The same, and where few have all words also those that lack some: as few as gives enough to choose from. They have half
 * of the words at least, and these have a fifth of what all weigh by their rarity among public records. So a question in a
 * sentence, or one word too many, finds what it is about, and not all that has its commonest word. A query of nothing
 * but codes is taken as it is.
 *
 * @param all those that have all words
 */
export function findMany(terms: QueryTerms | null, sources: FindingSources, all: Found = findAll(terms, sources)): Found {
  if (terms === null || !asksForSome(terms, all.hits.length)) return all;
  const { parts } = terms;
  const half = parts.length / 2;
  const { slots, held } = countHeld(weighed(parts, sources), sources.columns.size, LEAST_SHARE);
  for (const slot of all.hits) held[slot] = wholeOf(terms);
  const some = Uint32Array.from(new Set([...all.hits, ...slots.filter((slot) => sources.view.live.has(slot) && (held[slot] as number) >= half)])).sort();
  for (let least = parts.length; least >= half; least--) {
    const hits = some.filter((slot) => (held[slot] as number) >= least);
    if (hits.length >= FEW || least - 1 < half) return { hits, held };
  }
  return all;
}

/** Where each condition holds, and what it weighs; the rarest first. */
function weighed(conditions: readonly Condition[], { columns, lookup }: FindingSources): readonly WeighedPosting[] {
  const { live } = columns;
  const sources = matchSources({ columns, lookup });
  return conditions
    .map((condition) => slotsOfCondition(condition, sources))
    .map((posting) => ({ posting, count: countIn(posting, live) }))
    .map(({ posting, count }) => ({ posting, weight: weightOf(count, live.count) }))
    .sort((one, other) => other.weight - one.weight);
}
