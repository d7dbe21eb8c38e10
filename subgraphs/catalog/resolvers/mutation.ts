import type { MutationRetireRecordArgs, MutationUpsertRecordsArgs } from '../../../schema/generated/catalog.js';
import { readRestricted } from '../access/read-restricted.js';
import type { Outcome } from '../publish/batch-plan.js';
import { accessStewardMutations } from './access.js';
import type { StewardContext } from './context.js';

export const mutationResolvers = {
  async upsertRecords(_: unknown, { records }: MutationUpsertRecordsArgs, { publisher, gate, access }: StewardContext) {
    const writer = gate.writer();
    const given = records.map(readRestricted);
    const refused = given.flatMap((one, index): readonly Outcome[] => ('problems' in one ? [{ index, outcome: 'REJECTED', id: records[index]?.id ?? null, problems: one.problems }] : []));
    const taken = records.flatMap((record, index) => ('problems' in (given[index] ?? {}) ? [] : [{ record, index }]));
    const published = await publisher.upsert(taken.map(({ record }) => record), writer);
    const outcomes = published.map((outcome) => ({ ...outcome, index: taken[outcome.index]?.index ?? outcome.index }));
    for (const { index, outcome, id } of outcomes) {
      const one = given[index];
      // Only what is said of them changes them: a record that is published again without them keeps them.
      if (outcome !== 'REJECTED' && one && 'details' in one && one.details !== undefined) await access?.putDetails(writer, id, one.details);
    }
    return [...outcomes, ...refused].sort((one, other) => one.index - other.index).map((outcome) => ({ problems: [], ...outcome }));
  },

  async retireRecord(_: unknown, request: MutationRetireRecordArgs, { publisher, gate, access }: StewardContext) {
    const writer = gate.writer();
    const retired = await publisher.retire(request, writer);
    await access?.putDetails(writer, retired.id, null);
    return retired;
  },

  ...accessStewardMutations,
};
