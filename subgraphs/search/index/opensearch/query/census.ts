import type { RecordKind } from '../../../../../schema/generated/common.js';
import { METRICS, RATINGS } from '../../../../../schema/quality/mqa.js';
import { KINDS } from '../../columns/kinds.js';
import type { AuthorityQuality } from '../../search-index.js';
import { visible, type Clause, type Viewing } from './visible.js';

/** More than a nation has authorities. */
const MOST_AUTHORITIES = 10_000;
const byAuthority = (aggs: Clause): Clause => ({ authorities: { terms: { field: 'authority', size: MOST_AUTHORITIES, order: { _key: 'asc' } }, aggs } });

/** Counts what the reader sees by authority and kind. */
export const kindsBody = (viewing: Viewing): Clause => ({ size: 0, track_total_hits: false, query: visible(viewing), aggs: byAuthority({ kinds: { terms: { field: 'kind', size: KINDS.length } } }) });

/** Sums the quality of what the reader sees and what is judged, by authority. */
export const qualityBody = (viewing: Viewing): Clause => ({
  size: 0,
  track_total_hits: false,
  query: { bool: { filter: [visible(viewing), { exists: { field: 'quality' } }] } },
  aggs: byAuthority({ total: { sum: { field: 'quality' } }, ratings: { terms: { field: 'rating', size: RATINGS.length } }, unmet: { terms: { field: 'unmet', size: METRICS.length } } }),
});

interface Bucket {
  readonly key: string;
  readonly doc_count: number;
}
interface Buckets<More = unknown> {
  readonly buckets: readonly (Bucket & More)[];
}

export interface KindsAnswer {
  readonly aggregations: { readonly authorities: Buckets<{ readonly kinds: Buckets }> };
}

export interface QualityAnswer {
  readonly aggregations: { readonly authorities: Buckets<{ readonly total: { readonly value: number }; readonly ratings: Buckets; readonly unmet: Buckets }> };
}

/** How many of each kind, by authority, in the order of the kinds. */
export function kindsOf({ aggregations }: KindsAnswer): ReadonlyMap<string, Partial<Record<RecordKind, number>>> {
  return new Map(
    aggregations.authorities.buckets.map(({ key, kinds }) => {
      const counts = countsIn(kinds);
      return [key, Object.fromEntries(KINDS.flatMap((kind) => (counts.has(kind) ? [[kind, counts.get(kind)]] : [])))];
    }),
  );
}

export const qualityOf = ({ aggregations }: QualityAnswer): readonly AuthorityQuality[] =>
  aggregations.authorities.buckets.map(({ key, doc_count: records, total, ratings, unmet }) => {
    const [byRating, byMetric] = [countsIn(ratings), countsIn(unmet)];
    return { authority: key, records, total: total.value, ratings: RATINGS.map(({ rating }) => byRating.get(rating) ?? 0), unmet: METRICS.map((_, place) => byMetric.get(String(place)) ?? 0) };
  });

const countsIn = ({ buckets }: Buckets): ReadonlyMap<string, number> => new Map(buckets.map(({ key, doc_count }) => [key, doc_count]));
