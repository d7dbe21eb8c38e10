import { ObservedLogs } from './observed-log.js';
import type { Acknowledged, WriterMessage } from './writer-message.js';

/** How long writers may go without an acknowledgement before the run is given up. */
const STALL_MILLIS = 60_000;

/**
 * Why a record may be rejected: two records want the same second source; one is on its way to another log, and its steward
 * says no audience; one was withdrawn, and is to come back for other readers.
 */
const EXPECTED_RULES: ReadonlySet<string> = new Set(['SOURCE_CONFLICT sources', 'REQUIRED audience', 'AUDIENCE audience']);

/** Everything that the writers of a run told. */
export class Tally {
  readonly acknowledged: Acknowledged[] = [];
  readonly observed = new ObservedLogs();
  readonly problems: string[] = [];
  #changes = 0;
  #rejected = 0;
  #refused = 0;
  #waiting: { readonly changes: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  #stall = this.#watchForStall();

  /** Versions that were acknowledged to the one who made them. */
  get changes(): number {
    return this.#changes;
  }

  get rejected(): number {
    return this.#rejected;
  }

  get refused(): number {
    return this.#refused;
  }

  take = ({ acknowledged = [], rejected = [], refused, seen, problem }: WriterMessage): void => {
    this.acknowledged.push(...acknowledged);
    this.#changes += acknowledged.filter(({ changed }) => changed).length;
    this.#rejected += rejected.length;
    if (refused !== undefined) this.#refused += 1;
    for (const rule of rejected) if (!EXPECTED_RULES.has(rule)) this.problems.push(`A record was rejected: ${rule}.`);
    if (seen) this.observed.see(seen);
    if (problem !== undefined) this.problems.push(problem);
    if (acknowledged.length > 0) this.#stall.refresh();
    const due = this.#waiting.filter(({ changes }) => changes <= this.#changes);
    this.#waiting = this.#waiting.filter(({ changes }) => changes > this.#changes);
    for (const { resolve } of due) resolve();
  };

  /** Resolves when so many changes have been acknowledged. @throws Error where the writers get on no more */
  async reached(changes: number): Promise<void> {
    if (changes <= this.#changes) return;
    await new Promise<void>((resolve, reject) => this.#waiting.push({ changes, resolve, reject }));
  }

  close(): void {
    clearTimeout(this.#stall);
  }

  #watchForStall(): NodeJS.Timeout {
    return setTimeout(() => {
      const error = new Error(`The writers stand still after ${String(this.#changes)} changes. ${this.problems.join(' ')}`);
      for (const { reject } of this.#waiting) reject(error);
    }, STALL_MILLIS);
  }
}
