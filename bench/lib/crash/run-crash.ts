import { setTimeout as delay } from 'node:timers/promises';
import { ChangeFeed } from '../../../subgraphs/catalog/log/change-feed.js';
import { encodeCursor } from '../../../subgraphs/catalog/log/cursor.js';
import { openStore } from '../../../subgraphs/catalog/main.js';
import type { RecordStore } from '../../../subgraphs/catalog/stores/record-store.js';
import { readNodeConfig } from '../../../subgraphs/catalog/config.js';
import { createLogger } from '../../../subgraphs/kit/logger.js';
import { checkCrash, isDeparture, readLogs } from './check-crash.js';
import { followLog } from './follow-log.js';
import { makeSchedule, type Disturbance, type ScheduleOptions } from './schedule.js';
import { Tally } from './tally.js';
import type { SeenPage } from './observed-log.js';
import { AUTHORITY, LOGS } from './workload.js';
import { WriterProcess } from './writer-process.js';

export interface CrashOptions extends ScheduleOptions {
  /** Where the writers' store is, as a node is told: DATA_DIR, or MONGODB_URI and MONGODB_DATABASE. */
  readonly env: Readonly<Record<string, string>>;
  /** Sources that the writers draw from. */
  readonly pool: number;
  /** Whether other processes can open the store while a writer has it open. */
  readonly shared: boolean;
}

export interface CrashResult {
  /** Versions that were acknowledged. */
  readonly changes: number;
  /** Records that were withdrawn. */
  readonly tombstones: number;
  /** Records that left a log for one of another audience. */
  readonly moved: number;
  /** Entries of all logs: what died before it was acknowledged may be in it too. */
  readonly entries: number;
  readonly records: number;
  readonly kills: number;
  readonly pauses: number;
  /** Records that were rejected, because another one has a source that they name. */
  readonly rejected: number;
  /** Acts that were to be tried again, because others were always first. */
  readonly refused: number;
  readonly pagesFollowed: number;
  readonly seconds: number;
  /** What was not as it must be, as sentences. */
  readonly problems: readonly string[];
}

/** Longer than others wait for the writer of an append. */
const PAUSE_MILLIS = 800;

/**
 * Lets writers change the same records, kills and holds them up at random, starts them again at once, and compares what
 * is left with what was acknowledged.
 */
export async function runCrash(options: CrashOptions): Promise<CrashResult> {
  const started = performance.now();
  const tally = new Tally();
  try {
    const disturbed = await disturb(options, tally);
    const seconds = (performance.now() - started) / 1000;
    const store = openFor(options);
    try {
      const entries = await readLogs(store, tally.observed);
      const tombstones = entries.filter(({ op }) => op === 'TOMBSTONE');
      const moved = tombstones.filter(isDeparture).length;
      const problems = [...(await checkCrash({ store, entries, acknowledged: tally.acknowledged })), ...tally.problems, ...tally.observed.problems];
      return {
        changes: tally.changes,
        tombstones: tombstones.length - moved,
        moved,
        entries: entries.length,
        records: new Set(entries.map(({ id }) => id)).size,
        ...disturbed,
        rejected: tally.rejected,
        refused: tally.refused,
        pagesFollowed: tally.observed.pages,
        seconds: Math.round(seconds),
        problems,
      };
    } finally {
      await store.close();
    }
  } finally {
    tally.close();
  }
}

const storeEnv = ({ env }: CrashOptions): Readonly<Record<string, string>> => ({ NODE_AUTHORITIES: AUTHORITY, LOG_LEVEL: 'error', ...env });

function openFor(options: CrashOptions): RecordStore {
  const env = storeEnv(options);
  return openStore(readNodeConfig(env), createLogger('crash', env));
}

/** Resolves when all is written and every writer has stopped. */
async function disturb(options: CrashOptions, tally: Tally): Promise<Pick<CrashResult, 'kills' | 'pauses'>> {
  const { kills, pauses } = makeSchedule(options);
  const reader = options.shared ? await openReader(options, tally) : undefined;
  const writers = Array.from({ length: options.writers }, (_, index) => startWriter(options, tally, index));
  const act = async (disturbances: readonly Disturbance[], perform: (writer: WriterProcess) => Promise<void>): Promise<void> => {
    for (const { afterChanges, delayMillis, writer } of disturbances) {
      await tally.reached(afterChanges);
      await delay(delayMillis);
      await perform(writers[writer] as WriterProcess);
    }
  };
  try {
    await Promise.all([tally.reached(options.changes), act(kills, async (writer) => writer.kill()), act(pauses, async (writer) => writer.pause(PAUSE_MILLIS))]);
  } finally {
    await Promise.all(writers.map(async (writer) => writer.stop()));
    await reader?.close();
  }
  return { kills: kills.length, pauses: pauses.length };
}

function startWriter({ seed, pool, shared, ...options }: CrashOptions, tally: Tally, index: number): WriterProcess {
  return new WriterProcess({
    env: storeEnv({ seed, pool, shared, ...options }),
    options: (life) => ({
      seed: seed * 1_000_000 + index * 10_000 + life,
      pool,
      name: `writer ${String(index + 1)}.${String(life)}`,
      // Its successor goes on reading where it was read to: a cursor outlives the process that it came from.
      ...(!shared && { followAfter: Object.fromEntries(LOGS.map((log) => [log, encodeCursor(tally.observed.cursorOf(log))])) }),
    }),
    onMessage: tally.take,
  });
}

/** A reader in this process. Its end is after the writers': it must see all that they wrote. */
async function openReader(options: CrashOptions, tally: Tally): Promise<{ close(): Promise<void> }> {
  const store = openFor(options);
  const feed = new ChangeFeed(store);
  store.watch(() => feed.announce());
  const stop = new AbortController();
  // The collections are made by the first who comes: here, so that four writers do not get in each other's way at that.
  await store.head(AUTHORITY);
  const told = { see: (seen: SeenPage) => tally.take({ seen }), problem: (problem: string) => tally.take({ problem }) };
  const following = Promise.all(LOGS.map(async (log) => followLog({ store, feed, log, after: tally.observed.cursorOf(log), signal: stop.signal, ...told })));
  return {
    close: async () => {
      stop.abort();
      feed.close();
      await following;
      await store.close();
    },
  };
}
