import { GraphQLError } from 'graphql';
import type { SetAside } from '../index/search-index.js';
import { Diverged } from './change-page.js';
import type { Contact, FeedState } from './feed-states.js';
import type { Harvesting } from './harvest-options.js';
import { Untrusted } from './witness/attest-page.js';

const MEANING = {
  NOT_TAKEN: 'no batch is taken in; it is given again',
  DIVERGED: "the node's history is another one; its records stay",
  UNREACHABLE: "the node can't be heard; its records stay",
} as const;

/** Says how one log is followed: to those who ask how fresh an answer is, and to the program's log. */
export class LogReports {
  readonly #log: string;
  readonly #sources: Pick<Harvesting, 'index' | 'states' | 'logger'>;
  /** Once aborted, nothing is said any more: whoever follows the log next, or nobody, knows better. */
  readonly #closing: AbortSignal;

  constructor(log: string, sources: Pick<Harvesting, 'index' | 'states' | 'logger'>, closing: AbortSignal) {
    this.#log = log;
    this.#sources = sources;
    this.#closing = closing;
  }

  /** When the index held all of the log last. */
  get asOf(): Date | null {
    return this.#sources.states.get(this.#log).asOf;
  }

  heard(contact: Contact): void {
    if (!this.#closing.aborted) this.#sources.states.heard(this.#log, contact);
  }

  tell(state: FeedState): void {
    if (!this.#closing.aborted) this.#sources.states.set(this.#log, state);
  }

  /** @param difference where the node counts otherwise */
  current(asOf: Date, difference: string | null): void {
    const { states, logger } = this.#sources;
    const before = states.get(this.#log);
    this.tell({ status: 'CURRENT', asOf, ...(difference !== null && { reason: difference }) });
    if (before.status !== 'CURRENT') logger.info({ authority: this.#log }, 'the index holds all that the authority has published');
  }

  async setAside(setAside: readonly SetAside[]): Promise<void> {
    const { index, logger } = this.#sources;
    for (const entry of setAside) logger.warn({ authority: this.#log, ...entry }, 'a record was set aside');
    const { live, setAside: waiting } = await index.holdings(this.#log);
    logger.warn({ authority: this.#log, new: setAside.length, live, setAside: waiting }, 'records of the authority are set aside');
  }

  /** @returns the reason that was told */
  failure(error: unknown, url: string): string {
    const { states, logger } = this.#sources;
    const before = states.get(this.#log);
    const status = isIndexFailure(error) || error instanceof Untrusted ? 'NOT_TAKEN' : error instanceof Diverged ? 'DIVERGED' : 'UNREACHABLE';
    const reason = error instanceof Error ? error.message : String(error);
    this.tell({ status, asOf: before.asOf, reason });
    // Every attempt fails alike for as long as the cause lasts; once is enough to know it.
    const level = before.status === status ? 'debug' : 'warn';
    logger[level]({ authority: this.#log, url, reason }, MEANING[status]);
    return reason;
  }
}

/** Whether it is our own index that failed: that says nothing about the node. */
const isIndexFailure = (error: unknown): boolean => error instanceof GraphQLError && error.extensions['code'] === 'INDEX_UNAVAILABLE';
