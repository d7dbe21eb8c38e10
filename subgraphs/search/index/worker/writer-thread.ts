import { deserialize } from 'node:v8';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createWordSplitter } from '../../text/split-words.js';
import { openIndexWriter } from '../libsql-search-index.js';
import type { PreparedBatch } from '../prepared-batch.js';
import { BatchQueue } from './batch-queue.js';
import { serveCalls } from './calls.js';

/** The thread that writes the index file. */
const { file, forgetRemovals } = workerData as { readonly file: string; readonly forgetRemovals: boolean };
const writer = openIndexWriter(file, createWordSplitter);
if (forgetRemovals) writer.forgetRemovals();
const queue = new BatchQueue((batches) => writer.apply(batches));

serveCalls(parentPort as MessagePort, {
  apply: (prepared: Uint8Array) => queue.add(deserialize(prepared) as PreparedBatch),
  holdings: (authority: string) => writer.holdings(authority),
  heed: (...args: Parameters<typeof writer.heed>) => writer.heed(...args),
  position: (authority: string) => writer.position(authority),
  close: async () => {
    await queue.idle();
    writer.close();
  },
});
