import type { CatalogRecord, Source } from '../model.js';
import type { ArchivedEntry, Change } from './record-store.js';

/** What an entry leaves of a record, whatever the engine that keeps it. */
export interface LeftRecord {
  readonly live: boolean;
  /** Null for a tombstone, and where the text is not known. */
  readonly record: CatalogRecord | null;
  readonly contentHash: string | null;
  /** Empty where it is not known. */
  readonly document: string;
  /** Null where the record keeps those that it has: an import that names one revives a retired record, and makes no second. */
  readonly sources: readonly Source[] | null;
}

export function leftByChange(change: Change): LeftRecord {
  const { document } = change.published;
  if (change.op === 'TOMBSTONE') return { live: false, record: null, contentHash: null, document, sources: null };
  const record = change.published.body;
  return { live: true, record, contentHash: change.contentHash, document, sources: record.sources ?? [] };
}

/** Of an entry without a document, only whether the record is live: one of the next brings what it came to. */
export function leftByEntry({ op, document, contentHash, sources }: ArchivedEntry): LeftRecord {
  const live = op === 'UPSERT';
  if (document === null) return { live, record: null, contentHash: null, document: '', sources: null };
  return { live, record: live ? (JSON.parse(document) as CatalogRecord) : null, contentHash, document, sources };
}
