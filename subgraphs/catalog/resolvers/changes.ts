import { catalogError } from '../../../schema/errors.js';
import type { QueryChangesArgs } from '../../../schema/generated/catalog.js';
import { decodeCursor, encodeCursor } from '../log/cursor.js';
import { requireServedAuthority } from '../served-ids.js';
import type { CatalogContext } from './context.js';

const MAX_FIRST = 5_000;
const MAX_WAIT_MILLIS = 30_000;

export async function resolveChanges(_: unknown, { authority, after, first, waitMillis }: QueryChangesArgs, { feed, served, proofs }: CatalogContext) {
  const limit = within('first', first ?? 500, 1, MAX_FIRST);
  const wait = within('waitMillis', waitMillis ?? 0, 0, MAX_WAIT_MILLIS);
  requireServedAuthority(authority, served);
  const { entries, cursor, head, live, digest } = await feed.page({ authority, after: after == null ? null : decodeCursor(after), limit, waitMillis: wait });
  return { entries, cursor: encodeCursor(cursor), head, live, digest, checkpoint: () => proofs?.tree.checkpoint(authority, head) ?? null };
}

function within(name: string, value: number, min: number, max: number): number {
  if (value < min || value > max) throw catalogError('BAD_INPUT', `${name}: expected ${String(min)} to ${String(max)} but got ${String(value)}.`);
  return value;
}
