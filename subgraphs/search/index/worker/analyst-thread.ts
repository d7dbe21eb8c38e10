import { parentPort, type MessagePort } from 'node:worker_threads';
import { createEntryBuilder } from '../../model/index-entry.js';
import { createIndexTokenizer } from '../../text/index-tokens.js';
import { createWordSplitter } from '../../text/split-words.js';
import { createChangePreparer } from '../prepared-batch.js';
import type { RecordChange } from '../search-index.js';
import { serveCalls } from './calls.js';
import { ChangeEncoder } from './change-bytes.js';

/** The thread that analyses texts, so that the one that writes has nothing else to do. */
const prepareChanges = createChangePreparer(createEntryBuilder(createIndexTokenizer(createWordSplitter())));
const encoder = new ChangeEncoder();

serveCalls(parentPort as MessagePort, {
  // As bytes: they pass through the service's own thread without being read there.
  prepare: (log: string, changes: readonly RecordChange[]): Uint8Array => encoder.encode((take) => prepareChanges(log, changes, take)),
});
