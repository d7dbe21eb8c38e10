import { catalogError } from '../../../schema/errors.js';
import { resolveAudit, type AuditArgs } from '../../kit/audit/resolve-audit.js';
import type { StewardContext } from './context.js';

/** `auditLog`, for auditors of this node. */
export async function resolveAuditLog(_: unknown, args: AuditArgs, { audit, gate }: StewardContext) {
  gate.requireAuditor();
  if (!audit) throw catalogError('STORE_UNAVAILABLE', 'This node keeps no trail.');
  return resolveAudit(audit, args);
}
