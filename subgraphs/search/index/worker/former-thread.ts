import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { FormerVersion } from '../versions/former-version.js';
import { serveCalls } from './calls.js';

/** The thread that takes out of the former version of the index what is changed in the one that is served. */
const { file, served } = workerData as { readonly file: string; readonly served: string };
const former = FormerVersion.open(file, served);

serveCalls(parentPort as MessagePort, {
  isUsable: () => former !== null,
  drop: (ids: readonly string[] | null) => former?.drop(ids) ?? 0,
  dropWords: () => former?.dropWords() ?? false,
  emptyLog: () => former?.emptyLog() ?? true,
  close: () => former?.close(),
});
