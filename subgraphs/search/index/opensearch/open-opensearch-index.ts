import { join } from 'node:path';
import type { Logger } from '../../../kit/logger.js';
import { readByLexicons } from '../../text/lexicon/reading-by-lexicon.js';
import { createQueryReader } from '../../text/query-terms.js';
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
  /** Folders of words by which queries are read. @default none */
  readonly lexicons?: readonly string[];
  readonly logger: Logger;
}

/** Opens the index on a cluster, with its ledger in a thread of its own. It is open also where the cluster does not answer. */
export async function openOpenSearchIndex({ folder, url, name, lexicons = [], logger }: OpenOpenSearchOptions): Promise<OpenIndex> {
  const file = join(folder, 'ledger.db');
  const thread = await ManagedThread.start({ name: 'index ledger', file: threadFile('ledger-thread.js'), data: () => ({ file, url, name }), logger });
  const reading = lexicons.length > 0 ? readByLexicons({ folders: lexicons, logger, onChanged: (readQuery) => index.readBy(readQuery) }) : null;
  const index = await OpenSearchIndex.open({ file, url, name, door: doorOf(thread), readQuery: reading?.readQuery ?? createQueryReader(createWordSplitter()), isLenient: reading !== null, logger });
  return {
    index,
    rebuild: () => null,
    versions: () => ({ current: name, former: null, formerSince: null, pinned: false }),
    close: () => {
      reading?.close();
      return index.close();
    },
  };
}

/** Calls to the thread in the form of its methods. */
function doorOf(thread: ManagedThread): FedIndexDoor {
  const calls = Object.fromEntries(DOOR_METHODS.map((method) => [method, (...args: readonly unknown[]) => thread.call(method, ...args)])) as unknown as FedIndexDoor;
  return { ...calls, close: () => thread.close() };
}
