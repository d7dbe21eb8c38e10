import { serialize } from 'node:v8';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { createWordSplitter } from '../../text/split-words.js';
import { createPreparer } from '../libsql-search-index.js';
import type { ChangeBatch } from '../search-index.js';
import { serveCalls } from './calls.js';

/** The thread that analyses texts, so that the one that writes has nothing else to do. */
const prepare = createPreparer(createWordSplitter());

serveCalls(parentPort as MessagePort, {
  // As bytes: they pass through the service's own thread without being read there.
  prepare: (authority: string, batch: ChangeBatch): Uint8Array => serialize(prepare(authority, batch)),
});
