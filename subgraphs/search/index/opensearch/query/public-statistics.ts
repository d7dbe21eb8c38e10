import type { QueryTerms } from '../../../text/query-terms.js';
import { rarityStep, type Statistics } from '../../query/statistics.js';
import type { Cluster } from '../cluster.js';
import { EVERYBODY, type Reader } from '../../../../../schema/audience.js';
import { visible, type Viewing } from './visible.js';
import { hasToken } from './word-clauses.js';

interface Counts {
  readonly hits: { readonly total: { readonly value: number } };
  readonly aggregations?: { readonly tokens: { readonly buckets: Readonly<Record<string, { readonly doc_count: number }>> } };
}

/** Tokens whose counts are kept between two changes of the index. */
const MOST_TOKENS = 50_000;

/**
 * How rare words are among the records that everybody sees, whoever asks: no score tells how many others there are. The
 * engine's own statistics are of all that it holds, deleted records included, and of each shard by itself.
 */
export class PublicStatistics {
  readonly #cluster: Cluster;
  readonly #index: string;
  #counts = new Map<string, number>();
  #size: number | null = null;

  constructor(cluster: Cluster, index: string) {
    this.#cluster = cluster;
    this.#index = index;
  }

  /** The index changed: what was counted no longer holds. */
  forget(): void {
    this.#counts = new Map();
    this.#size = null;
  }

  async of({ scoring }: Pick<QueryTerms, 'scoring'>, viewing: Viewing): Promise<Statistics> {
    const tokens = scoring.map(({ token }) => token);
    const known = this.#counts;
    const unknown = tokens.filter((token) => !known.has(token));
    let size = this.#size;
    if (size === null || unknown.length > 0) {
      size = await this.#count(unknown, viewing, known);
      // What was counted while the index changed is of neither state.
      if (known === this.#counts) this.#size = size;
    }
    const total = size;
    if (known.size > MOST_TOKENS) this.forget();
    // Lengths are normalized by one number for all, so there is no step for them.
    return [0, ...tokens.map((token) => rarityStep(known.get(token) ?? 0, total))];
  }

  async #count(tokens: readonly string[], viewing: Viewing, counts: Map<string, number>): Promise<number> {
    const everybody: Reader = EVERYBODY;
    const filters = Object.fromEntries(tokens.map((token, number) => [String(number), hasToken(token)]));
    const body = { size: 0, track_total_hits: true, query: visible({ ...viewing, reader: everybody }), ...(tokens.length > 0 && { aggs: { tokens: { filters: { filters } } } }) };
    const { hits, aggregations } = await this.#cluster.ask<Counts>('POST', `/${this.#index}/_search`, body);
    tokens.forEach((token, number) => counts.set(token, aggregations?.tokens.buckets[String(number)]?.doc_count ?? 0));
    return hits.total.value;
  }
}
