import { setTimeout as delay } from 'node:timers/promises';
import type { WorkerSearchIndex } from '../../subgraphs/search/index/worker-search-index.js';
import { generatedDataset } from './generated-corpus.js';
import { revisedDataset } from './revised-dataset.js';
import { percentiles } from './stats.js';

export interface LoadOptions {
  /** Records of the index; what changes is among them. */
  readonly records: number;
  readonly clients: number;
  readonly changesPerSecond: number;
  readonly seconds: number;
  /** Asks one search of the mix, the nth. */
  readonly ask: (n: number) => Promise<unknown>;
}

/** Pages of changes a second: as often as the feeds of a nation bring something. */
const PAGES_A_SECOND = 10;
/** How long changes that are still under way are waited for. */
const PATIENCE_MILLIS = 60_000;

/** How long searches take for clients that each ask again once they are answered, while changes arrive, and how long those are on their way. */
export async function indexUnderLoad(index: WorkerSearchIndex, { records, clients, changesPerSecond, seconds, ask }: LoadOptions) {
  const until = performance.now() + seconds * 1000;
  const searches: number[] = [];
  let asked = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const start = performance.now();
      await ask(asked++);
      searches.push(performance.now() - start);
    }
  };
  const [changes] = await Promise.all([bringChanges(index, records, changesPerSecond, until), ...Array.from({ length: clients }, client)]);
  return { clients, changesPerSecond, searchesPerSecond: Math.round(searches.length / seconds), searchMillis: percentiles(searches), changesBrought: changes.brought, changesTakenIn: changes.count, visibleAfterMillis: percentiles(changes.millis) };
}

/** Brings new versions of records at a steady pace, whether or not those before have been taken in. */
async function bringChanges(index: WorkerSearchIndex, records: number, changesPerSecond: number, until: number) {
  const millis: number[] = [];
  if (changesPerSecond === 0) return { brought: 0, count: 0, millis };
  const size = Math.max(1, Math.round(changesPerSecond / PAGES_A_SECOND));
  const waiting: Promise<void>[] = [];
  const begun = performance.now();
  for (let page = 0; begun + (page * 1000) / PAGES_A_SECOND < until; page++) {
    await delay(Math.max(0, begun + (page * 1000) / PAGES_A_SECOND - performance.now()));
    const due = begun + (page * 1000) / PAGES_A_SECOND;
    const changes = Array.from({ length: size }, (_, offset) => changed(page * size + offset, records));
    const position = { cursor: `load ${String(page)}`, seq: records + (page + 1) * size };
    waiting.push(index.apply('LOAD', { changes, setAside: [], position }).then(() => void millis.push(performance.now() - due)));
  }
  const brought = waiting.length * size;
  await Promise.race([Promise.all(waiting), delay(PATIENCE_MILLIS, undefined, { ref: false })]);
  return { brought, count: millis.length * size, millis };
}

/** A new version of a record from anywhere in the index: its title and its keywords are others. */
function changed(n: number, records: number) {
  const number = (n * 7_919) % records;
  const version = 2 + Math.floor(n / records);
  return { seq: records + n + 1, id: generatedDataset(number).id, version, op: 'UPSERT' as const, document: revisedDataset(number, 0, version - 1), at: new Date().toISOString() };
}
