import { statSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { round } from '../stats.js';
import { makeDocuments, pagesOf } from './document-file.js';
import { indexFile, mebibytes, openIndex, peakMebibytes, queriesFile, REQUEST, residentMebibytes, type PhaseOptions } from './scale-folder.js';

const PAGE = 500;
const AUTHORITIES = 30;
/** So many records are given before what the bench is done with of them is collected. */
const COLLECTED = 20_000;
/** Stretches of the growth of which each one's cost is told. */
const STRETCHES = 5;
const PUBLISHED = '2026-11-01T00:00:00.000Z';

/** Of this thread alone: what the bench is done with is not counted for the index. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Gives the records in pages of 500, as those of the nodes come, of as many authorities at a time as there are. They are made before, and read from a file meanwhile. */
export async function build(options: PhaseOptions) {
  const documents = join(options.folder, 'documents.tsv');
  try {
    return await buildOf(documents, options);
  } finally {
    await rm(documents, { force: true });
  }
}

async function buildOf(documents: string, { records, from: first, folder }: PhaseOptions) {
  if (first === 0) for (const file of [queriesFile(folder), ...['', '-wal', '-shm'].map((suffix) => indexFile(folder) + suffix)]) await rm(file, { force: true });
  await makeDocuments(documents, first, records);
  const index = await openIndex(indexFile(folder));
  const meter = new ProcessorMeter(records - first);
  const start = performance.now();
  const { longestMillis, largestLogBytes } = await watchUntil(index, indexFile(folder), applyAll(index, documents, first, (applied) => meter.passed(applied)));
  const millis = performance.now() - start;
  const { mean, stretches } = meter.end();
  const result = {
    cpuMicrosPerRecord: round(mean, 1),
    cpuMicrosPerRecordAsItGrows: stretches.map((micros) => round(micros, 1)),
    recordsPerSecond: Math.round((records - first) / (millis / 1000)),
    longestSearchWhileIndexingMillis: round(longestMillis),
    residentWhileIndexingMebibytes: residentMebibytes(),
    peakWhileIndexingMebibytes: peakMebibytes(),
    largestLogMebibytes: mebibytes(largestLogBytes),
    // Of the pages that the bench brings; the heaps of the index are those of its threads.
    heapOfTheBenchMebibytes: mebibytes(getHeapStatistics().total_physical_size),
  };
  await index.close();
  return { ...result, fileMebibytes: mebibytes((await stat(indexFile(folder))).size) };
}

/** What a record costs the processor, in all and in stretches of the growth. */
class ProcessorMeter {
  readonly #records: number;
  readonly #begin = process.cpuUsage();
  readonly #stretches: { readonly applied: number; readonly micros: number }[] = [{ applied: 0, micros: 0 }];

  constructor(records: number) {
    this.#records = records;
  }

  /** @param applied how many records were taken in by now */
  passed(applied: number): void {
    const { length } = this.#stretches;
    if (length < STRETCHES && applied >= (this.#records * length) / STRETCHES && applied < this.#records) this.#read(applied);
  }

  /** Microseconds a record, of all and of each stretch. */
  end(): { readonly mean: number; readonly stretches: readonly number[] } {
    const micros = this.#read(this.#records);
    const stretches = this.#stretches.slice(1).map((to, index) => (to.micros - (this.#stretches[index] as typeof to).micros) / (to.applied - (this.#stretches[index] as typeof to).applied));
    return { mean: micros / this.#records, stretches };
  }

  #read(applied: number): number {
    const { user, system } = process.cpuUsage(this.#begin);
    this.#stretches.push({ applied, micros: user + system });
    return user + system;
  }
}

async function applyAll(index: WorkerSearchIndex, documents: string, from: number, onApplied: (records: number) => void): Promise<void> {
  const waiting = new Set<Promise<unknown>>();
  const collectGarbage = garbageCollector();
  let [given, done] = [0, 0];
  for await (const page of pagesOf(documents, PAGE)) {
    const changes = page.map(({ id, document }, offset) => ({ seq: from + given + offset + 1, id, version: 1, op: 'UPSERT' as const, document, at: PUBLISHED }));
    const log = `B${String((given / PAGE) % AUTHORITIES)}`;
    given += changes.length;
    const applied = index.apply(log, { changes, setAside: [], position: { cursor: String(given), seq: from + given } }).then(() => onApplied((done += changes.length))).finally(() => waiting.delete(applied));
    waiting.add(applied);
    if (waiting.size >= AUTHORITIES) await Promise.race(waiting);
    if (given % COLLECTED === 0) collectGarbage();
  }
  await Promise.all(waiting);
}

/** Four times a second for as long as `work` goes on: how long a search takes, and how large the write-ahead log is. */
async function watchUntil(index: WorkerSearchIndex, file: string, work: Promise<void>): Promise<{ readonly longestMillis: number; readonly largestLogBytes: number }> {
  let longestMillis = 0;
  let largestLogBytes = 0;
  let done = false;
  const ended = work.finally(() => (done = true));
  while (!done) {
    const asked = performance.now();
    await index.search({ ...REQUEST, query: '空气质量' });
    longestMillis = Math.max(longestMillis, performance.now() - asked);
    largestLogBytes = Math.max(largestLogBytes, statSync(`${file}-wal`).size);
    await Promise.race([ended, delay(250)]);
  }
  await ended;
  return { longestMillis, largestLogBytes };
}
