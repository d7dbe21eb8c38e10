import type { Reader } from '../../../../schema/audience.js';
import { catalogError } from '../../../../schema/errors.js';
import type { Lang, RecordKind } from '../../../../schema/generated/search.js';
import { meantText } from '../../text/meant-text.js';
import type { QueryTerms } from '../../text/query-terms.js';
import { mayBeAsked } from '../query/check-terms.js';
import { decodeCursor, listFingerprint, type CursorPlace } from '../query/cursor.js';
import { scoringOf } from '../query/query-scoring.js';
import { isLookedAt } from '../query/second-look.js';
import type { Statistics } from '../query/statistics.js';
import { indexUnavailable } from '../index-unavailable.js';
import type { IndexCoverage, IndexHit, IndexQuality, IndexSuggestion, SearchAnswer, SearchRequest } from '../search-index.js';
import { WINDOW } from '../vectors/window.js';
import type { Cluster } from './cluster.js';
import type { LedgerReader } from './ledger/ledger-reader.js';
import { askWithCounts } from './query/ask-with-counts.js';
import { kindsBody, kindsOf, qualityBody, qualityOf, type KindsAnswer, type QualityAnswer } from './query/census.js';
import { behind, bestHits, bestSize, isBehindAll } from './query/best-hits.js';
import { ClusterReading } from './query/cluster-reading.js';
import { facetCounts } from './query/facet-aggregations.js';
import { cursorOf, hitsOf, shownHit, stillSeen, withTitles, type HitOfEngine, type HitSources, type SearchAnswerOfEngine } from './query/hits.js';
import { PublicStatistics } from './query/public-statistics.js';
import { findSameThings } from './query/same-things.js';
import { searchBody, type SearchPlan } from './query/search-body.js';
import { likestByVectors, similarBody, termsOf } from './query/similar-body.js';
import { countWithAll, spellingsOf } from './query/spellings-of.js';
import { firstTexts, suggestionBodies, suggestionsOf, typedBodies, typedSuggestionsOf, type SuggestionAnswer } from './query/suggestions.js';
import type { Viewing } from './query/visible.js';
import { windowedPage, type PageOfEngine } from './query/windowed-page.js';
import { yearCounts } from './query/year-aggregations.js';

export interface ClusterSearchesOptions {
  readonly cluster: Cluster;
  /** Name that the index is served under. */
  readonly index: string;
  readonly ledger: LedgerReader;
  readonly readQuery: (query: string) => QueryTerms;
  /** Whether words may be misspelt, and records lack some, as where queries are read by a lexicon. */
  readonly isLenient: boolean;
}

/** Hits that are asked for at once behind what was withdrawn, and how often in a row: of a cluster that lacks so many withdrawals no list is told. */
const MOST_AT_ONCE = 500;
const MOST_PAGES_BEHIND = 20;

/** What is searched and counted in the cluster, for a reader. */
export class ClusterSearches {
  readonly #cluster: Cluster;
  readonly #index: string;
  readonly #ledger: LedgerReader;
  readonly #statistics: PublicStatistics;
  readonly #reading: ClusterReading;

  constructor({ ledger, ...options }: ClusterSearchesOptions) {
    this.#cluster = options.cluster;
    this.#index = options.index;
    this.#ledger = ledger;
    this.#statistics = new PublicStatistics(options.cluster, options.index);
    this.#reading = new ClusterReading({ ...options, statistics: this.#statistics });
  }

  /** The index changed: nothing that was counted before holds. */
  forget(): void {
    this.#statistics.forget();
    this.#reading.forget();
  }

  /** Reads queries by other words from now on. */
  readBy(readQuery: (query: string) => QueryTerms): void {
    this.#reading.readBy(readQuery);
  }

  search(request: SearchRequest, reader: Reader): Promise<SearchAnswer> {
    return this.#search(request, reader, MOST_PAGES_BEHIND);
  }

