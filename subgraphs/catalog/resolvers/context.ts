import DataLoader from 'dataloader';
import type { WriteGuard } from '../../kit/require-token.js';
import type { ChangeFeed } from '../log/change-feed.js';
import type { Publisher } from '../publish/publisher.js';
import type { RecordStore, StoredRecord } from '../stores/record-store.js';

/** What lasts as long as the node. */
export interface NodeServices {
  readonly store: RecordStore;
  readonly publisher: Publisher;
  readonly feed: ChangeFeed;
  /** Authorities of this node. */
  readonly served: ReadonlySet<string>;
}

/** What every resolver of one request is handed. */
export interface CatalogContext extends NodeServices {
  /** All that one request asks for at a time is one call of the store. */
  readonly records: DataLoader<string, StoredRecord | null>;
  readonly requireToken: WriteGuard;
}

export function createContext(services: NodeServices, requireToken: WriteGuard): CatalogContext {
  const records = new DataLoader<string, StoredRecord | null>((ids) => services.store.getMany(ids), { maxBatchSize: 1_000 });
  return { ...services, records, requireToken };
}
