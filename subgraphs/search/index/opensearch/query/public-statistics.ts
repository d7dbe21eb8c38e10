import { createHash } from 'node:crypto';
import { EVERYBODY } from '../../../../../schema/audience.js';
import type { Condition, ScoringTerm } from '../../../text/query-terms.js';
import { weightOf } from '../../query/find-hits.js';
import { rarityStep, type Statistics } from '../../query/statistics.js';
import type { Cluster } from '../cluster.js';
import { countEach } from './count-each.js';
import { allOf, visible, type Clause, type Viewing } from './visible.js';
import { conditionClause, conditionClauses, hasToken, isSpelt } from './word-clauses.js';

/** What is to be counted, by the name that its count is kept under. */
type Asked = ReadonlyMap<string, Clause>;

interface PublicCounts {
  /** Records that everybody sees. */
  readonly size: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Counts that are kept between two changes of the index. */
const MOST_COUNTS = 50_000;

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

  /** How rare these terms are, in steps. */
  async of(scoring: readonly ScoringTerm[], viewing: Viewing): Promise<Statistics> {
    const { size, counts } = await this.#count(new Map(scoring.map(({ token }) => [token, hasToken(token)])), viewing);
    // Lengths are normalized by one number for all, so there is no step for them.
    return [0, ...scoring.map(({ token }) => rarityStep(counts.get(token) ?? 0, size))];
  }

  /** What each condition weighs by its rarity. */
  async weights(conditions: readonly Condition[], viewing: Viewing): Promise<readonly number[]> {
    const clauses = conditions.map(conditionClause);
    const names = clauses.map(nameOf);
    const { size, counts } = await this.#count(new Map(clauses.map((clause, place) => [names[place] as string, clause])), viewing);
    return names.map((name) => weightOf(counts.get(name) ?? 0, size));
  }

  /** How many records each of these finds, all of whose conditions must hold; where there are none, 0. */
  having(asked: readonly (readonly Condition[])[], viewing: Viewing): Promise<readonly number[]> {
    return this.#passing(asked.map((conditions) => (conditions.length === 0 ? null : allOf(...conditionClauses(conditions)))), viewing);
  }

  /** How many records have titles or keywords with each of these words, so spelt. */
  spelt(words: readonly string[], viewing: Viewing): Promise<readonly number[]> {
    return this.#passing(words.map(isSpelt), viewing);
  }

  async #passing(clauses: readonly (Clause | null)[], viewing: Viewing): Promise<readonly number[]> {
    const { counts } = await this.#count(new Map(clauses.flatMap((clause) => (clause ? [[nameOf(clause), clause]] : []))), viewing);
    return clauses.map((clause) => (clause ? (counts.get(nameOf(clause)) ?? 0) : 0));
  }

  async #count(asked: Asked, viewing: Viewing): Promise<PublicCounts> {
    const known = this.#counts;
    const unknown = new Map([...asked].filter(([name]) => !known.has(name)));
    let size = this.#size;
    if (size === null || unknown.size > 0) {
      size = await this.#ask(unknown, viewing, known);
      // What was counted while the index changed is of neither state.
      if (known === this.#counts) this.#size = size;
    }
    const counts = new Map([...asked.keys()].map((name) => [name, known.get(name) ?? 0]));
    if (known.size > MOST_COUNTS) this.forget();
    return { size, counts };
  }

  async #ask(asked: Asked, viewing: Viewing, counts: Map<string, number>): Promise<number> {
    const [size = 0, ...found] = await countEach(this.#cluster, this.#index, visible({ ...viewing, reader: EVERYBODY }), [null, ...asked.values()]);
    [...asked.keys()].forEach((name, at) => counts.set(name, found[at] as number));
    return size;
  }
}

/** No token has a space in it. */
const nameOf = (clause: Clause): string => `condition ${createHash('sha256').update(JSON.stringify(clause)).digest('base64url').slice(0, 22)}`;
