import { isDeepStrictEqual } from 'node:util';
import type { AuditLog } from '../../kit/audit/audit-log.js';
import type { Steward } from './steward.js';

const ACT = 'STEWARDS';

/** Notes who is a steward, where that is not what was noted last: the list is a file, and may change while the node is stopped. */
export async function noteStewards(audit: AuditLog, stewards: readonly Steward[]): Promise<void> {
  // The beginning of a token's hash tells one token from another, and gives none away.
  const told = { stewards: stewards.map(({ name, roles, authorities, tokenHash }) => ({ name, roles: [...roles], authorities: authorities && [...authorities], token: tokenHash.slice(0, 12) })) };
  const last = await audit.last(ACT);
  if (last === null ? stewards.length === 0 : isDeepStrictEqual(last.details, told)) return;
  await audit.append({ actor: 'operator', act: ACT, subject: 'stewards', details: told });
}
