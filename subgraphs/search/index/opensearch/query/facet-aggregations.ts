import type { FacetField, SearchFilter } from '../../../../../schema/generated/search.js';
import { chosenBy } from '../../query/facets.js';
import type { FilterName } from '../../query/filter.js';
import { industriesCounted } from '../../query/industry.js';
import { NATIONAL, regionPrefix } from '../../query/region.js';
import type { FacetCount, FacetCounts } from '../../search-index.js';
import { withApi, type Clause, type Viewing } from './visible.js';

const FIELDS: Readonly<Record<Exclude<FacetField, 'HAS_API' | 'REGION'>, string>> = {
  KIND: 'kind', AUTHORITY: 'authority', THEME: 'themes', INDUSTRY: 'industries', FORMAT: 'formats', SHARE_TYPE: 'shareType', OPENNESS: 'openness', GRADE: 'grade', LICENSE: 'license', FREQUENCY: 'frequency',
  OWNER: 'owner', STANDARD: 'standards', KEYWORD: 'keywords', QUALITY: 'rating', PERMITS: 'permits', AUDIENCE: 'audience', PRICE_MODEL: 'priceModels', DEMAND_STATE: 'demandState', HUB: 'hub', ENVIRONMENT: 'environments', ACCELERATOR: 'accelerators',
};

/** Buckets that each shard tells at least: the counts are exact while a field has no more values, or there is one shard. */
const SHARD_BUCKETS = 2_000;

interface Counted {
  readonly doc_count?: number;
  readonly buckets?: readonly { readonly key: string; readonly doc_count: number }[];
}

/** A facet's count among the hits that pass all but its own field of the filter; bare where that is all of the filter. */
export type FacetAnswer = Counted | { readonly doc_count: number; readonly counted: Counted };

/** What passes all of these but one. */
export const allBut = (apart: ReadonlyMap<FilterName, Clause>, but: readonly FilterName[]): Clause => ({ bool: { filter: [...apart].filter(([name]) => !but.includes(name)).map(([, clause]) => clause) } });

/**
 * Counts by these fields.
 *
 * @param apart the fields of the filter that the hits are not narrowed by yet
 */
export function facetAggregations(fields: readonly FacetField[], size: number, filter: SearchFilter, apart: ReadonlyMap<FilterName, Clause>, viewing: Viewing): Readonly<Record<string, Clause>> {
  if (size === 0) return {};
  return Object.fromEntries(
    fields.map((field) => {
      const own = chosenBy([field]);
      const counted = counting(field, size, filter, viewing);
      // The engine counts faster where nothing stands around it.
      const isBare = [...apart.keys()].every((name) => own.includes(name)) && field !== 'HAS_API' && (field !== 'REGION' || regionAround(filter.region) === null);
      return [field, isBare ? counted : { filter: allBut(apart, own), aggs: { counted } }];
    }),
  );
}

function counting(field: FacetField, size: number, filter: SearchFilter, viewing: Viewing): Clause {
  switch (field) {
    case 'HAS_API':
      return { filter: withApi(viewing) };
    case 'REGION':
      return terms(regionField(filter.region), size + 1);
    case 'INDUSTRY':
      // Which of them have a bucket is known by their codes only; there are fewer than these.
      return terms(FIELDS[field], SHARD_BUCKETS);
    default:
      return terms(FIELDS[field], size);
  }
}

const terms = (field: string, size: number): Clause => ({ terms: { field, size, shard_size: Math.max(SHARD_BUCKETS, size), order: [{ _count: 'desc' }, { _key: 'asc' }] } });

/** The region that counts are inside of; null where they are of provinces. */
const regionAround = (within: string | null | undefined): string | null => (within && within !== NATIONAL ? within : null);

/** By province; inside a region one step finer. */
function regionField(within: string | null | undefined): string {
  const around = regionAround(within);
  const digits = around === null ? 2 : Math.min(6, regionPrefix(around).length + 2);
  return digits === 2 ? 'province' : digits === 4 ? 'city' : 'county';
}

/** The facets of an answer, without titles: the largest first, equal ones in the order of their values. */
export function facetCounts(fields: readonly FacetField[], size: number, filter: SearchFilter, answers: Readonly<Record<string, FacetAnswer>>): readonly FacetCounts[] {
  return fields.map((field) => {
    const answer = answers[field];
    return { field, buckets: answer === undefined ? [] : bucketsOf(field, answer, filter).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, size) };
  });
}

const bucket = (value: string, count: number): FacetCount => ({ value, title: null, count });

function bucketsOf(field: FacetField, answer: FacetAnswer, filter: SearchFilter): FacetCount[] {
  const { doc_count: all = 0 } = answer;
  const counted = 'counted' in answer ? answer.counted : answer;
  const buckets = (counted.buckets ?? []).map(({ key, doc_count }) => bucket(key, doc_count));
  switch (field) {
    case 'HAS_API':
      return [bucket('false', all - (counted.doc_count ?? 0)), bucket('true', counted.doc_count ?? 0)].filter(({ count }) => count > 0);
    case 'REGION': {
      const around = regionAround(filter.region);
      // The region itself is counted with all that is in it.
      return around === null || all === 0 ? buckets : [bucket(around, all), ...buckets.filter(({ value }) => value !== around)];
    }
    case 'INDUSTRY': {
      const isCounted = industriesCounted(filter.industries ?? []);
      return buckets.filter(({ value }) => isCounted(value));
    }
    default:
      return buckets;
  }
}
