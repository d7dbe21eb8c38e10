import type { SearchFilter, SearchSort } from '../../../../../schema/generated/search.js';
import { foldText } from '../../../text/fold-text.js';
import type { QueryTerms } from '../../../text/query-terms.js';
import type { CursorPlace } from '../../query/cursor.js';
import { chosenBy } from '../../query/facets.js';
import { MOST_PRIOR } from '../../query/prior.js';
import { COVERAGE_WEIGHT, EXACT_BONUS, namedBonus } from '../../query/rank.js';
import { rangesOf } from '../../query/histogram.js';
import type { Statistics } from '../../query/statistics.js';
import type { SearchRequest } from '../../search-index.js';
import { BEFORE_ALL } from '../index-document.js';
import { facetAggregations } from './facet-aggregations.js';
import { filterClauses } from './filter-clauses.js';
import { foundBy, shareFunctions, type SomeWords } from './some-words.js';
import { visible, type Clause, type Viewing } from './visible.js';
import { conditionClauses } from './word-clauses.js';
import { wordScores } from './word-scores.js';
import { yearAggregations } from './year-aggregations.js';

/** Standards of one number that are told apart by which of them is meant; the rest stand behind them. */
const MOST_TOLD_APART = 100;
/** Standards of one number that stand before all else: as many as the engine takes as it comes. */
const MOST_NUMBERED = 65_536;

export interface SearchPlan {
  readonly request: SearchRequest;
  readonly query: string;
  /** Null where there is no query. */
  readonly terms: QueryTerms | null;
  /** How records are found that lack some of its words; null where none are. */
  readonly some: SomeWords | null;
  readonly statistics: Statistics;
  /** Ids of standards whose number the query is, the one that is meant first. */
  readonly numbered: readonly string[];
  readonly after: CursorPlace | null;
  readonly viewing: Viewing;
}

/** What is asked of the engine for one page: the hits alone, and how many there are where nothing else is counted. */
export function searchBody(plan: SearchPlan): Clause {
  const { request, after, viewing } = plan;
  return {
    query: queryOf(plan, [...filterClauses(request.filter, viewing).values()]),
    size: request.first + 1,
    track_total_hits: !hasCounts(request),
    _source: HIT_FIELDS,
    sort: sortOf(plan),
    ...(after !== null && { search_after: searchAfter(plan, after) }),
  };
}

/**
 * What is asked beside it, for the counts: null where there are none. It scores nothing, runs beside the other, and is the same for each
 * page and order, so the engine has its answer until the index changes.
 */
export function countsBody(plan: SearchPlan): Clause | null {
  const { request, viewing } = plan;
  if (!hasCounts(request)) return null;
  const { facets, facetSize, filter, years = [] } = request;
  const counted = new Set([...chosenBy(facets), ...rangesOf(years)]);
  const clauses = filterClauses(filter, viewing);
  // No facet is narrowed by its own field, so those fields narrow the hits only after all is counted.
  const apart = new Map([...clauses].filter(([name]) => counted.has(name)));
  const narrowing = [...clauses].filter(([name]) => !counted.has(name)).map(([, clause]) => clause);
  return {
    query: { bool: { filter: foundIn(plan, narrowing, false) } },
    ...(apart.size > 0 && { post_filter: { bool: { filter: [...apart.values()] } } }),
    size: 0,
    track_total_hits: true,
    aggs: { ...facetAggregations(facets, facetSize, filter, apart, viewing), ...yearAggregations(years, apart) },
  };
}

const hasCounts = ({ facets, facetSize, years = [] }: SearchRequest): boolean => (facets.length > 0 && facetSize > 0) || years.length > 0;

/** What a hit is shown by. */
export const HIT_FIELDS = ['shown', 'id', 'kind', 'authority', 'owner', 'quality'] as const;

/** How many records a query finds, with the filter as it is. */
export const countBody = (filter: SearchFilter, terms: QueryTerms, viewing: Viewing): Clause => ({
  size: 0,
  track_total_hits: true,
  query: { bool: { filter: [visible(viewing), ...filterClauses(filter, viewing).values(), ...conditionClauses(terms.conditions)] } },
});

