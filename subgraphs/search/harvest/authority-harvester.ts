import { GraphQLError } from 'graphql';
import type { Logger } from '../../kit/logger.js';
import type { Transport } from '../../kit/transport/transport.js';
import type { FeedPosition, SearchIndex, SetAside } from '../index/search-index.js';
import { BadPage, Diverged, type ReadPage } from './change-page.js';
import { systemClock, type Clock } from './clock.js';
import { differenceOf } from './compare-holdings.js';
import { FeedReader } from './feed-reader.js';
import type { FeedState, FeedStates } from './feed-states.js';
import { GrowingPause } from './growing-pause.js';
import { resync } from './resync.js';
import { Contradicted, Untrusted } from './witness/attest-page.js';
import { formatAttested } from './witness/attested.js';
import { LogTrust, type TrustOptions } from './witness/log-trust.js';
import { quarantineInMemory, type Quarantine } from './witness/quarantine.js';

export interface HarvestOptions extends TrustOptions {
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
  /** Pause after a resync that did not end a difference; it doubles up to an hour. @default 60000 */
  readonly resyncPauseMillis?: number;
  /** How often the copies are counted anew, to find what was lost of them. @default 3600000 */
  readonly auditMillis?: number;
  /** Logs that nothing is taken of. @default kept while the process lives */
  readonly quarantine?: Quarantine;
  /** @default the system's */
  readonly clock?: Clock;
  /** Called when records of a log may have changed in the index. @default nobody is told */
  readonly onTaken?: () => void;
}

const FIRST_PAUSE_MILLIS = 100;
const MOST_BAD_PAGES = 5;
/** Between two questions that get an empty answer. */
const LEAST_POLL_MILLIS = 1_000;
const LONGEST_RESYNC_PAUSE_MILLIS = 3_600_000;

type Options = Required<Omit<HarvestOptions, keyof TrustOptions>>;

/**
 * Follows one log of an authority into the index, from where it stopped last, until it is closed. Silence is not
 * deletion: an error, an empty page or a log that has become shorter takes no record away. Where the node's digest of its
 * live records is not that of the copies, the whole log is read again beside them and then takes their place. Of a node
 * that signs its log, what is taken in belongs to a history that it has signed, and to one only.
 */
export class AuthorityHarvester {
  /** Key of the log, as schema/audience.ts makes it. */
  readonly #log: string;
  readonly #options: Options;
  readonly #trust: LogTrust;
  readonly #reader: FeedReader;
  readonly #closing = new AbortController();
  readonly #pause: GrowingPause;
  readonly #resyncPause: GrowingPause;
  readonly #running: Promise<void>;
  #url: string;
  /** Ends what is under way at the node: on closing, when the node has moved, and when a resync is due. */
  #attempt = new AbortController();
  /** Why a resync is due; null where none is. */
  #wanted: string | null = null;
  #noResyncBefore = 0;
  #auditedAt: number;
  /** How many came one after the other. */
  #badPages = 0;
  /** Where in the log the last contradiction was kept. */
  #evidenceAt: number | null = null;

