import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { createWordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { runSchedule, type RunResult } from './run-schedule.js';
import { describeSchedule, scheduleOf } from './schedule.js';
import type { Variant } from './variants.js';
import { collectGarbage } from '../collect-garbage.js';

export interface SimulateOptions {
  readonly firstSeed: number;
  readonly schedules: number;
  readonly variant?: Variant | null;
  /** Ends at the first schedule that fails. @default true */
  readonly stopsAtFailure?: boolean;
  /** A folder in memory makes it many times faster. @default that of the system's temporary files */
  readonly folder?: string;
  readonly onRun?: (done: number) => void;
}

export interface Simulated extends Omit<RunResult, 'problems'> {
  readonly schedules: number;
  /** Each with its schedule, to be run again by its seed. */
  readonly failures: readonly string[];
}

/** The engine keeps the file of a closed database open until its statements are collected: so many schedules leave few enough. */
const SCHEDULES_BETWEEN_COLLECTIONS = 50;

/** Runs the schedules of consecutive seeds. */
export async function simulate({ firstSeed, schedules, variant = null, stopsAtFailure = true, folder = tmpdir(), onRun = () => undefined }: SimulateOptions): Promise<Simulated> {
  const place = mkdtempSync(join(folder, 'ucat-simulation-'));
  try {
    const empty = join(place, 'empty.db');
    const splitter = createWordSplitter();
    await (await LibsqlSearchIndex.open(empty, { splitter })).close();
    let sum: Simulated = { schedules: 0, failures: [], entries: 0, crashes: 0, faults: 0, resyncs: 0, diverged: 0, virtualMillis: 0 };
    for (let seed = firstSeed; seed < firstSeed + schedules; seed++) {
      const schedule = scheduleOf(seed);
      const result = await runSchedule({ schedule, variant, file: join(place, `${String(seed)}.db`), empty, splitter });
      sum = add(sum, result, () => `${describeSchedule(schedule)}\n${result.problems.map((problem) => `  → ${problem}`).join('\n')}`);
      onRun(sum.schedules);
      if (sum.schedules % SCHEDULES_BETWEEN_COLLECTIONS === 0) await collectGarbage();
      if (stopsAtFailure && sum.failures.length > 0) break;
    }
    return sum;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function add(sum: Simulated, { problems, entries, crashes, faults, resyncs, diverged, virtualMillis }: RunResult, describe: () => string): Simulated {
  return {
    schedules: sum.schedules + 1,
    failures: problems.length > 0 ? [...sum.failures, describe()] : sum.failures,
    entries: sum.entries + entries,
    crashes: sum.crashes + crashes,
    faults: sum.faults + faults,
    resyncs: sum.resyncs + resyncs,
    diverged: sum.diverged + diverged,
    virtualMillis: sum.virtualMillis + virtualMillis,
  };
}
