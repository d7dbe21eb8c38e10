import { setTimeout as delay } from 'node:timers/promises';
import { ExponentialBackoff, type IBackoff } from 'cockatiel';
import { GraphQLError } from 'graphql';
import type { Logger } from '../../kit/logger.js';
import type { Transport } from '../../kit/transport/transport.js';
import type { FeedPosition, SearchIndex, SetAside } from '../index/search-index.js';
import { CHANGES_QUERY, Diverged, readPage } from './change-page.js';
import type { FeedState, FeedStates } from './feed-states.js';

export interface HarvestOptions {
  readonly index: SearchIndex;
  readonly send: Transport;
  readonly states: FeedStates;
  readonly logger: Logger;
  /** Entries asked for at once. @default 500 */
  readonly pageSize?: number;
  /** How long a node may hold an empty answer back. @default 20000 */
  readonly waitMillis?: number;
  /** Longest pause between two attempts at a node that fails. @default 10000 */
  readonly maxPauseMillis?: number;
}

type Page = ReturnType<typeof readPage>;

/** A node has this much longer than it may wait, to send what it has. */
const ANSWER_MILLIS = 5_000;
/** Codes of a node that says the cursor is not of its log. */
const DIVERGED_CODES: readonly unknown[] = ['CURSOR_MISMATCH', 'BAD_CURSOR'];

/**
 * Follows one authority's change log into the index, from where it stopped last, until it is closed. Silence is not
 * deletion: an error, an empty page or a log that has become shorter takes no record away.
 */
export class AuthorityHarvester {
  readonly #authority: string;
  readonly #options: Required<HarvestOptions>;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #url: string;
  /** Ends what is under way at the node: on closing, and when the node has moved. */
  #attempt = new AbortController();

  constructor(authority: string, url: string, { pageSize = 500, waitMillis = 20_000, maxPauseMillis = 10_000, ...options }: HarvestOptions) {
    this.#authority = authority;
    this.#url = url;
    this.#options = { pageSize, waitMillis, maxPauseMillis, ...options };
    this.#running = this.#run();
  }

