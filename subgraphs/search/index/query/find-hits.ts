import type { QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import { slotsOf } from '../columns/slot-set.js';
import type { View } from '../columns/view.js';
import { countHeld, matchConditions, type MatchSources, type PostingLookup } from './match.js';

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
const FEW = 50;

/** The records that have all words of a query; without a query, all. */
export function findAll(terms: QueryTerms | null, { columns, view, lookup }: FindingSources): Found {
  if (terms === null) return { hits: slotsOf(view.live.words, view.live.count), held: null };
  // A query of nothing but punctuation has no word that could occur.
  if (terms.conditions.length === 0) return { hits: new Uint32Array(0), held: null };
  return { hits: matchConditions(terms.conditions, matchSources({ columns, lookup }), view.live), held: null };
}

/**
 * The same, and where few have all words also those that lack some: as few as gives enough to choose from, half of them
 * at most. So a question in a sentence, or one word too many, finds what it is about. A query of nothing but codes is
 * taken as it is.
 */
export function findMany(terms: QueryTerms | null, sources: FindingSources): Found {
  const all = findAll(terms, sources);
  const parts = terms?.parts ?? [];
  if (parts.length < 2 || all.hits.length >= FEW || terms?.isCode === true) return all;
  const half = parts.length / 2;
  const { live } = sources.view;
  const held = countHeld(parts, matchSources(sources));
  for (const slot of all.hits) held[slot] = parts.length;
  const some = slotsOf(live.words, live.count).filter((slot) => (held[slot] as number) >= half);
  for (let least = parts.length; least >= half; least--) {
    const hits = some.filter((slot) => (held[slot] as number) >= least);
    if (hits.length >= FEW || least - 1 < half) return { hits, held };
  }
  return all;
}