function queryOf(plan: SearchPlan, narrowing: readonly Clause[]): Clause {
  const { request, terms, some } = plan;
  const filter = foundIn(plan, narrowing, request.matchedBy === true || request.sort === 'RELEVANCE');
  if (terms === null || request.sort !== 'RELEVANCE') return { bool: { filter } };
  const { clauses, coverage } = wordScores(terms, plan.statistics);
  const ranked = multiplied({ bool: { filter, should: clauses } }, [{ field_value_factor: { field: 'boost', missing: 1 } }, ...coverage], MOST_BOOST);
  return { bool: { must: [some === null ? ranked : multiplied(ranked, shareFunctions(terms), 1)], should: exact(plan) } };
}

/** Passes the hits. @param isNamed whether they tell by what they match */
function foundIn({ request: { among }, terms, some, viewing }: SearchPlan, narrowing: readonly Clause[], isNamed: boolean): readonly Clause[] {
  return [visible(viewing), ...narrowing, ...(among === undefined ? [] : [{ terms: { id: among } }]), ...(terms === null ? [] : [foundBy(terms, some, isNamed)])];
}

/** What a score is multiplied with at most: all of a title, and what is known of the record beside its words. */
const MOST_BOOST = 1 + COVERAGE_WEIGHT + MOST_PRIOR;

const multiplied = (query: Clause, functions: readonly Clause[], most: number): Clause => ({ function_score: { query, functions, score_mode: 'sum', boost_mode: 'multiply', max_boost: most } });

function exact({ query, terms, numbered }: SearchPlan): readonly Clause[] {
  const bonus = (filter: Clause, boost: number): Clause => ({ constant_score: { filter, boost } });
  const meant = numbered.slice(0, MOST_TOLD_APART).map((id, place) => bonus({ term: { id } }, namedBonus(place, numbered.length)));
  return [{ dis_max: { queries: [bonus({ term: { names: foldText(terms?.corrected ?? query).trim() } }, EXACT_BONUS), ...meant, bonus({ terms: { id: numbered.slice(0, MOST_NUMBERED) } }, EXACT_BONUS)] } }];
}

/** Lower than any score, as the engine has them: a cursor that was made up by hand may say nothing. */
const BEHIND_ALL = -3e38;

interface SortKey {
  readonly field: string;
  readonly order: 'asc' | 'desc';
  /** What stands in the field where the record has no such value. */
  readonly none: number | null;
}

const SORT_KEYS: Readonly<Record<Exclude<SearchSort, 'RELEVANCE' | 'TITLE'>, SortKey>> = {
  MODIFIED: { field: 'modifiedKey', order: 'desc', none: BEFORE_ALL },
  ISSUED: { field: 'issuedKey', order: 'desc', none: BEFORE_ALL },
  PUBLISHED: { field: 'publishedKey', order: 'desc', none: BEFORE_ALL },
  QUALITY: { field: 'qualityKey', order: 'desc', none: -1 },
};

/** By what the page goes, beside the id that decides between equals. */
export function sortKey({ request: { sort, lang }, terms }: Pick<SearchPlan, 'request' | 'terms'>): SortKey {
  if (sort === 'TITLE') return { field: lang === 'EN' ? 'titleEn' : 'titleZh', order: 'asc', none: null };
  if (sort !== 'RELEVANCE') return SORT_KEYS[sort];
  return { field: terms === null ? 'prior' : '_score', order: 'desc', none: null };
}

function sortOf(plan: SearchPlan): readonly Clause[] {
  const { field, order } = sortKey(plan);
  return [{ [field]: order }, { id: 'asc' }];
}

function searchAfter(plan: SearchPlan, { key, title, id }: CursorPlace): readonly unknown[] {
  if (plan.request.sort === 'TITLE') return [title, id];
  return [Number.isFinite(key) ? key : (sortKey(plan).none ?? BEHIND_ALL), id];
}
