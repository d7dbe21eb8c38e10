import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createEntryBuilder } from '../../model/index-entry.js';
import { createIndexTokenizer } from '../../text/index-tokens.js';
import { createWordSplitter } from '../../text/split-words.js';
import { IndexBuilder } from '../versions/index-builder.js';
import { serveCalls } from './calls.js';

/** The thread that makes a new version of the index beside the one that is served. */
const { source, file } = workerData as { readonly source: string; readonly file: string };
const builder = IndexBuilder.open(source, file, createEntryBuilder(createIndexTokenizer(createWordSplitter())));

serveCalls(parentPort as MessagePort, {
  step: () => builder.step(),
  settle: () => builder.settle(),
  disagreeing: () => builder.disagreeing(),
  close: () => builder.close(),
});
