import DataLoader from 'dataloader';
import { COMPUTE_HUBS, NO_HUB } from '../../schema/compute/facility.js';
import type { ComputeHub } from '../../schema/generated/common.js';
import type { PublishedRecords } from '../kit/layers/published-records.js';
import type { RequestScope } from '../kit/observe/request-scope.js';
import type { Viewer } from '../kit/viewer.js';
import { readFacility, type Facility } from './facility.js';
import { readDataset, type ProcessedDataset } from './processed-dataset.js';

/** What the resolvers of one request work with: whatever they ask for at a time is one question to the index. */
export interface ComputeContext {
  readonly viewer: Viewer;
  /** The dataset with an id; null where the viewer knows of none. */
  readonly dataset: DataLoader<string, ProcessedDataset | null>;
  /** The facilities of some hubs, else all. */
  readonly facilities: (hubs: readonly ComputeHub[] | null | undefined) => Promise<readonly Facility[]>;
  /** The moment that "now" is during the request. */
  readonly now: Date;
}

export function computeContext(records: PublishedRecords, scope: RequestScope): ComputeContext {
  const ofHub = new DataLoader<string, readonly Facility[]>(async (hubs) => (await records.bearers('COMPUTE_FACILITY', 'hub', hubs, scope)).map((some) => some.map(readFacility)));
  return {
    viewer: scope.viewer,
    dataset: records.loader(readDataset, scope),
    facilities: async (hubs) => {
      const found = await ofHub.loadMany([...new Set(hubs ?? [...COMPUTE_HUBS, NO_HUB])]);
      const failed = found.find((one) => one instanceof Error);
      if (failed) throw failed;
      return (found as readonly (readonly Facility[])[]).flat();
    },
    now: new Date(),
  };
}
