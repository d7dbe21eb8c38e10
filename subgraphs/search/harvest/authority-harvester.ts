import type { FeedPosition } from '../index/search-index.js';
import { BadPage, Diverged, type ReadPage } from './change-page.js';
import { differenceOf } from './compare-holdings.js';
import { FeedReader } from './feed-reader.js';
import { GrowingPause } from './growing-pause.js';
import { harvestingBy, type Harvesting, type HarvestOptions } from './harvest-options.js';
import { LogEvidence } from './log-evidence.js';
import { LogReports } from './log-reports.js';
import { resync } from './resync.js';
import { ResyncDue } from './resync-due.js';
import { Untrusted } from './witness/attest-page.js';
import { formatAttested } from './witness/attested.js';
import { LogTrust } from './witness/log-trust.js';

const FIRST_PAUSE_MILLIS = 100;
/** Between two questions that get an empty answer. */
const LEAST_POLL_MILLIS = 1_000;

/**
 * Follows one log of an authority into the index, from where it stopped last, until it is closed. Silence is not
 * deletion: an error, an empty page or a log that has become shorter takes no record away. Where the node's digest of its
 * live records is not that of the copies, the whole log is read again beside them and then takes their place. Of a node
 * that signs its log, what is taken in belongs to a history that it has signed, and to one only.
 */
export class AuthorityHarvester {
  /** Key of the log, as schema/audience.ts makes it. */
  readonly #log: string;
  readonly #options: Harvesting;
  readonly #trust: LogTrust;
  readonly #evidence: LogEvidence;
  readonly #reports: LogReports;
  readonly #reader: FeedReader;
  readonly #closing = new AbortController();
  readonly #pause: GrowingPause;
  readonly #due: ResyncDue;
  readonly #running: Promise<void>;
  #url: string;
  /** Ends what is under way at the node: on closing, when the node has moved, and when a resync is due. */
  #attempt = new AbortController();
  #auditedAt: number;

  /** @param log key of the log */
  constructor(log: string, url: string, options: HarvestOptions) {
    this.#log = log;
    this.#url = url;
    this.#options = harvestingBy(options);
    const { send, clock, maxPauseMillis, resyncPauseMillis } = this.#options;
    this.#reader = new FeedReader(log, send);
    const proof = (from: number, to: number) => this.#reader.proof(this.#url, from, to, this.#attempt.signal);
    this.#trust = new LogTrust({ ...options, log, proof, now: () => clock.now() });
    this.#evidence = new LogEvidence({ ...this.#options, log, trust: this.#trust, firstPage: () => this.#page({ cursor: null, seq: 0 }, 1, 0) });
    this.#reports = new LogReports(log, this.#options, this.#closing.signal);
    this.#pause = new GrowingPause(clock, FIRST_PAUSE_MILLIS, maxPauseMillis);
    this.#due = new ResyncDue(clock, resyncPauseMillis);
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
        const reason = this.#due.take();
        if (reason !== null) await this.#resync(reason);
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
    if (found.lifted === null) this.#reports.tell({ status: 'QUARANTINED', asOf: this.#reports.asOf, reason: found.reason });
    else this.#due.demand(`its quarantine was lifted: ${found.lifted.reason}`);
    return found.lifted === null;
  }

  #succeeded(): void {
    this.#pause.reset();
    this.#due.countGoodPage();
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
    const { index } = this.#options;
    const { batch, head } = page;
    const isCurrent = batch.position.seq === head;
    this.#heard(heard, head, before.seq);
    if (!isCurrent) this.#reports.tell({ status: 'CATCHING_UP', asOf: this.#reports.asOf });
    const unverified = this.#unverified(page);
    if (this.#trust.isHeldUp && unverified !== null && this.#readAgain(unverified)) return;
    const attested = await this.#trust.attest(this.#trust.attested, page);
    if (batch.position.seq > before.seq || attested?.seen !== this.#trust.attested?.seen) {
      const { setAside } = await index.apply(this.#log, { ...batch, position: { ...batch.position, ...(attested && { attested: formatAttested(attested) }) } });
      this.#trust.attested = attested;
      this.#options.onTaken();
      if (setAside.length > 0) await this.#reports.setAside(setAside);
      this.#heard(heard, head, batch.position.seq);
    }
    if (isCurrent) this.#reportCurrent(heard, (await this.#difference(page)) ?? this.#unverified(page));
  }

  /** What was read before there were checkpoints, or by a program that did not look at them, is read again to be verified. */
  #unverified(page: ReadPage): string | null {
    return this.#trust.attested === null && this.#trust.couldVerify(page) ? 'What was read of the log was not verified.' : null;
  }

  async #difference(page: ReadPage): Promise<string | null> {
    if (page.live === null && page.digest === null) return null;
    const isAudit = this.#millis() - this.#auditedAt >= this.#options.auditMillis;
    if (isAudit) this.#auditedAt = this.#millis();
    return differenceOf(page, await this.#options.index.holdings(this.#log, isAudit));
  }

  #reportCurrent(asOf: Date, difference: string | null): void {
    this.#reports.current(asOf, difference);
    if (difference !== null) this.#readAgain(difference);
  }

  /** Ends what is under way for a resync; false where one was tried not long ago. */
  #readAgain(reason: string): boolean {
    const isDue = this.#due.ask(reason);
    if (isDue) this.#attempt.abort();
    return isDue;
  }

  /** Reads the log once more. Where that ends no difference, it is not tried again before a pause. */
  async #resync(reason: string): Promise<void> {
    const { index, logger, pageSize, states, quarantine } = this.#options;
    const log = this.#log;
    const accepts = quarantine.read(log) !== null;
    this.#reports.tell({ status: 'RESYNCING', asOf: this.#reports.asOf, reason });
    logger.warn({ authority: log, reason }, 'the index and the node do not agree: the log is read again');
    await this.#trust.load((await index.position(log)).seq);
    const seen = accepts ? null : (this.#trust.attested?.seen ?? null);
    const reading = resync({ log, index, pageSize, seen, accepts, page: (position, first) => this.#page(position, first, 0), attest: (before, page, later) => this.#trust.attest(before, page, later) });
    const outcome = await reading.catch((error: unknown) => this.#refuse(error));
    this.#due.rest();
    if (!outcome.swapped) return logger.error({ authority: log, reason: outcome.reason }, 'nothing was changed: what was read again can not be right');
    states.countResync(log, outcome);
    this.#options.onTaken();
    if (accepts) quarantine.close(log);
    logger.warn({ authority: log, written: outcome.written, removed: outcome.removed }, 'the copies are those of the log again');
    if (outcome.written + outcome.removed > 0) this.#due.reset();
  }

  /** What is wrong with the log itself is so a moment later too, and a whole log is much to read. */
  #refuse(error: unknown): never {
    if (error instanceof Untrusted || error instanceof BadPage) this.#due.rest();
    throw error;
  }

  async #report(error: unknown): Promise<void> {
    const reason = this.#reports.failure(error, this.#url);
    if (error instanceof Diverged) await this.#evidence.keep(error);
    if (error instanceof BadPage) this.#due.countBadPage(reason);
  }

  #heard(at: Date, head: number, seq: number): void {
    this.#reports.heard({ lastContact: at, head, seq, verified: this.#trust.isVerified });
  }

  #millis(): number {
    return this.#options.clock.now().getTime();
  }
}
