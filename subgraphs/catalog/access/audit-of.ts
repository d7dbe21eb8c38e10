import type { AuditLog } from '../../kit/audit/audit-log.js';
import type { Change } from '../stores/record-store.js';

/**
 * Notes each append to a log before it is tried, so that nothing is published that the trail does not have. Whether it
 * came to be is what the log says: an entry of the trail whose hashes are not in it was not written.
 */
export const auditOf = (audit: AuditLog) => async (log: string, changes: readonly Change[]): Promise<void> => {
  const told = changes.map(({ op, published: { body, recordHash } }) => ({ op, id: body.id, version: body.version, recordHash }));
  await audit.append({ actor: changes[0]?.author ?? 'node', act: 'PUBLISH', subject: log, details: { changes: told } });
};
