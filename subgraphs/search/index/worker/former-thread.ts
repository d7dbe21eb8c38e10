import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createLogger } from '../../../kit/logger.js';
import { FormerVersion } from '../versions/former-version.js';
import { serveCalls } from './calls.js';

/** The thread that takes out of the former version of the index what is changed in the one that is served. */
const { file, served } = workerData as { readonly file: string; readonly served: string };
const logger = createLogger('search', process.env);
const former = FormerVersion.open(file, served, {
  onFailure: (err) => logger.warn({ err, file }, 'words could not be dropped from the former version of the index together: they are taken out one by one, and it is tried again in ten minutes'),
});

serveCalls(parentPort as MessagePort, {
  isUsable: () => former !== null,
  drop: (ids: readonly string[] | null) => former?.drop(ids) ?? 0,
  dropWords: () => former?.dropWords() ?? 'NONE',
  emptyLog: () => former?.emptyLog() ?? true,
  close: () => former?.close(),
});
