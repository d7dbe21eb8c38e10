import { deserialize } from 'node:v8';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createWordSplitter } from '../../text/split-words.js';
import { openIndexWriter } from '../libsql-search-index.js';
import type { PreparedBatch } from '../prepared-batch.js';
import { BatchQueue } from './batch-queue.js';
import { serveCalls } from './calls.js';

/** The thread that writes the index file. */
const { file, forgetRemovals } = workerData as { readonly file: string; readonly forgetRemovals: boolean };
const writer = openIndexWriter(file, createWordSplitter, true);
if (forgetRemovals) {
  writer.forgetRemovals();
  writer.forgetSource();
}
// A reader may have been in the way when the log was to be emptied.
setInterval(() => writer.emptyLog(), 100).unref();
const queue = new BatchQueue<Uint8Array>((batches) => writer.apply(eachRead(batches)));

/** Read one at a time: ten of them at once are more than the space for what is new, and all of it would be moved to where it costs more. */
function* eachRead(batches: readonly Uint8Array[]): Generator<PreparedBatch> {
  for (const batch of batches) yield deserialize(batch) as PreparedBatch;
}

serveCalls(parentPort as MessagePort, {
  apply: (prepared: Uint8Array, changes: number) => queue.add(prepared, changes),
  stage: (prepared: Uint8Array, begins: boolean) => writer.stage(deserialize(prepared) as PreparedBatch, begins),
  staged: (...args: Parameters<typeof writer.staged>) => writer.staged(...args),
  swapIn: (...args: Parameters<typeof writer.swapIn>) => writer.swapIn(...args),
  holdings: (...args: Parameters<typeof writer.holdings>) => writer.holdings(...args),
  listSetAside: (...args: Parameters<typeof writer.listSetAside>) => writer.listSetAside(...args),
  keepContradiction: (...args: Parameters<typeof writer.keepContradiction>) => writer.keepContradiction(...args),
  contradiction: (...args: Parameters<typeof writer.contradiction>) => writer.contradiction(...args),
  heed: (...args: Parameters<typeof writer.heed>) => writer.heed(...args),
  forgetSource: () => writer.forgetSource(),
  attested: (log: string) => writer.attested(log),
  position: (authority: string) => writer.position(authority),
  close: async () => {
    await queue.idle();
    writer.close();
  },
});
