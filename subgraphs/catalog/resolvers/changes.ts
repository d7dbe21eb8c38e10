import { audienceOfLog, readLogKey, type Audience } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import type { QueryChangesArgs, QueryLogsArgs } from '../../../schema/generated/catalog.js';
import { decodeCursor, encodeCursor } from '../log/cursor.js';
import { logsFor, requireLog } from '../log/readable-logs.js';
import { requireServedAuthority } from '../served-ids.js';
import type { CatalogContext } from './context.js';

const MAX_FIRST = 5_000;
const MAX_WAIT_MILLIS = 30_000;

export async function resolveChanges(_: unknown, { authority, log, after, first, waitMillis }: QueryChangesArgs, { feed, served, viewer, proofs }: CatalogContext) {
  const limit = within('first', first ?? 500, 1, MAX_FIRST);
  const wait = within('waitMillis', waitMillis ?? 0, 0, MAX_WAIT_MILLIS);
  requireServedAuthority(authority, served);
  const key = requireLog(viewer, authority, log ?? 'PUBLIC');
  const { entries, cursor, head, live, digest } = await feed.page({ log: key, after: after == null ? null : decodeCursor(after), limit, waitMillis: wait });
  return { entries, cursor: encodeCursor(cursor), head, live, digest, checkpoint: () => proofs?.tree.checkpoint(key, head) ?? null };
}

export async function resolveLogs(_: unknown, { authority }: QueryLogsArgs, { feed, served, viewer }: CatalogContext) {
  requireServedAuthority(authority, served);
  const logs = await feed.logs(authority, logsFor(viewer));
  return logs.map(({ log, head }) => {
    const { logName } = readLogKey(log);
    // One that may be read has a name that is one.
    return { name: logName, head, ...(audienceOfLog(logName) as Audience) };
  });
}

function within(name: string, value: number, min: number, max: number): number {
  if (value < min || value > max) throw catalogError('BAD_INPUT', `${name}: expected ${String(min)} to ${String(max)} but got ${String(value)}.`);
  return value;
}
