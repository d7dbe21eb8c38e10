import { pino } from 'pino';
import { formatId } from '../../../schema/ids.js';
import type { WordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { missing, unequal } from './judge.js';
import { Random } from '../random.js';
import type { Schedule, Step } from './schedule.js';
import { SimulatedNode } from './simulated-node.js';
import { SimulatedSearch } from './simulated-search.js';
import type { Variant } from './variants.js';
import { VirtualClock } from './virtual-clock.js';

export interface RunOptions {
  readonly schedule: Schedule;
  readonly variant?: Variant | null;
  /** Path of the index file of this run, and of an empty one. */
  readonly file: string;
  readonly empty: string;
  readonly splitter: WordSplitter;
}

export interface RunResult {
  /** What went against the promises, as sentences; nothing where all held. */
  readonly problems: readonly string[];
  readonly entries: number;
  readonly crashes: number;
  readonly faults: number;
  readonly resyncs: number;
  readonly diverged: number;
  readonly virtualMillis: number;
}

const HEALED_WITHIN_MILLIS = 3 * 3_600_000;
const FIRST_LOOK_MILLIS = 1_000;

/** Runs a schedule against the real harvest and index code, and judges it at every step and at the end. */
export async function runSchedule(options: RunOptions): Promise<RunResult> {
  const run = new Run(options);
  try {
    return await run.all();
  } finally {
    await run.remove();
  }
}

class Run {
  readonly #schedule: Schedule;
  readonly #clock: VirtualClock;
  readonly #nodes: ReadonlyMap<string, SimulatedNode>;
  readonly #search: SimulatedSearch;
  readonly #problems: string[] = [];
  readonly #positions = new Map<string, number>();
  #crashes = 0;
  /** Whether a record was taken from the index on purpose: then it may be away until the resync. */
  #isDamaged = false;

  constructor({ schedule, variant = null, file, empty, splitter }: RunOptions) {
    const random = new Random(schedule.seed + 1);
    this.#schedule = schedule;
    this.#clock = new VirtualClock(random);
    this.#nodes = new Map(schedule.digests.map((digest, number) => [authorityOf(number), new SimulatedNode(this.#clock, random, digest)]));
    this.#search = new SimulatedSearch({ clock: this.#clock, random, nodes: this.#nodes, pageSize: schedule.pageSize, variant, file, empty, splitter, logger: pino({ level: 'silent' }) });
  }

  async all(): Promise<RunResult> {
    const start = this.#clock.millis;
    await this.#search.start();
    for (const step of this.#schedule.steps) {
      await this.#clock.passUntil(this.#clock.millis + step.afterMillis);
      await this.#do(step);
      await this.#check();
      if (this.#problems.length > 0) break;
    }
    if (this.#problems.length === 0) await this.#heal();
    const { steps } = this.#schedule;
    await this.#search.kill();
    return {
      problems: this.#problems,
      entries: [...this.#nodes.values()].reduce((sum, { log }) => sum + log.head, 0),
      crashes: this.#crashes,
      faults: steps.filter(({ what }) => what === 'FAULT').length,
      resyncs: this.#search.resyncs,
      diverged: steps.filter(({ what }) => what === 'RESTORE').length,
      virtualMillis: this.#clock.millis - start,
    };
  }

  async remove(): Promise<void> {
    await this.#search.remove();
  }

  async #do(step: Step): Promise<void> {
    const { what } = step;
    if (what === 'CRASH') return this.#crash(step.downMillis, step.damage);
    if (what === 'DISK_FULL') return this.#fillDisk(step.millis);
    const [authority, node] = [...this.#nodes][step.node] as [string, SimulatedNode];
    if (what === 'RESTORE') return node.restore(step.lost);
    if (what === 'FAULT') {
      node.begin(step.fault, step.share);
      this.#clock.after(step.millis, () => node.end(step.fault));
      return;
    }
    const id = formatId(authority, 'DATASET', step.record);
    const at = new Date(this.#clock.millis + step.skewMillis).toISOString();
    const isLive = node.log.newest.get(id)?.op === 'UPSERT';
    if (what === 'RETIRE' && isLive) node.write((log) => log.append(id, 'TOMBSTONE', at));
    // Withdrawn and published again at once: whoever goes by times is wrong.
    else if (what === 'REVIVE') node.write((log) => (isLive ? log.append(id, 'TOMBSTONE', at) : log).append(id, 'UPSERT', at));
    else if (what !== 'RETIRE') node.write((log) => log.append(id, 'UPSERT', at, what !== 'POISON'));
  }

  async #crash(downMillis: number, damage: boolean): Promise<void> {
    this.#crashes++;
    await this.#search.kill();
    if (damage && this.#search.damage()) this.#isDamaged = true;
    await this.#clock.passUntil(this.#clock.millis + downMillis);
    await this.#search.start();
  }

  #fillDisk(millis: number): void {
    this.#search.isDiskFull = true;
    this.#clock.after(millis, () => (this.#search.isDiskFull = false));
  }

  /** What must hold at any moment: nothing that was read is away, and no position goes back. */
  async #check(): Promise<void> {
    const { index } = this.#search;
    if (!index || this.#isDamaged) return;
    for (const [authority, node] of this.#nodes) {
      const { cursor, seq } = await index.position(authority);
      if (seq < (this.#positions.get(authority) ?? 0)) this.#problems.push(`${authority}: the position went back to ${String(seq)}.`);
      this.#positions.set(authority, seq);
      const log = node.historyOf(cursor);
      if (!log) this.#problems.push(`${authority}: the cursor ${String(cursor)} is of no history.`);
      else this.#problems.push(...(await missing(index, log, seq, (entry) => node.isReturned(entry) && !this.#saysItAgrees(authority))));
    }
  }

  /** Whether the index has read the log to its end and found no difference: from then on nothing may be older. */
  #saysItAgrees(authority: string): boolean {
    const state = this.#search.states.get(authority);
    return state.status === 'CURRENT' && state.reason === undefined;
  }

  /** All that was wrong ends; then every copy must come to be what its owner has. */
  async #heal(): Promise<void> {
    const deadline = this.#clock.millis + HEALED_WITHIN_MILLIS;
    let left: readonly string[] = ['not looked yet'];
    for (let pause = FIRST_LOOK_MILLIS; left.length > 0 && this.#clock.millis < deadline; pause *= 2) {
      await this.#clock.passUntil(this.#clock.millis + pause);
      left = await this.#differences();
    }
    this.#problems.push(...left);
  }

  async #differences(): Promise<readonly string[]> {
    const { index, states } = this.#search;
    if (!index) return ['the search process is down'];
    const problems: string[] = [];
    for (const [authority, node] of this.#nodes) {
      const { cursor, seq } = await index.position(authority);
      const log = node.historyOf(cursor);
      const { status } = states.get(authority);
      if (log === node.log) {
        if (status !== 'CURRENT' || seq !== log.head) problems.push(`${authority}: ${status} at ${String(seq)} of ${String(log.head)}: ${String(states.freshness().find((one) => one.authority === authority)?.reason)}`);
        else problems.push(...(await unequal(index, authority, log)));
      } else if (status !== 'DIVERGED' || (await index.contradiction(authority)) === null) problems.push(`${authority}: ${status}, and its history is another one.`);
      else if (log && !this.#isDamaged) problems.push(...(await missing(index, log, seq)));
    }
    return problems;
  }
}

const authorityOf = (number: number): string => `${String(31 + number)}0000`;
