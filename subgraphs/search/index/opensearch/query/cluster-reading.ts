import { LRUCache } from 'lru-cache';
import type { Correction, QueryReader, QueryTerms } from '../../../text/query-terms.js';
import { inUse, type Spelling } from '../../columns/spellings.js';
import { asksForSome, FEW } from '../../query/find-hits.js';
import { chosen, isDoubted, meantBy, putRight, RARE, readAsBefore, runsOf, runsToPutRight, wordsToPutRight, type DoubtedParts } from '../../query/tolerate-typos.js';
import type { Cluster } from '../cluster.js';
import { boundedTerms } from './bounded-terms.js';
import { countEach } from './count-each.js';
import { nearWords } from './near-words.js';
import type { PublicStatistics } from './public-statistics.js';
import { levelBody, levelOf, type LevelAnswer, type SomeWords } from './some-words.js';
import { visible, type Clause, type Viewing } from './visible.js';
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
  readonly readQuery: QueryReader;
  /** Whether words may be misspelt, and records lack some, as where queries are read by a lexicon. */
  readonly isLenient: boolean;
}

/** Queries whose reading is kept between two changes of the index: that of a list's first page is wanted for the next. */
const MOST_KEPT = 500;

/**
 * Reads queries as the embedded engine does, and asks the cluster what that takes: which words the reader finds nowhere, what they
 * may be meant for, and how many words the records must have.
 */
export class ClusterReading {
  readonly #options: Omit<ClusterReadingOptions, 'readQuery'>;
  #readQuery: QueryReader;
  #kept = new LRUCache<string, Promise<ReadQuery>>({ max: MOST_KEPT });

  constructor({ readQuery, ...options }: ClusterReadingOptions) {
    this.#options = options;
    this.#readQuery = readQuery;
  }

  /** Reads queries by other words from now on. */
  readBy(readQuery: QueryReader): void {
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

  /**
   * @param corrections what the first page of the list took words for; null where this is that page
   * @throws GraphQLError BAD_INPUT where the query has more words than one search may look up
   */
  read(query: string, viewing: Viewing, corrections: readonly Correction[] | null): Promise<ReadQuery> {
    // What is missing, and so what a word is taken for, is of what the reader sees.
    const nameBy = (read: readonly Correction[] | null): string => JSON.stringify([query, [...viewing.reader.authorities].sort(), read]);
    const name = nameBy(corrections);
    const kept = this.#kept;
    const known = kept.get(name);
    if (known) return known;
    const reading = this.#read(query, viewing, corrections);
    kept.set(name, reading);
    // The pages behind it are read alike.
    reading.then(({ terms }) => kept.set(nameBy(terms.corrections ?? []), reading)).catch(() => kept.delete(name));
    return reading;
  }

  async #read(query: string, viewing: Viewing, corrections: readonly Correction[] | null): Promise<ReadQuery> {
    const literal = boundedTerms(readAsBefore(query, corrections ?? [], this.#readQuery));
    // A query of nothing but punctuation has no word that could occur.
    if (!this.#options.isLenient || literal.conditions.length === 0) return { terms: literal, some: null };
    const all = await this.#having(literal, viewing);
    const terms = corrections === null ? await this.#putRight(query, literal, all, viewing) : literal;
    return { terms, some: await this.#someWords(terms, terms === literal ? all : await this.#having(terms, viewing), viewing) };
  }

  async #putRight(query: string, terms: QueryTerms, all: number, viewing: Viewing): Promise<QueryTerms> {
    const doubted = await this.#doubted(query, terms, all, viewing);
    if (doubted.words.length === 0 && doubted.runs.length === 0) return terms;
    const corrections = await this.#corrections(query, doubted, viewing);
    const meant = putRight(terms, query, corrections, this.#readQuery);
    return meant === terms ? terms : boundedTerms(meant);
  }

  /** @param all how many records have all words */
  async #doubted(query: string, terms: QueryTerms, all: number, viewing: Viewing): Promise<Pick<DoubtedParts, 'words' | 'runs'>> {
    const [words, runs] = [wordsToPutRight(terms), all > 0 ? [] : runsToPutRight(terms)];
    if (words.length === 0 && runs.length === 0) return { words: [], runs: [] };
    const own = await this.#counts([...words, ...runs].map(conditionClause), viewing);
    return {
      words: words.map(({ word }, at) => ({ asked: word as string, own: own[at] as number })).filter((word) => isDoubted(word.own, () => all > 0)),
      runs: own.slice(words.length).some((count) => count <= RARE) ? runsOf(query) : [],
    };
  }

  async #corrections(query: string, doubted: Pick<DoubtedParts, 'words' | 'runs'>, viewing: Viewing): Promise<readonly Correction[]> {
    const { statistics } = this.#options;
    const near = await this.#near(doubted.words.map(({ asked }) => asked), viewing);
    const meant = meantBy(query, { ...doubted, near: (word) => near.get(word) ?? [], readQuery: this.#readQuery });
    if (meant.length === 0) return [];
    const counts = await statistics.having([...meant.map(({ conditions }) => conditions), ...meant.map(({ whole = [] }) => whole)], viewing);
    return chosen(meant.map((one, at) => ({ ...one, count: counts[at] as number, wholeCount: counts[meant.length + at] as number })), doubted.words);
  }

  /** Words of public titles and keywords that are near these, as the embedded engine tells them: the engine knows those of removed records too. */
  async #near(words: readonly string[], viewing: Viewing): Promise<ReadonlyMap<string, readonly Spelling[]>> {
    const { cluster, index, statistics } = this.#options;
    const near = await nearWords(words, cluster, index);
    const texts = [...new Set([...near.values()].flat().map(({ text }) => text))];
    const counts = await statistics.spelt(texts, viewing);
    const countOf = new Map(texts.map((text, at) => [text, counts[at] as number]));
    return new Map([...near].map(([word, spellings]) => [word, inUse(spellings.map((one) => ({ ...one, count: countOf.get(one.text) ?? 0 })))]));
  }

  async #someWords(terms: QueryTerms, all: number, viewing: Viewing): Promise<SomeWords | null> {
    const { cluster, index, statistics } = this.#options;
    if (!asksForSome(terms, all)) return null;
    const weights = await statistics.weights(terms.parts, viewing);
    return { weights, least: levelOf(terms, await cluster.ask<LevelAnswer>('POST', `/${index}/_search`, levelBody(terms, weights, viewing))) };
  }

  /** How many records that the reader sees have all words; more than a few are not told apart. Not asked where nothing depends on it. */
  async #having(terms: QueryTerms, viewing: Viewing): Promise<number> {
    if (!asksForSome(terms, 0) && runsToPutRight(terms).length === 0 && wordsToPutRight(terms).length === 0) return 0;
    const { cluster, index } = this.#options;
    const body = { size: 0, track_total_hits: FEW, query: { bool: { filter: [visible(viewing), ...conditionClauses(terms.conditions)] } } };
    return (await cluster.ask<{ readonly hits: { readonly total: { readonly value: number } } }>('POST', `/${index}/_search`, body)).hits.total.value;
  }

  /** How many records that the reader sees pass each clause. */
  #counts(clauses: readonly Clause[], viewing: Viewing): Promise<readonly number[]> {
    return countEach(this.#options.cluster, this.#options.index, visible(viewing), clauses);
  }
}