  /** @param log key of the log */
  constructor(log: string, url: string, { pageSize = 500, waitMillis = 20_000, maxPauseMillis = 10_000, resyncPauseMillis = 60_000, auditMillis = 3_600_000, clock = systemClock, quarantine = quarantineInMemory(), onTaken = () => undefined, ...options }: HarvestOptions) {
    this.#log = log;
    this.#url = url;
    this.#options = { pageSize, waitMillis, maxPauseMillis, resyncPauseMillis, auditMillis, clock, quarantine, onTaken, ...options };
    this.#reader = new FeedReader(log, options.send);
    const proof = (from: number, to: number) => this.#reader.proof(this.#url, from, to, this.#attempt.signal);
    this.#trust = new LogTrust({ ...options, log, proof, now: () => clock.now() });
    this.#pause = new GrowingPause(clock, FIRST_PAUSE_MILLIS, maxPauseMillis);
    this.#resyncPause = new GrowingPause(clock, resyncPauseMillis, LONGEST_RESYNC_PAUSE_MILLIS);
    this.#auditedAt = this.#millis();
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
    const { clock } = this.#options;
    while (!this.#closing.signal.aborted) {
      this.#attempt = new AbortController();
      try {
        if (this.#isHeld()) {
          await clock.sleep(this.#options.maxPauseMillis, this.#attempt.signal);
          continue;
        }
        if (this.#wanted !== null) await this.#resync(this.#wanted);
        await this.#follow();
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        if (this.#attempt.signal.aborted) continue;
        await this.#report(error);
        await clock.sleep(this.#pause.nextMillis(), this.#attempt.signal);
      }
    }
  }

  /** Reads page after page; the next is on its way, and its texts are analysed, while one is applied. Returns only by throwing. */
  async #follow(): Promise<never> {
    let position = await this.#options.index.position(this.#log);
    await this.#trust.load(position.seq);
    let applying: Promise<void> = Promise.resolve();
    // The first answer is not held back: it tells that the node can be heard again.
    let waitMillis = 0;
    try {
      for (;;) {
        const asked = this.#millis();
        const page = await this.#page(position, this.#options.pageSize, waitMillis);
        const heard = this.#options.clock.now();
        this.#options.index.foresee?.(this.#log, page.batch);
        await applying;
        if (page.batch.position.seq === position.seq && waitMillis > 0) await this.#restAfter(asked, waitMillis);
        ({ waitMillis } = this.#options);
        applying = this.#apply(page, position, heard);
        // Its failure is met when it is awaited; until then it must not count as unhandled.
        applying.then(() => this.#succeeded(), () => undefined);
        position = page.batch.position;
      }
    } finally {
      // The position is read anew only after what is under way has ended.
      await applying.catch(() => undefined);
    }
  }

  /** Whether nothing is taken of the log. One that was lifted is read anew, whatever its history is now. */
  #isHeld(): boolean {
    const found = this.#options.quarantine.read(this.#log);
    if (!found) return false;
    if (found.lifted === null) this.#tell({ status: 'QUARANTINED', asOf: this.#options.states.get(this.#log).asOf, reason: found.reason });
    else this.#wanted = `its quarantine was lifted: ${found.lifted.reason}`;
    return found.lifted === null;
  }

  #succeeded(): void {
    this.#pause.reset();
    this.#badPages = 0;
  }

  /** A node that does not hold an empty answer back is not asked all the time for that. */
  async #restAfter(asked: number, waitMillis: number): Promise<void> {
    const rest = Math.min(waitMillis, LEAST_POLL_MILLIS) - (this.#millis() - asked);
    if (rest > 0) await this.#options.clock.sleep(rest, this.#attempt.signal);
  }

  #page(position: FeedPosition, first: number, waitMillis: number): Promise<ReadPage> {
    return this.#reader.page(this.#url, position, { first, waitMillis, signal: this.#attempt.signal });
  }

  async #apply(page: ReadPage, before: FeedPosition, heard: Date): Promise<void> {
    const { index, states } = this.#options;
    const { batch, head } = page;
    const isCurrent = batch.position.seq === head;
    this.#heard(heard, head, before.seq);
    if (!isCurrent) this.#tell({ status: 'CATCHING_UP', asOf: states.get(this.#log).asOf });
    const unverified = this.#unverified(page);
    if (this.#trust.isHeldUp && unverified !== null && this.#readAgain(unverified)) return;
    const attested = await this.#trust.attest(this.#trust.attested, page);
    if (batch.position.seq > before.seq || attested?.seen !== this.#trust.attested?.seen) {
      const { setAside } = await index.apply(this.#log, { ...batch, position: { ...batch.position, ...(attested && { attested: formatAttested(attested) }) } });
      this.#trust.attested = attested;
      this.#options.onTaken();
      if (setAside.length > 0) await this.#reportSetAside(setAside);
      this.#heard(heard, head, batch.position.seq);
    }
    if (isCurrent) this.#reportCurrent(heard, (await this.#difference(page)) ?? this.#unverified(page));
  }

  /** What was read before there were checkpoints, or by a program that did not look at them, is read again to be verified. */
  #unverified(page: ReadPage): string | null {
    return this.#trust.attested === null && this.#trust.couldVerify(page) ? 'What was read of the log was not verified.' : null;
  }

  async #reportSetAside(setAside: readonly SetAside[]): Promise<void> {
    const { index, logger } = this.#options;
    for (const entry of setAside) logger.warn({ authority: this.#log, ...entry }, 'a record was set aside');
    const { live, setAside: waiting } = await index.holdings(this.#log);
    logger.warn({ authority: this.#log, new: setAside.length, live, setAside: waiting }, 'records of the authority are set aside');
  }

  async #difference(page: ReadPage): Promise<string | null> {
    if (page.live === null && page.digest === null) return null;
    const isAudit = this.#millis() - this.#auditedAt >= this.#options.auditMillis;
    if (isAudit) this.#auditedAt = this.#millis();
    return differenceOf(page, await this.#options.index.holdings(this.#log, isAudit));
  }

  #reportCurrent(asOf: Date, difference: string | null): void {
    const { states, logger } = this.#options;
    const before = states.get(this.#log);
    this.#tell({ status: 'CURRENT', asOf, ...(difference !== null && { reason: difference }) });
    if (before.status !== 'CURRENT') logger.info({ authority: this.#log }, 'the index holds all that the authority has published');
    if (difference !== null) this.#readAgain(difference);
  }

  /** Ends what is under way for a resync; false where one was tried not long ago. */
  #readAgain(reason: string): boolean {
    if (this.#millis() < this.#noResyncBefore) return false;
    this.#wanted = reason;
    this.#attempt.abort();
    return true;
  }

  /** Reads the log once more. Where that ends no difference, it is not tried again before a pause. */
  async #resync(reason: string): Promise<void> {
    const { index, logger, pageSize, states, quarantine } = this.#options;
    const log = this.#log;
    const accepts = quarantine.read(log) !== null;
    this.#wanted = null;
    this.#tell({ status: 'RESYNCING', asOf: states.get(log).asOf, reason });
    logger.warn({ authority: log, reason }, 'the index and the node do not agree: the log is read again');
    await this.#trust.load((await index.position(log)).seq);
    const seen = accepts ? null : (this.#trust.attested?.seen ?? null);
    const reading = resync({ log, index, pageSize, seen, accepts, page: (position, first) => this.#page(position, first, 0), attest: (before, page, later) => this.#trust.attest(before, page, later) });
    const outcome = await reading.catch((error: unknown) => this.#refuse(error));
    this.#restFromResyncs();
    if (!outcome.swapped) return logger.error({ authority: log, reason: outcome.reason }, 'nothing was changed: what was read again can not be right');
    states.countResync(log, outcome);
    this.#options.onTaken();
    if (accepts) quarantine.close(log);
    logger.warn({ authority: log, written: outcome.written, removed: outcome.removed }, 'the copies are those of the log again');
    if (outcome.written + outcome.removed > 0) this.#resyncPause.reset();
  }

  /** What is wrong with the log itself is so a moment later too, and a whole log is much to read. */
  #refuse(error: unknown): never {
    if (error instanceof Untrusted || error instanceof BadPage) this.#restFromResyncs();
    throw error;
  }

  #restFromResyncs(): void {
    this.#noResyncBefore = this.#millis() + this.#resyncPause.nextMillis();
  }

  async #report(error: unknown): Promise<void> {
    const { states, logger } = this.#options;
    const before = states.get(this.#log);
    const status = isIndexFailure(error) || error instanceof Untrusted ? 'NOT_TAKEN' : error instanceof Diverged ? 'DIVERGED' : 'UNREACHABLE';
    const reason = error instanceof Error ? error.message : String(error);
    this.#tell({ status, asOf: before.asOf, reason });
    // Every attempt fails alike for as long as the cause lasts; once is enough to know it.
    const level = before.status === status ? 'debug' : 'warn';
    logger[level]({ authority: this.#log, url: this.#url, reason }, MEANING[status]);
    if (error instanceof Diverged) await this.#keepEvidence(await this.#confronted(error));
    if (error instanceof BadPage) this.#countBadPage(reason);
  }

  /** Where the page behind the cursor is wrong again and again, it may be the cursor: one that a bad page left. */
  #countBadPage(reason: string): void {
    this.#badPages++;
    if (this.#badPages < MOST_BAD_PAGES || this.#millis() < this.#noResyncBefore) return;
    this.#badPages = 0;
    this.#wanted = reason;
  }

  /** What a node that says it has another history has signed of it. */
  async #confronted(error: Diverged): Promise<Diverged> {
    if (error instanceof Contradicted || !this.#trust.attested?.seen) return error;
    try {
      await this.#trust.confront(await this.#page({ cursor: null, seq: 0 }, 1, 0));
    } catch (answer) {
      if (answer instanceof Contradicted) return answer;
      this.#options.logger.debug({ err: answer, authority: this.#log }, 'the node does not say which history it has signed');
    }
    return error;
  }

  /** What had been read, and what the node says instead. */
  async #keepEvidence(error: Diverged): Promise<void> {
    const { index, clock, logger, quarantine } = this.#options;
    const { message, head } = error;
    try {
      if (error instanceof Contradicted) {
        quarantine.keep({ log: this.#log, at: clock.now().toISOString(), reason: message, known: error.known, told: error.told });
        logger.error({ authority: this.#log, reason: message }, 'the log is in quarantine');
      }
      const position = await index.position(this.#log);
      if (position.seq === this.#evidenceAt) return;
      await index.keepContradiction(this.#log, { at: clock.now().toISOString(), ...position, head, told: message });
      this.#evidenceAt = position.seq;
    } catch (error) {
      logger.warn({ err: error, authority: this.#log }, 'the contradiction could not be kept');
    }
  }

  #heard(at: Date, head: number, seq: number): void {
    if (!this.#closing.signal.aborted) this.#options.states.heard(this.#log, { lastContact: at, head, seq, verified: this.#trust.isVerified });
  }

  /** One that is closing says nothing any more: whoever follows the authority next, or nobody, knows better. */
  #tell(state: FeedState): void {
    if (!this.#closing.signal.aborted) this.#options.states.set(this.#log, state);
  }

  #millis(): number {
    return this.#options.clock.now().getTime();
  }
}

const MEANING = {
  NOT_TAKEN: 'no batch is taken in; it is given again',
  DIVERGED: "the node's history is another one; its records stay",
  UNREACHABLE: "the node can't be heard; its records stay",
} as const;

/** Whether it is our own index that failed: that says nothing about the node. */
const isIndexFailure = (error: unknown): boolean => error instanceof GraphQLError && error.extensions['code'] === 'INDEX_UNAVAILABLE';
