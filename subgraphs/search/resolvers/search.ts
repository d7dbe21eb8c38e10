import type { GraphQLResolveInfo } from 'graphql';
import type { FacetField, Lang, QuerySearchArgs, SearchConnectionFacetsArgs, SearchConnectionHistogramArgs } from '../../../schema/generated/search.js';
import { parseId, TYPE_NAMES } from '../../../schema/ids.js';
import type { IndexHit, SearchAnswer, SearchRequest, YearsAsked } from '../index/search-index.js';
import { scopedSpan } from '../../kit/observe/tracing.js';
import { facetLabel } from './labels.js';
import { freshnessFor } from './freshness-for.js';
import { indexState } from './index-state.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkFilter, checkQuery } from './search-input.js';
import { argumentsOf, selectionsOf } from './selection.js';

/** An answer with the language it was asked in. */
interface Connection {
  readonly answer: SearchAnswer;
  readonly lang: Lang;
  readonly years: readonly YearsAsked[];
}

interface FacetArguments {
  readonly fields: readonly FacetField[];
  readonly first: number;
}

const MOST_HITS = 100;
const MOST_BUCKETS = 200;

/** Asks the index once, for all that the query selects and nothing more. */
export async function search(_: unknown, args: QuerySearchArgs, { index, scope, viewer, queryVectors }: SearchContext, info: GraphQLResolveInfo): Promise<Connection> {
  const lang = args.lang ?? 'ZH';
  const request = await withVector(toRequest(args, lang, info), { index, viewer, queryVectors });
  return { answer: await scopedSpan('index search', scope, () => ({}), async () => index.search(request, viewer)), lang, years: request.years ?? [] };
}

/** What the query means, where it decides on the order: a page behind a cursor is in the order of the first. */
async function withVector(request: SearchRequest, { index, viewer, queryVectors }: Pick<SearchContext, 'index' | 'viewer' | 'queryVectors'>): Promise<SearchRequest> {
  const { query, sort, first, after } = request;
  if (!queryVectors || sort !== 'RELEVANCE' || first === 0 || after !== null || !query?.trim()) return request;
  const vector = await queryVectors.of(await index.meaning(query, viewer));
  return vector === null ? request : { ...request, vector };
}

function toRequest(args: QuerySearchArgs, lang: Lang, info: GraphQLResolveInfo): SearchRequest {
  const facets = selectionsOf(info, ['facets']).map((node) => facetArguments(argumentsOf<SearchConnectionFacetsArgs>(info, node)));
  const years = selectionsOf(info, ['histogram']).map((node) => yearsAsked(argumentsOf<SearchConnectionHistogramArgs>(info, node)));
  return {
    query: args.query ? checkQuery('query', args.query) : null,
    filter: checkFilter({ ...args.filter }),
    sort: args.sort ?? 'RELEVANCE',
    first: checkCount('first', args.first, 0, MOST_HITS),
    after: args.after ?? null,
    lang,
    facets: [...new Set(facets.flatMap(({ fields }) => fields))],
    ...(years.length > 0 && { years }),
    ...(selectionsOf(info, ['didYouMean']).length > 0 && { didYouMean: true }),
    facetSize: Math.max(0, ...facets.map(({ first }) => first)),
    highlights: selectionsOf(info, ['edges', 'node', 'highlights']).length > 0,
    sameAs: selectionsOf(info, ['edges', 'node', 'sameAs']).length > 0,
    ...(selectionsOf(info, ['edges', 'node', 'matchedBy']).length > 0 && { matchedBy: true }),
  };
}

function facetArguments({ fields, first }: SearchConnectionFacetsArgs): FacetArguments {
  return { fields: fields ?? [], first: checkCount('facets.first', first, 0, MOST_BUCKETS) };
}

const EARLIEST_YEAR = 100;
const LATEST_YEAR = 9_999;
const MOST_YEARS = 500;
const USUAL_YEARS = 100;

/** @throws GraphQLError BAD_INPUT where the years are none, or too many */
function yearsAsked({ field, from, to }: SearchConnectionHistogramArgs): YearsAsked {
  const last = checkCount('histogram.to', to ?? new Date().getUTCFullYear(), EARLIEST_YEAR, LATEST_YEAR);
  const first = checkCount('histogram.from', from ?? Math.max(EARLIEST_YEAR, last - USUAL_YEARS + 1), Math.max(EARLIEST_YEAR, last - MOST_YEARS + 1), last);
  return { field: field ?? 'MODIFIED', from: first, to: last };
}

const sameYears = (a: YearsAsked, b: YearsAsked): boolean => a.field === b.field && a.from === b.from && a.to === b.to;

export const searchConnectionResolvers = {
  total: ({ answer }: Connection) => answer.total,
  edges: ({ answer }: Connection) => answer.hits.map((hit) => ({ cursor: hit.cursor, node: hit })),
  pageInfo: ({ answer }: Connection) => ({ hasNextPage: answer.hasNextPage, endCursor: answer.hits.at(-1)?.cursor ?? null }),
  facets: ({ answer, lang }: Connection, args: SearchConnectionFacetsArgs, { members }: SearchContext) => {
    const { fields, first } = facetArguments(args);
    const table = members();
    return fields.map((field) => ({
      field,
      buckets: (answer.facets.find((facet) => facet.field === field)?.buckets ?? []).slice(0, first).map((bucket) => ({ ...bucket, label: facetLabel(field, bucket, lang, table) })),
    }));
  },
  histogram: ({ answer, years }: Connection, args: SearchConnectionHistogramArgs) => {
    const asked = yearsAsked(args);
    return answer.years[years.findIndex((one) => sameYears(one, asked))]?.years ?? [];
  },
  didYouMean: ({ answer }: Connection) => answer.didYouMean,
  index: (_: Connection, __: unknown, { feeds, viewer, rebuild }: SearchContext) => indexState(freshnessFor(viewer, feeds.freshness()), new Date(), rebuild?.() ?? null),
};

export const searchHitResolvers = {
  record: ({ kind, id }: IndexHit) => ({ __typename: TYPE_NAMES[kind], id }),
  sameAs: ({ sameAs }: IndexHit) => sameAs.flatMap(({ id, reasons }) => {
    const parsed = parseId(id);
    return parsed.ok ? [{ id, authority: parsed.authority, reasons, record: { __typename: TYPE_NAMES[parsed.kind], id } }] : [];
  }),
};