  /** Goes on with the same log at another address. */
  moveTo(url: string): void {
    if (url === this.#url) return;
    this.#url = url;
    this.#attempt.abort();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#attempt.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let pause: IBackoff<unknown> | undefined;
    while (!signal.aborted) {
      this.#attempt = new AbortController();
      const progress = { made: false };
      try {
        await this.#follow(progress);
      } catch (error) {
        if (signal.aborted) return;
        if (this.#attempt.signal.aborted) continue;
        this.#report(error);
        pause = progress.made || !pause ? new ExponentialBackoff({ initialDelay: 100, maxDelay: this.#options.maxPauseMillis }).next() : pause.next(undefined);
        await delay(pause.duration, undefined, { signal: this.#attempt.signal }).catch(() => undefined);
      }
    }
  }

  /** Reads page after page; the next is on its way while one is applied. Returns only by throwing. */
  async #follow(progress: { made: boolean }): Promise<never> {
    let position = await this.#options.index.position(this.#authority);
    let applying: Promise<void> = Promise.resolve();
    // The first answer is not held back: it tells that the node can be heard again.
    let waitMillis = 0;
    try {
      for (;;) {
        const answer = await this.#ask(position, waitMillis);
        ({ waitMillis } = this.#options);
        const heard = new Date();
        const page = readPage(this.#authority, position, answer);
        await applying;
        applying = this.#apply(page, position, heard);
        // Its failure is met when it is awaited; until then it must not count as unhandled.
        applying.then(() => (progress.made = true), () => undefined);
        position = page.batch.position;
      }
    } finally {
      // The position is read anew only after what is under way has ended.
      await applying.catch(() => undefined);
    }
  }

  async #ask({ cursor }: FeedPosition, waitMillis: number): Promise<unknown> {
    const { send, pageSize } = this.#options;
    const variables = { authority: this.#authority, after: cursor, first: pageSize, waitMillis };
    const { data, errors } = await send({ url: this.#url, query: CHANGES_QUERY, variables, signal: this.#attempt.signal, timeoutMillis: waitMillis + ANSWER_MILLIS });
    const page = data?.['changes'];
    if (page) return page;
    const error = errors?.[0];
    if (error && DIVERGED_CODES.includes(error.extensions?.['code'])) throw new Diverged(error.message);
    throw new Error(`The node refused: ${error?.message ?? 'no data'}`);
  }

  async #apply({ batch, head, live }: Page, before: FeedPosition, heard: Date): Promise<void> {
    const { index, states } = this.#options;
    const isCurrent = batch.position.seq === head;
    if (!isCurrent) this.#tell({ status: 'CATCHING_UP', asOf: states.get(this.#authority).asOf });
    if (batch.position.seq > before.seq) {
      const { setAside } = await index.apply(this.#authority, batch);
      if (setAside.length > 0) await this.#reportSetAside(setAside);
    }
    if (isCurrent) this.#reportCurrent(heard, live === null ? null : await this.#difference(live));
  }

  async #reportSetAside(setAside: readonly SetAside[]): Promise<void> {
    const { index, logger } = this.#options;
    for (const entry of setAside) logger.warn({ authority: this.#authority, ...entry }, 'a record was set aside');
    const holdings = await index.holdings(this.#authority);
    logger.warn({ authority: this.#authority, new: setAside.length, ...holdings }, 'records of the authority are set aside');
  }

  /** What the node's count of live records tells that the log did not: null where it is as it must be. */
  async #difference(expected: number): Promise<string | null> {
    const { live, setAside } = await this.#options.index.holdings(this.#authority);
    // Of a record that was set aside an older version may be live, or none.
    if (Math.abs(expected - live) <= setAside) return null;
    return `The node has ${String(expected)} live records but the index ${String(live)}, and ${String(setAside)} set aside.`;
  }

  #reportCurrent(asOf: Date, difference: string | null): void {
    const { states, logger } = this.#options;
    const before = states.get(this.#authority);
    this.#tell({ status: 'CURRENT', asOf, ...(difference !== null && { reason: difference }) });
    const wasTold = 'reason' in before && before.status === 'CURRENT';
    if (difference !== null && !wasTold) logger.warn({ authority: this.#authority, reason: difference }, 'the index and the node count other numbers of records');
    if (before.status !== 'CURRENT') logger.info({ authority: this.#authority }, 'the index holds all that the authority has published');
  }

  #report(error: unknown): void {
    const { states, logger } = this.#options;
    const before = states.get(this.#authority);
    const status = isIndexFailure(error) ? 'NOT_TAKEN' : error instanceof Diverged ? 'DIVERGED' : 'UNREACHABLE';
    const reason = error instanceof Error ? error.message : String(error);
    this.#tell({ status, asOf: before.asOf, reason });
    // Every attempt fails alike for as long as the cause lasts; once is enough to know it.
    const level = before.status === status ? 'debug' : 'warn';
    logger[level]({ authority: this.#authority, url: this.#url, reason }, MEANING[status]);
  }

  /** One that is closing says nothing any more: whoever follows the authority next, or nobody, knows better. */
  #tell(state: FeedState): void {
    if (!this.#closing.signal.aborted) this.#options.states.set(this.#authority, state);
  }
}

const MEANING = {
  NOT_TAKEN: 'the index took no batch; it is given again',
  DIVERGED: "the node's history is another one; its records stay",
  UNREACHABLE: "the node can't be heard; its records stay",
} as const;

/** Whether it is our own index that failed: that says nothing about the node. */
const isIndexFailure = (error: unknown): boolean => error instanceof GraphQLError && error.extensions['code'] === 'INDEX_UNAVAILABLE';
