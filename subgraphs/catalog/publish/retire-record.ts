import { catalogError } from '../../../schema/errors.js';
import { TYPE_NAMES, type RecordId } from '../../../schema/ids.js';
import { publishTombstone } from '../model.js';
import { kindOf, versionOf, type Change, type StoredRecord } from '../stores/record-store.js';
import { link } from '../validate/checks/codes.js';
import { text } from '../validate/checks/texts.js';
import { problem, type Check, type Problem } from '../validate/report.js';

export interface RetireRequest {
  readonly id: string;
  readonly reason: string;
  readonly replacedBy?: string | null | undefined;
}

/** The tombstone that is to follow a record; null where one does already. @throws BAD_INPUT, RECORD_NOT_FOUND */
export function planRetirement({ id, reason, replacedBy }: RetireRequest, { kind }: RecordId, stored: StoredRecord | null, at: string): Change | null {
  const why = demand(text(2_000), reason, 'reason');
  const successor = replacedBy == null ? undefined : demand(link(kind), replacedBy, 'replacedBy');
  if (successor === id) throw catalogError('BAD_INPUT', 'replacedBy: expected another record than the one that is withdrawn.', { id });
  if (stored === null) throw catalogError('RECORD_NOT_FOUND', `There is no ${TYPE_NAMES[kind]} ${id}.`, { id });
  if (stored.state === 'RETIRED') return null;
  const published = publishTombstone({ id, version: versionOf(stored) + 1, reason: why, ...(successor !== undefined && { replacedBy: successor }) });
  return { op: 'TOMBSTONE', kind: kindOf(stored), published, at };
}

/** What a check makes of an argument. @throws BAD_INPUT */
function demand<Output>(check: Check<string, Output>, value: string, field: string): Output {
  const problems: Problem[] = [];
  const clean = check(value, field, (...parts) => void problems.push(problem(...parts)) as undefined);
  if (clean === undefined) throw catalogError('BAD_INPUT', `${field}: ${problems.map(({ message }) => message).join(' ')}`);
  return clean;
}
