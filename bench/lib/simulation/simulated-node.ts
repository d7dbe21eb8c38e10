import { TransportFailure, type Transport, type TransportAnswer, type TransportRequest } from '../../../subgraphs/kit/transport/transport.js';
import type { Random } from '../random.js';
import type { Fault } from './schedule.js';
import { SimulatedLog, type SimulatedEntry } from './simulated-log.js';
import type { VirtualClock } from './virtual-clock.js';

interface Question {
  readonly after: string | null;
  readonly first: number;
  readonly waitMillis: number;
}

type Page = ReturnType<SimulatedLog['page']>;

const LATENCY_MILLIS = 20;

/** A node with a sound log, and whatever is wrong with what it answers at the moment. */
export class SimulatedNode {
  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #withDigest: boolean;
  readonly #faults = new Map<Fault, number>();
  readonly #histories: SimulatedLog[] = [];
  /** Of each lost history what its lost entries had replaced. */
  readonly #returned = new Set<SimulatedEntry>();
  #log = new SimulatedLog();
  #last: Page | null = null;
  #waiting: (() => void)[] = [];
  /** How far the index has read, so that a false history is shown only to one who can know better. */
  readTo = 0;

  constructor(clock: VirtualClock, random: Random, withDigest: boolean) {
    this.#clock = clock;
    this.#random = random;
    this.#withDigest = withDigest;
  }

  /** Whether it tells the digest of its live records, and not only their number. */
  get tellsDigest(): boolean {
    return this.#withDigest;
  }

  get log(): SimulatedLog {
    return this.#log;
  }

  /** The history that a cursor was made in: the present one, else one that was lost by a restore. */
  historyOf(cursor: string | null): SimulatedLog | null {
    return [this.#log, ...this.#histories].find((log) => log.holds(cursor)) ?? null;
  }

  /**
   * Whether a restore made the entry its record's newest again. Before, pages had it without its text, for an entry behind
   * it replaced it; who read it then and not the other can't know that no other comes, until the log ends.
   */
  isReturned(entry: SimulatedEntry): boolean {
    return this.#returned.has(entry);
  }

  write(change: (log: SimulatedLog) => SimulatedLog): void {
    this.#log = change(this.#log);
    this.#wake();
  }

  /** Comes back from a backup that lacks the newest entries; what it writes from now on is another history. */
  restore(lost: number): void {
    this.#histories.unshift(this.#log);
    const kept = this.#log.cutTo(Math.max(0, this.#log.head - lost));
    for (const { id } of this.#log.entries.slice(kept.head)) {
      const entry = kept.newest.get(id);
      if (entry) this.#returned.add(entry);
    }
    this.#log = kept;
    this.#wake();
  }

  /** @param share where in the log it cuts, from 0 to 1 */
  begin(fault: Fault, share: number): void {
    this.#faults.set(fault, share);
    this.#wake();
  }

  end(fault: Fault): void {
    this.#faults.delete(fault);
    this.#wake();
  }

  readonly answer: Transport = async (request) => {
    // No AbortSignal.any: what listens to one is kept for ever where the run ends first.
    const over = new AbortController();
    const { signal } = over;
    const end = (): void => over.abort();
    request.signal?.addEventListener('abort', end);
    if (request.signal?.aborted) end();
    const timeout = this.#clock.sleep(request.timeoutMillis ?? 0, signal).then(() => Promise.reject<TransportAnswer>(new TransportFailure('no answer')));
    const answer = this.#answer({ ...request, signal }).then((given) => (request.signal?.aborted ? timeout : given));
    return Promise.race([timeout, answer]).finally(() => {
      request.signal?.removeEventListener('abort', end);
      end();
    });
  };

  async #answer({ query, variables, signal }: TransportRequest): Promise<TransportAnswer> {
    const question = variables as unknown as Question;
    await this.#clock.sleep(this.#latency(), signal);
    if (this.#faults.has('SILENT')) return new Promise(() => undefined);
    if (this.#faults.has('DOWN')) throw new TransportFailure('refused');
    if (!this.#withDigest && query.includes('digest')) return { errors: [{ message: 'no digest', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };
    const deadline = this.#clock.millis + question.waitMillis;
    while (this.#isQuiet(question) && this.#clock.millis < deadline && !signal?.aborted) await this.#nextChange(deadline);
    const answer = this.#page(question);
    await this.#clock.sleep(this.#latency(), signal);
    return answer;
  }

  /** What it takes for its log at the moment. */
  #seen(): SimulatedLog {
    const [short, rewound] = [this.#faults.get('SHORT'), this.#faults.get('REWOUND')];
    if (short !== undefined) return this.#log.cutTo(Math.floor(this.#log.head * short));
    if (rewound === undefined) return this.#log;
    const backup = this.#log.cutTo(Math.floor(this.#log.head * rewound));
    if (this.readTo <= backup.head) return backup;
    return this.#log.entries.slice(backup.head).reduce((log, { id }) => log.append(id, 'TOMBSTONE', 'another history'), backup);
  }

  #page({ after, first }: Question): TransportAnswer {
    const log = this.#seen();
    if (this.#faults.has('EMPTY')) return { data: { changes: { ...new SimulatedLog().page(null, first, this.#withDigest), cursor: after ?? '0:' } } };
    if (!log.holds(after)) return { errors: [{ message: 'another history', extensions: { code: 'CURSOR_MISMATCH', head: log.head } }] };
    const page = this.#altered(log.page(after, first, this.#withDigest));
    return { data: { changes: page } };
  }

  #altered(page: Page): Page {
    const [one, last] = [this.#random.below(page.entries.length + 1), this.#last];
    this.#last = page;
    if (this.#faults.has('STALE') && last) return last;
    if (this.#faults.has('SHUFFLED')) return { ...page, entries: [...page.entries].reverse() };
    if (this.#faults.has('DOUBLED')) return { ...page, entries: page.entries.flatMap((entry) => [entry, entry]) };
    if (this.#faults.has('CUT')) return { ...page, entries: page.entries.filter((_, index) => index !== one) };
    if (this.#faults.has('GARBLED')) return { ...page, head: page.head + 1 };
    return page;
  }

  #isQuiet({ after }: Question): boolean {
    const log = this.#seen();
    return this.#faults.size === 0 && after !== null && log.holds(after) && Number(after.split(':')[0]) === log.head;
  }

  #nextChange(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(deadline - this.#clock.millis, resolve);
      this.#waiting.push(() => {
        cancel();
        resolve();
      });
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #latency(): number {
    return this.#random.below(this.#faults.has('SLOW') ? 8_000 : LATENCY_MILLIS);
  }
}
