import { join } from 'node:path';
import type { Logger } from '../../../kit/logger.js';
import { createWordSplitter } from '../../text/split-words.js';
import { OpenSearchIndex } from '../opensearch-search-index.js';
import type { OpenIndex } from '../versions/open-index.js';
import { ManagedThread } from '../worker/managed-thread.js';
import { threadFile } from '../worker-search-index.js';
import { DOOR_METHODS, type FedIndexDoor } from './ledger/fed-index.js';

export interface OpenOpenSearchOptions {
  /** Folder of the ledger. */
  readonly folder: string;
  /** Address of the cluster. */
  readonly url: string;
  /** Name that the index is served under. */
  readonly name: string;
  readonly logger: Logger;
}

/** Opens the index on a cluster, with its ledger in a thread of its own. It is open also where the cluster does not answer. */
export async function openOpenSearchIndex({ folder, url, name, logger }: OpenOpenSearchOptions): Promise<OpenIndex> {
  const file = join(folder, 'ledger.db');
  const thread = await ManagedThread.start({ name: 'index ledger', file: threadFile('ledger-thread.js'), data: () => ({ file, url, name }), logger });
  const index = await OpenSearchIndex.open({ file, url, name, door: doorOf(thread), splitter: createWordSplitter(), logger });
  return {
    index,
    rebuild: () => null,
    versions: () => ({ current: name, former: null, formerSince: null, pinned: false }),
    close: () => index.close(),
  };
}

/** Calls to the thread in the form of its methods. */
function doorOf(thread: ManagedThread): FedIndexDoor {
  const calls = Object.fromEntries(DOOR_METHODS.map((method) => [method, (...args: readonly unknown[]) => thread.call(method, ...args)])) as unknown as FedIndexDoor;
  return {
    ...calls,
    close: async () => {
      // A thread that is down has nothing left to finish.
      await thread.call('close').catch(() => undefined);
      await thread.close();
    },
  };
}