  async #search(request: SearchRequest, reader: Reader, pagesLeft: number): Promise<SearchAnswer> {
    const list = listFingerprint(request);
    const after = request.after === null ? null : decodeCursor(list, request.after);
    const plan = await this.#plan(request, after, reader);
    // A query of nothing but punctuation has no word that could occur.
    if (plan.terms?.conditions.length === 0) return this.#nothing(request);
    const { answer, edge } = await windowedPage(plan, this.#ledger.vectors, (asked) => this.#answer(asked));
    const shown = answer.hits.hits.slice(0, request.first);
    const hasNextPage = answer.hits.hits.length > request.first;
    const last = shown.at(-1);
    const page = last && hasNextPage && stillSeen(shown, reader, this.#ledger).length === 0 ? await this.#pageBehind(cursorOf(last, { plan, list, edge }), request, reader, pagesLeft) : { hits: await this.#hitsOf(shown, { plan, list, edge }), hasNextPage };
    const total = answer.hits.total.value;
    const counts = answer.aggregations ?? {};
    return {
      total,
      ...page,
      facets: withTitles(facetCounts(request.facets, request.facetSize, request.filter, counts), request.lang, reader, this.#ledger),
      years: yearCounts(request.years ?? [], counts),
      didYouMean: request.didYouMean === true && plan.terms !== null ? await this.#otherSpellings(plan) : [],
    };
  }

  /**
   * The page behind one of nothing but what was withdrawn a moment ago: it has no hit to go on behind. That may be much, so each time
   * more is asked for. @throws GraphQLError INDEX_UNAVAILABLE where it is more than a search goes through
   */
  async #pageBehind(after: string, request: SearchRequest, reader: Reader, pagesLeft: number): Promise<Pick<SearchAnswer, 'hits' | 'hasNextPage'>> {
    if (pagesLeft === 0) throw indexUnavailable(new Error('The cluster lacks thousands of withdrawals.'));
    const { hits, hasNextPage } = await this.#search({ ...request, after, first: Math.max(request.first, Math.min(MOST_AT_ONCE, 4 * request.first)), facets: [], years: [], didYouMean: false }, reader, pagesLeft - 1);
    return { hits: hits.slice(0, request.first), hasNextPage: hasNextPage || hits.length > request.first };
  }

  async #hitsOf(shown: readonly HitOfEngine[], sources: Pick<HitSources, 'plan' | 'list' | 'edge'>): Promise<readonly IndexHit[]> {
    const { request, viewing } = sources.plan;
    const sameThings = request.sameAs ? await findSameThings(shown.map(({ _source }) => _source), this.#cluster, this.#index, this.#ledger, viewing) : new Map();
    return hitsOf(shown, { ...sources, ledger: this.#ledger, sameThings });
  }

  async meaning(query: string, reader: Reader): Promise<string> {
    const asked = query.trim();
    return meantText(asked, (await this.#reading.read(asked, this.#viewing(reader), null)).terms);
  }

  async similar(id: string, first: number, lang: Lang, reader: Reader, byVectors = false): Promise<readonly IndexHit[]> {
    const facts = this.#ledger.facts(id, reader);
    const scoring = facts === null || first === 0 ? [] : termsOf(facts, (text) => this.#reading.literally(text));
    if (facts === null || scoring.length === 0) return [];
    const viewing = this.#viewing(reader);
    const body = similarBody(facts, scoring, await this.#statistics.of(scoring, viewing), byVectors ? Math.max(first, WINDOW) : first, viewing);
    const { hits } = (await this.#ask<SearchAnswerOfEngine>(body)).hits;
    const likest = byVectors ? likestByVectors(id, hits, this.#ledger.vectors).slice(0, first) : hits;
    return stillSeen(likest, reader, this.#ledger).map(({ _source, sort }) => ({ ...shownHit(_source, lang, reader, this.#ledger), cursor: '', score: Number(sort[0]), highlights: [], sameAs: [] }));
  }

  async suggest(prefix: string, kinds: readonly RecordKind[], first: number, reader: Reader): Promise<readonly IndexSuggestion[]> {
    const viewing = this.#viewing(reader);
    const begun = await this.#suggested(suggestionBodies(prefix, kinds, first, viewing), reader, (...answers) => suggestionsOf(prefix, kinds, first, ...answers));
    const found = firstTexts(begun, first);
    if (found.length >= first || kinds.length === 0) return found;
    const typed = await this.#suggested(typedBodies(prefix, kinds, first, viewing), reader, (...answers) => typedSuggestionsOf(prefix, kinds, first, ...answers));
    return firstTexts([...begun, ...typed], first);
  }

  async coverage(reader: Reader): Promise<IndexCoverage> {
    const kinds = kindsOf(await this.#ask<KindsAnswer>(kindsBody(this.#viewing(reader))));
    return { authorities: this.#ledger.readable(reader).map((feed) => ({ ...feed, kinds: kinds.get(feed.authority) ?? {} })) };
  }

  async quality(reader: Reader): Promise<IndexQuality> {
    return { authorities: qualityOf(await this.#ask<QualityAnswer>(qualityBody(this.#viewing(reader)))) };
  }

  /** The page with one hit more, and all counts. */
  async #answer(plan: SearchPlan): Promise<PageOfEngine> {
    if (!isLookedAt(plan.request, plan.terms, plan.after)) return { answer: await askWithCounts(this.#cluster, this.#index, plan, searchBody(plan)), edge: plan.after?.edge ?? null };
    const size = bestSize(plan);
    const answer = await askWithCounts(this.#cluster, this.#index, plan, { ...searchBody({ ...plan, after: null }), size });
    const first = answer.hits.hits;
    const { hits, edge } = bestHits(first, plan, this.#ledger);
    const page = behind(hits, plan.after);
    const lacking = first.length < size ? 0 : Math.max(0, plan.request.first + 1 - page.length);
    const from = isBehindAll(first, plan.after) ? {} : { search_after: first.at(-1)?.sort };
    const rest = lacking === 0 ? [] : (await this.#ask<SearchAnswerOfEngine>({ ...searchBody(plan), track_total_hits: false, size: lacking, ...from })).hits.hits;
    return { answer: { ...answer, hits: { ...answer.hits, hits: [...page, ...rest] } }, edge };
  }

  async #plan(request: SearchRequest, after: CursorPlace | null, reader: Reader): Promise<SearchPlan> {
    const query = request.query?.trim() ?? '';
    const viewing = this.#viewing(reader);
    // Most queries are asked as they are written, so what their words weigh is counted while they are read.
    const literal = query === '' || after !== null ? null : this.#reading.literally(query);
    const counting = literal === null || !mayBeAsked(literal) ? null : this.#statisticsFor(request, literal, after, viewing);
    const reading = query === '' ? { terms: null, some: null } : this.#reading.read(query, viewing, after?.corrections ?? null);
    await Promise.allSettled([counting, reading]);
    const { terms, some } = await reading;
    const statistics = await this.#statisticsFor(request, terms, after, viewing);
    const numbered = terms === null || request.sort !== 'RELEVANCE' ? [] : this.#ledger.numbered(query, reader).map(({ id }) => id);
    return { request, query, terms, some, statistics, numbered, after, viewing };
  }

  /** Those of the first page, as its cursor has them. */
  async #statisticsFor({ sort }: SearchRequest, terms: QueryTerms | null, after: CursorPlace | null, viewing: Viewing): Promise<Statistics> {
    if (sort !== 'RELEVANCE' || terms === null || terms.conditions.length === 0) return [];
    const scoring = scoringOf(terms);
    if (!after) return this.#statistics.of(scoring, viewing);
    if (after.statistics.length !== scoring.length + 1) throw catalogError('BAD_CURSOR', 'Expected a cursor of an answer to this query but it is of another one, or of an older index.');
    return after.statistics;
  }

  async #otherSpellings({ query, request: { filter }, viewing }: SearchPlan): Promise<readonly string[]> {
    const sources = { cluster: this.#cluster, index: this.#index, readQuery: (text: string) => this.#reading.literally(text), filter, viewing };
    return spellingsOf(query, await countWithAll(query, sources), sources);
  }

  /** What both searches suggest; nothing where there is nothing to ask for. */
  async #suggested(bodies: readonly [object, object] | null, reader: Reader, suggestions: (titles: SuggestionAnswer['hits']['hits'], keywords: SuggestionAnswer | undefined) => readonly IndexSuggestion[]): Promise<readonly IndexSuggestion[]> {
    if (bodies === null) return [];
    const [titles, keywords] = await this.#cluster.searchEach<SuggestionAnswer>(this.#index, bodies);
    return suggestions(stillSeen(titles?.hits.hits ?? [], reader, this.#ledger), keywords);
  }

  #nothing({ facets, years = [] }: SearchRequest): SearchAnswer {
    return { total: 0, hits: [], hasNextPage: false, facets: facets.map((field) => ({ field, buckets: [] })), years: yearCounts(years, {}), didYouMean: [] };
  }

  #viewing(reader: Reader): Viewing {
    return { reader, hidden: this.#ledger.hidden, authorities: this.#ledger.authorities() };
  }

  #ask<Answer>(body: object): Promise<Answer> {
    return this.#cluster.ask<Answer>('POST', `/${this.#index}/_search`, body);
  }
}
