import type { Condition, QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import { slotsOf } from '../columns/slot-set.js';
import type { View } from '../columns/view.js';
import { countHeld, type Held, type WeighedPosting } from './count-held.js';
import { matchConditions, slotsOfCondition, type MatchSources, type PostingLookup } from './match.js';
import { countLive } from './posting.js';
import { rarityStep } from './statistics.js';

/** What matches a query, before it is filtered. */
export interface Found {
  /** In rising order. */
  readonly hits: Uint32Array;
  /** How many conditions hold in each hit; null where all do in every one. */
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
  const some = withAll(countHeld(weighed(parts, sources), sources.columns.size, LEAST_SHARE), all.hits, wholeOf(terms), half, sources.view);
  for (let least = parts.length; least >= half; least--) {
    const hits = some.slots.filter((_slot, place) => (some.held[place] as number) >= least);
    if (hits.length >= FEW || least - 1 < half) return heldOf({ hits: some.slots, held: some.held }, hits);
  }
  return all;
}

/** Those that the reader sees in which at least `half` hold, and those in which all do. Both are in rising order. */
function withAll({ slots, held }: Held, all: Uint32Array, whole: number, half: number, { live }: View): Held {
  const some = { slots: new Uint32Array(slots.length + all.length), held: new Uint8Array(slots.length + all.length) };
  let count = 0;
  for (let at = 0, inAll = 0; at < slots.length || inAll < all.length; ) {
    const [slot, next] = [slots[at] ?? Infinity, all[inAll] ?? Infinity];
    const isWhole = next <= slot;
    if (isWhole || (live.has(slot) && (held[at] as number) >= half)) {
      some.slots[count] = isWhole ? next : slot;
      some.held[count++] = isWhole ? whole : (held[at] as number);
    }
    if (slot <= next) at++;
    if (isWhole) inAll++;
  }
  return { slots: some.slots.subarray(0, count), held: some.held.subarray(0, count) };
}

/** Some of the hits that were found, in their order, with what holds in them. */
export function heldOf({ hits: found, held }: Found, hits: Uint32Array): Found {
  if (held === null || hits === found) return { hits, held };
  const ofHits = new Uint8Array(hits.length);
  for (let index = 0, at = 0; index < hits.length; index++) {
    while (at < found.length && found[at] !== hits[index]) at++;
    ofHits[index] = held[at] as number;
  }
  return { hits, held: ofHits };
}

/** Where each condition holds, and what it weighs; the rarest first. */
function weighed(conditions: readonly Condition[], { columns, lookup }: FindingSources): readonly WeighedPosting[] {
  const sources = matchSources({ columns, lookup });
  return conditions
    .map((condition) => slotsOfCondition(condition, sources))
    .map((posting) => ({ posting, count: countLive(posting, columns) }))
    .map(({ posting, count }) => ({ posting, weight: weightOf(count, columns.live.count) }))
    .sort((one, other) => other.weight - one.weight);
}
