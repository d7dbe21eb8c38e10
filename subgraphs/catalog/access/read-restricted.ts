import type { RecordInput } from '../../../schema/generated/catalog.js';
import { text } from '../validate/checks/texts.js';
import { FIELDS } from '../validate/fields.js';
import { problem, type Problem, type Report } from '../validate/report.js';
import type { RestrictedDetails } from './access-store.js';

/** What a steward says of a record's restricted details: undefined to leave them, null to remove them; or what is wrong with it. */
export type ReadRestricted = { readonly details: RestrictedDetails | null | undefined } | { readonly problems: readonly Problem[] };

const NOTE = 10_000;

/** Reads the restricted details in a steward's record. Only data of 有条件共享 have any: who may have the rest needs to ask nobody. */
export function readRestricted({ kind, shareType, restricted }: RecordInput): ReadRestricted {
  if (restricted == null) return { details: restricted };
  const problems: Problem[] = [];
  const report: Report = (...parts) => {
    problems.push(problem(...parts));
    return undefined;
  };
  if (kind !== 'DATASET' || shareType !== 'CONDITIONAL') report('NOT_OF_KIND', 'restricted', null, 'Expected no restricted details: only a dataset of the shareType CONDITIONAL (有条件共享) has any.');
  const { distributions, items, note } = restricted;
  const details = {
    ...given('distributions', distributions, (value, field) => FIELDS.distributions.check(value, field, report)),
    ...given('items', items, (value, field) => FIELDS.items.check(value, field, report)),
    ...given('note', note, (value, field) => text(NOTE)(value as string, field, report)),
  } as RestrictedDetails;
  if (problems.length > 0) return { problems };
  return { details: Object.keys(details).length === 0 ? null : details };
}

/** Null, absent and an empty list all say nothing. */
function given(name: string, value: unknown, check: (value: unknown, field: string) => unknown): object {
  if (value == null || (Array.isArray(value) && value.length === 0)) return {};
  return { [name]: check(value, `restricted.${name}`) };
}
