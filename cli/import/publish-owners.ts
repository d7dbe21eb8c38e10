import type { Pending } from './batch.js';
import type { ImportTally } from './import-report.js';
import type { MappedRecord } from './mapping/mapping.js';
import type { Problem } from './mapping/rule.js';
import type { Steward } from './steward.js';

/** An owner's id at the node, or why the node would not have it. */
export type OwnerState = { readonly id: string } | { readonly problems: readonly Problem[] };

export interface PublishOwnersOptions {
  readonly steward: Steward;
  readonly tally: ImportTally;
  /** Owners that were published before, by identifier; new ones are added. */
  readonly known: Map<string, OwnerState>;
  readonly prepare: (owner: MappedRecord) => MappedRecord['record'];
}

/** Publishes the organizations that these records are the first to name, so that the records can name their ids. */
export async function publishOwners(items: readonly Pending[], { steward, tally, known, prepare }: PublishOwnersOptions): Promise<void> {
  const fresh = new Map<string, MappedRecord>();
  for (const { owner } of items) {
    if (owner && !known.has(owner.identifier) && !fresh.has(owner.identifier)) fresh.set(owner.identifier, owner);
  }
  if (fresh.size === 0) return;
  const owners = [...fresh.values()];
  const results = await steward(owners.map(prepare));
  for (const [index, { outcome, id, problems }] of results.entries()) {
    const { identifier } = owners[index] as MappedRecord;
    if (outcome !== 'REJECTED') tally.owner(outcome);
    known.set(identifier, outcome === 'REJECTED' || id == null ? { problems: problems.map(asOwnerProblem) } : { id });
  }
}

const asOwnerProblem = ({ field, value, rule, message }: Problem): Problem => ({ field: `owner.${field}`, value, rule, message });
