import DataLoader from 'dataloader';
import { MOST_NAMES, type PublishedRecord, type PublishedRecords } from '../kit/layers/published-records.js';
import type { RequestScope } from '../kit/observe/request-scope.js';
import { readListing, type Listing } from './listing.js';

/** What the resolvers of one request work with: whatever they ask for at a time is one question to the index. */
export interface MarketContext {
  /** The listing with an id; null where the viewer knows of none. */
  readonly byId: DataLoader<string, Listing | null>;
  /** Listings of the products that are made from a dataset. */
  readonly ofDataset: DataLoader<string, readonly Listing[]>;
  /** Listings under a registration code. */
  readonly registered: DataLoader<string, readonly Listing[]>;
  /** The moment that "now" is during the request. */
  readonly now: Date;
}

export function marketContext(records: PublishedRecords, scope?: RequestScope): MarketContext {
  const listings = (found: readonly (readonly PublishedRecord[])[]): readonly (readonly Listing[])[] => found.map((some) => some.map(readListing).sort(byId));
  const bearers = (key: 'link' | 'registration') =>
    new DataLoader<string, readonly Listing[]>(async (values) => listings(await records.bearers('DATA_PRODUCT', key, values, scope)), { maxBatchSize: MOST_NAMES });
  return {
    byId: records.loader(readListing, scope),
    ofDataset: bearers('link'),
    registered: bearers('registration'),
    now: new Date(),
  };
}

const byId = (one: Listing, other: Listing): number => (one.id < other.id ? -1 : 1);
