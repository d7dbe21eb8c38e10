import { LRUCache } from 'lru-cache';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../kit/logger.js';
import { packQuery } from '../index/vectors/pack.js';
import type { QueryVector } from '../index/vectors/vector-store.js';
import { TextsRefused, type Embedder } from './embedder.js';

/** How a query came to its vector, or why it has none: `LATE` and `FAILED` were waited for, `UNWAITED` was not. */
export type VectorOutcome = 'KEPT' | 'MADE' | 'LATE' | 'FAILED' | 'UNWAITED';

export interface QueryVectorsOptions {
  readonly embedder: Embedder;
  readonly logger: Logger;
  /** How long a search waits for its vector. @default 150 */
  readonly deadlineMillis?: number;
  /** How long one that nobody waits for any more may still come, for who asks the same next. @default 10000 */
  readonly patienceMillis?: number;
  /** Told of each query. @default nobody is */
  readonly onOutcome?: (outcome: VectorOutcome) => void;
}

const MOST_KEPT = 5_000;
/** Queries that the model is asked for at once; others do without. */
const MOST_ASKED = 8;
/** After so many that were late or failed, one after the other, and not for what they ask, no search waits until one has come in time. */
const MOST_MISSED = 3;

/** The vectors of queries: kept by their text, waited for a moment, done without where they do not come. No search fails for them. */
export class QueryVectors {
  readonly #options: QueryVectorsOptions;
  readonly #kept = new LRUCache<string, QueryVector>({ max: MOST_KEPT });
  readonly #asked = new Map<string, Promise<QueryVector>>();
  readonly #closing = new AbortController();
  #missed = 0;

  constructor(options: QueryVectorsOptions) {
    this.#options = options;
  }

  /** Whether searches wait for the model. */
  get isWaitedFor(): boolean {
    return this.#missed < MOST_MISSED;
  }

  /** Null where there is none in time. */
  async of(query: string): Promise<QueryVector | null> {
    const text = query.trim().toWellFormed();
    const kept = this.#kept.get(text);
    const [vector, outcome] = kept ? [kept, 'KEPT' as const] : await this.#ask(text);
    this.#options.onOutcome?.(outcome);
    return vector;
  }

  close(): void {
    this.#closing.abort();
  }

  async #ask(text: string): Promise<readonly [QueryVector | null, VectorOutcome]> {
    const asked = this.#asked.get(text) ?? (this.#asked.size < MOST_ASKED ? this.#embed(text) : null);
    if (asked === null || !this.isWaitedFor) return [null, 'UNWAITED'];
    const waiting = new AbortController();
    try {
      const vector = await Promise.race([asked, delay(this.#deadlineMillis, null, { signal: waiting.signal })]);
      return [vector, vector === null ? 'LATE' : 'MADE'];
    } catch {
      // What was wrong is in the log: `#note`.
      return [null, 'FAILED'];
    } finally {
      waiting.abort();
    }
  }

  #embed(text: string): Promise<QueryVector> {
    const { embedder, patienceMillis = 10_000 } = this.#options;
    const began = performance.now();
    const asking = embedder
      .embed([text], 'QUERY', AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patienceMillis)]))
      .then(([vector]) => {
        const made = { model: embedder.model, packed: packQuery(vector as Float32Array) };
        this.#kept.set(text, made);
        this.#note(performance.now() - began <= this.#deadlineMillis ? null : new Error('It took longer than searches wait.'));
        return made;
      })
      .finally(() => this.#asked.delete(text));
    asking.catch((error: unknown) => this.#note(error));
    this.#asked.set(text, asking);
    return asking;
  }

  #note(problem: unknown): void {
    // A model that refuses a text answers: whoever sends such texts must not take it from the others.
    if (this.#closing.signal.aborted || problem instanceof TextsRefused) return;
    const { logger } = this.#options;
    if (problem === null && !this.isWaitedFor) logger.info('the model of vectors answers in time again');
    this.#missed = problem === null ? 0 : this.#missed + 1;
    if (this.#missed === MOST_MISSED) logger.warn({ err: problem }, 'the model of vectors does not answer in time: searches are ranked by words alone until it does');
  }

  get #deadlineMillis(): number {
    return this.#options.deadlineMillis ?? 150;
  }
}
