import type { RecordInput } from '../../../../schema/generated/catalog.js';
import { textOf, textsOf, type JsonObject } from '../json/values.js';

type Access = Pick<RecordInput, 'shareType' | 'shareCondition' | 'openness'>;

/**
 * Who may have the data. DCAT-US 1.1 has one of three levels in `accessLevel`; DCAT-US 3 says it in words in `accessRights`.
 * The condition is what `rights` says of it.
 */
export function readAccess(entry: JsonObject): Access {
  const told = textOf(entry['accessLevel']) ?? textOf(entry['accessRights']) ?? 'public';
  const rights = textsOf(entry['rights']).join('\n') || (told === textOf(entry['accessRights']) ? told : undefined);
  if (/non-?_?public|closed|private|confidential/i.test(told)) return { shareType: 'NOT_SHARED', shareCondition: rights ?? told, openness: 'CLOSED' };
  if (/restrict|conditional|on application/i.test(told)) return { shareType: 'CONDITIONAL', shareCondition: rights ?? told, openness: 'CONDITIONAL' };
  return { shareType: 'UNCONDITIONAL', openness: 'OPEN' };
}
