import { catalogError } from '../../../schema/errors.js';
import type { AuditLog } from './audit-log.js';

const MOST = 1_000;

export interface AuditArgs {
  readonly first?: number | null;
  readonly after?: number | null;
}

/** Answers `auditLog`. Whether the viewer may read it is checked before. @throws BAD_INPUT */
export async function resolveAudit(audit: AuditLog, { first, after }: AuditArgs) {
  const limit = first ?? 100;
  if (limit < 1 || limit > MOST) throw catalogError('BAD_INPUT', `first: expected 1 to ${String(MOST)} but got ${String(limit)}.`);
  if ((after ?? 0) < 0) throw catalogError('BAD_INPUT', `after: expected 0 or more but got ${String(after)}.`);
  // The entries first: what is written meanwhile may be in the head, and never the other way round.
  const entries = await audit.page(after ?? 0, limit);
  const { seq, hash } = await audit.head();
  return { entries: entries.map((entry) => ({ ...entry, details: JSON.stringify(entry.details) })), head: seq, headHash: hash };
}
