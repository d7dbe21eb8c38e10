import type { MutationRetireRecordArgs, MutationUpsertRecordsArgs } from '../../../schema/generated/catalog.js';
import type { StewardContext } from './context.js';

export const mutationResolvers = {
  upsertRecords: async (_: unknown, { records }: MutationUpsertRecordsArgs, { publisher, requireToken }: StewardContext) => {
    requireToken();
    const outcomes = await publisher.upsert(records);
    return outcomes.map((outcome) => ({ problems: [], ...outcome }));
  },

  retireRecord: async (_: unknown, request: MutationRetireRecordArgs, { publisher, requireToken }: StewardContext) => {
    requireToken();
    return publisher.retire(request);
  },
};
