import type { CatalogRecord, Source } from '../model.js';
import type { ArchivedEntry, Change } from './record-store.js';

/** What an entry leaves of a record, whatever the engine that keeps it. */
export interface LeftRecord {
  /** Null for a tombstone. */
  readonly record: CatalogRecord | null;
  readonly contentHash: string | null;
  readonly document: string;
  /** Null where the record keeps those that it has: an import that names one revives a retired record, and makes no second. */
  readonly sources: readonly Source[] | null;
}

export function leftByChange(change: Change): LeftRecord {
  const { document } = change.published;
  if (change.op === 'TOMBSTONE') return { record: null, contentHash: null, document, sources: null };
  const record = change.published.body;
  return { record, contentHash: change.contentHash, document, sources: record.sources ?? [] };
}

/** Null for an entry without a document. */
export function leftByEntry({ op, document, contentHash, sources }: ArchivedEntry): LeftRecord | null {
  if (document === null) return null;
  return { record: op === 'UPSERT' ? (JSON.parse(document) as CatalogRecord) : null, contentHash, document, sources };
}
