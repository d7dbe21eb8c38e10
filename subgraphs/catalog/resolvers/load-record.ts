import { catalogError } from '../../../schema/errors.js';
import { TYPE_NAMES } from '../../../schema/ids.js';
import type { CatalogRecord, RecordKind } from '../model.js';
import { requireServedId } from '../served-ids.js';
import type { StoredRecord } from '../stores/record-store.js';
import type { CatalogContext } from './context.js';

/** The live record with this id; null where there is none. @throws BAD_ID, NOT_SERVED_HERE, RECORD_RETIRED */
export async function findRecord(id: string, { records, served }: CatalogContext, kind?: RecordKind): Promise<CatalogRecord | null> {
  requireServedId(id, served, kind);
  return live(await records.load(id));
}

/** The live record with this id, which somebody refers to: that there is none is an error too. @throws RECORD_NOT_FOUND and as `findRecord` */
export async function loadRecord(id: string, context: CatalogContext, kind: RecordKind): Promise<CatalogRecord> {
  const record = await findRecord(id, context, kind);
  if (!record) throw catalogError('RECORD_NOT_FOUND', `There is no ${TYPE_NAMES[kind]} ${id}.`, { id });
  return record;
}

function live(stored: StoredRecord | null): CatalogRecord | null {
  if (stored?.state !== 'RETIRED') return stored?.record ?? null;
  const { id, reason, replacedBy = null } = stored.tombstone;
  const then = replacedBy === null ? '' : ` ${replacedBy} replaces it.`;
  throw catalogError('RECORD_RETIRED', `${id} was withdrawn: ${reason.slice(0, 200)}${then}`, { id, reason, replacedBy, at: stored.at });
}
