import { LRUCache } from 'lru-cache';
import type { Correction, QueryTerms } from '../../../text/query-terms.js';
import { wordForm } from '../../../text/word-form.js';
import { checkTerms } from '../../query/check-terms.js';
import { asksForSome, FEW } from '../../query/find-hits.js';
import { correctionOf, isDoubted, hasOtherForm, withCorrections, wordsToPutRight } from '../../query/tolerate-typos.js';
import type { Cluster } from '../cluster.js';
import { boundedTerms } from './bounded-terms.js';
import { nearWords } from './near-words.js';
import type { PublicStatistics } from './public-statistics.js';
import { levelBody, levelOf, type LevelAnswer, type SomeWords } from './some-words.js';
import { allOf, visible, type Clause, type Viewing } from './visible.js';
import { conditionClause, conditionClauses } from './word-clauses.js';

/** A query as it is asked of the engine. */
export interface ReadQuery {
  readonly terms: QueryTerms;
  /** How records are found that lack some of its words; null where none are. */
  readonly some: SomeWords | null;
}

export interface ClusterReadingOptions {
  readonly cluster: Cluster;
  /** Name that the index is served under. */
  readonly index: string;
  readonly statistics: PublicStatistics;
  readonly readQuery: (query: string) => QueryTerms;
  /** Whether words may be misspelt, and records lack some, as where queries are read by a lexicon. */
  readonly isLenient: boolean;
}

/** Words of a query that are put right: nobody mistypes a whole page. */
const MOST_PUT_RIGHT = 12;
/** Queries whose reading is kept between two changes of the index: that of a list's first page is wanted for the next. */
const MOST_KEPT = 500;

/**
 * Reads queries as the embedded engine does, and asks the cluster what that takes: which words the reader finds nowhere, what they
 * may be meant for, and how many words the records must have.
 */
export class ClusterReading {
  readonly #options: Omit<ClusterReadingOptions, 'readQuery'>;
  #readQuery: (query: string) => QueryTerms;
  #kept = new LRUCache<string, Promise<ReadQuery>>({ max: MOST_KEPT });

  constructor({ readQuery, ...options }: ClusterReadingOptions) {
    this.#options = options;
    this.#readQuery = readQuery;
  }

  /** Reads queries by other words from now on. */
  readBy(readQuery: (query: string) => QueryTerms): void {
    this.#readQuery = readQuery;
    this.forget();
  }

  /** The index changed, or what of it is shown. */
  forget(): void {
    this.#kept = new LRUCache({ max: MOST_KEPT });
  }

  /** A query by its words alone, as they are written. */
  literally(query: string): QueryTerms {
    return boundedTerms(this.#readQuery(query));
  }

  /** @throws GraphQLError BAD_INPUT where the query has more words than one search may look up */
  read(query: string, viewing: Viewing): Promise<ReadQuery> {
    // What is missing, and so what a word is taken for, is of what the reader sees.
    const name = JSON.stringify([query, [...viewing.reader.authorities].sort()]);
    const kept = this.#kept;
    const known = kept.get(name);
    if (known) return known;
    const reading = this.#read(query, viewing);
    kept.set(name, reading);
    reading.catch(() => kept.delete(name));
    return reading;
  }

  async #read(query: string, viewing: Viewing): Promise<ReadQuery> {
    const literal = boundedTerms(checkTerms(this.#readQuery(query)));
    // A query of nothing but punctuation has no word that could occur.
    if (!this.#options.isLenient || literal.conditions.length === 0) return { terms: literal, some: null };
    const terms = await this.#putRight(query, literal, viewing);
    return { terms, some: await this.#someWords(terms, viewing) };
  }

  async #putRight(query: string, terms: QueryTerms, viewing: Viewing): Promise<QueryTerms> {
    const words = wordsToPutRight(terms).slice(0, MOST_PUT_RIGHT);
    if (words.length === 0) return terms;
    const [all = 0, ...own] = await this.#counts([allOf(...conditionClauses(terms.conditions)), ...words.map(conditionClause)], viewing);
    const doubted = words.flatMap(({ word }, at) => (word !== undefined && isDoubted(own[at] as number, () => all > 0) ? [{ word, own: own[at] as number }] : []));
    const corrections = await this.#corrections(doubted, viewing);
    return corrections.length === 0 ? terms : boundedTerms(checkTerms(withCorrections(query, terms, corrections, this.#readQuery)));
  }

  async #corrections(doubted: readonly { readonly word: string; readonly own: number }[], viewing: Viewing): Promise<readonly Correction[]> {
    const { cluster, index, statistics } = this.#options;
    const near = await nearWords(doubted.map(({ word }) => word), cluster, index);
    const others = doubted.map(({ word, own }) => ({ word, own, spellings: (near.get(word) ?? []).filter((one) => hasOtherForm(word, one)) }));
    const tokens = [...new Set(others.flatMap(({ spellings }) => spellings.map(({ text }) => wordForm(text))))];
    const counts = tokens.length === 0 ? [] : await statistics.counts(tokens, viewing);
    const countOf = new Map(tokens.map((token, at) => [token, counts[at] as number]));
    return others.flatMap(({ word, own, spellings }) => correctionOf(word, own, spellings.map((one) => ({ ...one, count: countOf.get(wordForm(one.text)) ?? 0 }))));
  }

  async #someWords(terms: QueryTerms, viewing: Viewing): Promise<SomeWords | null> {
    const { cluster, index, statistics } = this.#options;
    if (!asksForSome(terms, 0)) return null;
    const all = { size: 0, track_total_hits: FEW, query: { bool: { filter: [visible(viewing), ...conditionClauses(terms.conditions)] } } };
    const { hits } = await cluster.ask<{ readonly hits: { readonly total: { readonly value: number } } }>('POST', `/${index}/_search`, all);
    if (!asksForSome(terms, hits.total.value)) return null;
    const weights = await statistics.weights(terms.parts, viewing);
    return { weights, least: levelOf(terms, await cluster.ask<LevelAnswer>('POST', `/${index}/_search`, levelBody(terms, weights, viewing))) };
  }

  /** How many records that the reader sees pass each clause. */
  async #counts(clauses: readonly Clause[], viewing: Viewing): Promise<readonly number[]> {
    const { cluster, index } = this.#options;
    const filters = Object.fromEntries(clauses.map((clause, at) => [String(at), clause]));
    const body = { size: 0, track_total_hits: false, query: visible(viewing), aggs: { asked: { filters: { filters } } } };
    const { aggregations } = await cluster.ask<{ readonly aggregations: { readonly asked: { readonly buckets: Readonly<Record<string, { readonly doc_count: number }>> } } }>('POST', `/${index}/_search`, body);
    return clauses.map((_, at) => aggregations.asked.buckets[String(at)]?.doc_count ?? 0);
  }
}
