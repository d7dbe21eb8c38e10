import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createLogger } from '../../../kit/logger.js';
import { createWordSplitter } from '../../text/split-words.js';
import { openIndexWriter } from '../libsql-search-index.js';
import type { BatchToWrite } from '../prepared-batch.js';
import { BatchQueue } from './batch-queue.js';
import { serveCalls } from './calls.js';
import { decodeChanges } from './change-bytes.js';
import { keepLogEmpty } from './log-emptying.js';
import { Tidying } from './tidying.js';

/** The thread that writes the index file. */
const { file, forgetRemovals } = workerData as { readonly file: string; readonly forgetRemovals: boolean };
const logger = createLogger('search', process.env);
const writer = openIndexWriter(file, createWordSplitter, { servesOlder: true, settles: false });
if (forgetRemovals) {
  writer.forgetRemovals();
  writer.forgetSource();
}
keepLogEmpty(writer, { file, logger });
const tidying = new Tidying({
  step: () => writer.tidy(),
  isIdle: () => writer.isIdle,
  isRoundDone: () => writer.isBetweenMerges,
  onFailure: (err) => logger.warn({ err, file }, 'words that are not to stand in the full text of the index any more could not be dropped; it is tried again in ten minutes'),
});
const queue = new BatchQueue<PreparedBytes>((batches) => writer.apply(eachRead(batches)));

/** A batch whose changes the analyst has prepared. */
interface PreparedBytes {
  readonly prepared: Uint8Array;
  readonly frame: Omit<BatchToWrite, 'changes'>;
}

/** Read one at a time: ten of them at once are more than the space for what is new, and all of it would be moved to where it costs more. */
function* eachRead(batches: readonly PreparedBytes[]): Generator<BatchToWrite> {
  for (const batch of batches) yield read(batch);
}

function read({ prepared, frame }: PreparedBytes): BatchToWrite {
  const { changes, setAside } = decodeChanges(prepared);
  return { ...frame, changes, setAside: [...frame.setAside, ...setAside] };
}

serveCalls(parentPort as MessagePort, {
  apply: (prepared: Uint8Array, frame: PreparedBytes['frame'], changes: number) => queue.add({ prepared, frame }, changes),
  stage: (prepared: Uint8Array, frame: PreparedBytes['frame'], begins: boolean) => writer.stage(read({ prepared, frame }), begins),
  staged: (...args: Parameters<typeof writer.staged>) => writer.staged(...args),
  swapIn: (...args: Parameters<typeof writer.swapIn>) => writer.swapIn(...args),
  holdings: (...args: Parameters<typeof writer.holdings>) => writer.holdings(...args),
  listSetAside: (...args: Parameters<typeof writer.listSetAside>) => writer.listSetAside(...args),
  keepContradiction: (...args: Parameters<typeof writer.keepContradiction>) => writer.keepContradiction(...args),
  contradiction: (...args: Parameters<typeof writer.contradiction>) => writer.contradiction(...args),
  keepVectors: (...args: Parameters<typeof writer.keepVectors>) => writer.keepVectors(...args),
  heed: (...args: Parameters<typeof writer.heed>) => writer.heed(...args),
  forgetSource: () => writer.forgetSource(),
  attested: (log: string) => writer.attested(log),
  position: (authority: string) => writer.position(authority),
  close: async () => {
    tidying.stop();
    await queue.idle();
    writer.close();
  },
});
