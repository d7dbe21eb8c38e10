import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createLogger } from '../../../kit/logger.js';
import { DOOR_METHODS, FedIndex } from '../opensearch/ledger/fed-index.js';
import { serveCalls, type Handlers } from './calls.js';

/** The thread that keeps the ledger of an index on a cluster, and feeds the cluster from it. */
const options = workerData as { readonly file: string; readonly url: string; readonly name: string };
const fed = new FedIndex({ ...options, logger: createLogger('search', process.env) });

serveCalls(parentPort as MessagePort, Object.fromEntries(DOOR_METHODS.map((method) => [method, (...args: never[]) => (fed[method] as (...given: never[]) => unknown).apply(fed, args)])) as Handlers);
