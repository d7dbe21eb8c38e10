import { rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { mean, meansOfStretches, round } from '../stats.js';
import { DocumentMaker, type MadeDocument } from './document-maker.js';
import { indexFile, mebibytes, openIndex, peakMebibytes, queriesFile, REQUEST, residentMebibytes, type PhaseOptions } from './scale-folder.js';

const PAGE = 500;
const AUTHORITIES = 30;
const CHUNK = 20_000;
/** Stretches of the growth of which each one's cost is told. */
const STRETCHES = 5;
const PUBLISHED = '2026-11-01T00:00:00.000Z';

/** Of this thread alone: what the bench is done with is not counted for the index. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Gives the records in batches of 500, as pages of the nodes come, as many authorities at a time as there are. Only the index's time counts. */
export async function build({ records, from: first, folder }: PhaseOptions) {
  if (first === 0) for (const file of [queriesFile(folder), ...['', '-wal', '-shm'].map((suffix) => indexFile(folder) + suffix)]) await rm(file, { force: true });
  const index = await openIndex(indexFile(folder));
  const maker = new DocumentMaker();
  const collectGarbage = garbageCollector();
  let millis = 0;
  const cpuMicros: number[] = [];
  let longest = 0;
  for (let from = first; from < records; from += CHUNK) {
    collectGarbage();
    const documents = await maker.make(from, Math.min(records, from + CHUNK));
    const start = performance.now();
    const cpu = process.cpuUsage();
    const applying = applyAll(index, documents, from);
    longest = Math.max(longest, await longestSearchUntil(index, applying));
    millis += performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    cpuMicros.push((user + system) / documents.length);
  }
  maker.close();
  const result = {
    cpuMicrosPerRecord: round(mean(cpuMicros), 1),
    cpuMicrosPerRecordAsItGrows: meansOfStretches(cpuMicros, STRETCHES).map((micros) => round(micros, 1)),
    recordsPerSecond: Math.round((records - first) / (millis / 1000)),
    longestSearchWhileIndexingMillis: round(longest),
    residentWhileIndexingMebibytes: residentMebibytes(),
    peakWhileIndexingMebibytes: peakMebibytes(),
    // Of the documents that the bench brings, which are made in another process; the heaps of the index are those of its threads.
    heapOfTheBenchMebibytes: mebibytes(getHeapStatistics().total_physical_size),
  };
  await index.close();
  return { ...result, fileMebibytes: mebibytes((await stat(indexFile(folder))).size) };
}

async function applyAll(index: WorkerSearchIndex, documents: readonly MadeDocument[], from: number): Promise<void> {
  const waiting = new Set<Promise<unknown>>();
  for (let at = 0; at < documents.length; at += PAGE) {
    const changes = documents.slice(at, at + PAGE).map(({ id, document }, offset) => ({ seq: from + at + offset + 1, id, version: 1, op: 'UPSERT' as const, document, at: PUBLISHED }));
    const applied = index.apply(`B${String((at / PAGE) % AUTHORITIES)}`, { changes, setAside: [], position: { cursor: String(at), seq: from + at + changes.length } }).finally(() => waiting.delete(applied));
    waiting.add(applied);
    if (waiting.size >= AUTHORITIES) await Promise.race(waiting);
  }
  await Promise.all(waiting);
}

/** Asks four times a second for as long as `work` goes on. */
async function longestSearchUntil(index: WorkerSearchIndex, work: Promise<void>): Promise<number> {
  let longest = 0;
  let done = false;
  const ended = work.finally(() => (done = true));
  while (!done) {
    const asked = performance.now();
    await index.search({ ...REQUEST, query: '空气质量' });
    longest = Math.max(longest, performance.now() - asked);
    await Promise.race([ended, delay(250)]);
  }
  await ended;
  return longest;
}
