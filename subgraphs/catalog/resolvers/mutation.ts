import type { MutationRetireRecordArgs, MutationUpsertRecordsArgs } from '../../../schema/generated/catalog.js';
import type { CatalogContext } from './context.js';

export const mutationResolvers = {
  upsertRecords: async (_: unknown, { records }: MutationUpsertRecordsArgs, { publisher, requireToken }: CatalogContext) => {
    requireToken();
    const outcomes = await publisher.upsert(records);
    return outcomes.map((outcome) => ({ problems: [], ...outcome }));
  },

  retireRecord: async (_: unknown, request: MutationRetireRecordArgs, { publisher, requireToken }: CatalogContext) => {
    requireToken();
    return publisher.retire(request);
  },
};
