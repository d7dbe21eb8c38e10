import type { Reader } from '../../../../schema/audience.js';
import { catalogError } from '../../../../schema/errors.js';
import type { Lang, RecordKind } from '../../../../schema/generated/search.js';
import type { QueryTerms } from '../../text/query-terms.js';
import { checkTerms } from '../query/check-terms.js';
import { decodeCursor, listFingerprint, type CursorPlace } from '../query/cursor.js';
import type { Statistics } from '../query/statistics.js';
import type { IndexCoverage, IndexHit, IndexQuality, IndexSuggestion, SearchAnswer, SearchRequest } from '../search-index.js';
import type { Cluster } from './cluster.js';
import type { LedgerReader } from './ledger/ledger-reader.js';
import { kindsBody, kindsOf, qualityBody, qualityOf, type KindsAnswer, type QualityAnswer } from './query/census.js';
import { facetCounts } from './query/facet-aggregations.js';
import { hitsOf, shownHit, stillSeen, withTitles, type SearchAnswerOfEngine } from './query/hits.js';
import { PublicStatistics } from './query/public-statistics.js';
import { findSameThings } from './query/same-things.js';
import { searchBody, type SearchPlan } from './query/search-body.js';
import { similarBody, termsOf } from './query/similar-body.js';
import { spellingsOf } from './query/spellings-of.js';
import { suggestionBodies, suggestionsOf, type SuggestionAnswer } from './query/suggestions.js';
import type { Viewing } from './query/visible.js';
import { yearCounts } from './query/year-aggregations.js';

export interface ClusterSearchesOptions {
  readonly cluster: Cluster;
  /** Name that the index is served under. */
  readonly index: string;
  readonly ledger: LedgerReader;
  readonly readQuery: (query: string) => QueryTerms;
}

/** What is searched and counted in the cluster, for a reader. */
export class ClusterSearches {
  readonly #cluster: Cluster;
  readonly #index: string;
  readonly #ledger: LedgerReader;
  readonly #readQuery: (query: string) => QueryTerms;
  readonly #statistics: PublicStatistics;

  constructor({ cluster, index, ledger, readQuery }: ClusterSearchesOptions) {
    this.#cluster = cluster;
    this.#index = index;
    this.#ledger = ledger;
    this.#readQuery = readQuery;
    this.#statistics = new PublicStatistics(cluster, index);
  }

  /** The index changed: nothing that was counted before holds. */
  forget(): void {
    this.#statistics.forget();
  }

  async search(request: SearchRequest, reader: Reader): Promise<SearchAnswer> {
    const list = listFingerprint(request);
    const after = request.after === null ? null : decodeCursor(list, request.after);
    const plan = await this.#plan(request, after, reader);
    // A query of nothing but punctuation has no word that could occur.
    if (plan.terms?.conditions.length === 0) return this.#nothing(request);
    const answer = await this.#ask<SearchAnswerOfEngine>(searchBody(plan));
    const shown = answer.hits.hits.slice(0, request.first);
    const sameThings = request.sameAs ? await findSameThings(shown.map(({ _source }) => _source), this.#cluster, this.#index, this.#ledger, plan.viewing) : new Map();
    const total = answer.hits.total.value;
    const counts = answer.aggregations ?? {};
    return {
      total,
      hits: hitsOf(shown, { plan, list, ledger: this.#ledger, sameThings }),
      hasNextPage: answer.hits.hits.length > request.first,
      facets: withTitles(facetCounts(request.facets, request.facetSize, request.filter, counts), request.lang, reader, this.#ledger),
      years: yearCounts(request.years ?? [], counts),
      didYouMean: request.didYouMean === true && plan.terms !== null ? await this.#otherSpellings(plan, total) : [],
    };
  }

  async similar(id: string, first: number, lang: Lang, reader: Reader): Promise<readonly IndexHit[]> {
    const facts = this.#ledger.facts(id, reader);
    const scoring = facts === null || first === 0 ? [] : termsOf(facts, this.#readQuery);
    if (facts === null || scoring.length === 0) return [];
    const viewing = this.#viewing(reader);
    const body = similarBody(facts, scoring, await this.#statistics.of({ scoring }, viewing), first, viewing);
    const { hits } = (await this.#ask<SearchAnswerOfEngine>(body)).hits;
    return stillSeen(hits, reader, this.#ledger).map(({ _source, sort }) => ({ ...shownHit(_source, lang, reader, this.#ledger), cursor: '', score: Number(sort[0]), highlights: [], sameAs: [] }));
  }

  async suggest(prefix: string, kinds: readonly RecordKind[], first: number, reader: Reader): Promise<readonly IndexSuggestion[]> {
    const bodies = suggestionBodies(prefix, kinds, first, this.#viewing(reader));
    if (bodies === null) return [];
    const [titles, keywords] = await this.#cluster.searchEach<SuggestionAnswer>(this.#index, bodies);
    return suggestionsOf(prefix, kinds, first, stillSeen(titles?.hits.hits ?? [], reader, this.#ledger), keywords);
  }

  async coverage(reader: Reader): Promise<IndexCoverage> {
    const kinds = kindsOf(await this.#ask<KindsAnswer>(kindsBody(this.#viewing(reader))));
    return { authorities: this.#ledger.readable(reader).map((feed) => ({ ...feed, kinds: kinds.get(feed.authority) ?? {} })) };
  }

  async quality(reader: Reader): Promise<IndexQuality> {
    return { authorities: qualityOf(await this.#ask<QualityAnswer>(qualityBody(this.#viewing(reader)))) };
  }

  async #plan(request: SearchRequest, after: CursorPlace | null, reader: Reader): Promise<SearchPlan> {
    const query = request.query?.trim() ?? '';
    const terms = query === '' ? null : checkTerms(this.#readQuery(query));
    const viewing = this.#viewing(reader);
    const statistics = await this.#statisticsFor(request, terms, after, viewing);
    const numbered = terms === null || request.sort !== 'RELEVANCE' ? [] : this.#ledger.numbered(query, reader).map(({ id }) => id);
    return { request, query, terms, statistics, numbered, after, viewing };
  }

  /** Those of the first page, as its cursor has them. */
  async #statisticsFor({ sort }: SearchRequest, terms: QueryTerms | null, after: CursorPlace | null, viewing: Viewing): Promise<Statistics> {
    if (sort !== 'RELEVANCE' || terms === null || terms.conditions.length === 0) return [];
    if (!after) return this.#statistics.of(terms, viewing);
    if (after.statistics.length !== terms.scoring.length + 1) throw catalogError('BAD_CURSOR', 'Expected a cursor of an answer to this query but it is of another one, or of an older index.');
    return after.statistics;
  }

  #otherSpellings({ query, request: { filter }, viewing }: SearchPlan, total: number): Promise<readonly string[]> {
    return spellingsOf(query, total, { cluster: this.#cluster, index: this.#index, readQuery: this.#readQuery, filter, viewing });
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
