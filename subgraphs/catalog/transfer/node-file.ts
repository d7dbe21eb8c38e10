import { CONTRACT_VERSION } from '../../../schema/contract-version.js';
import type { CatalogRecord } from '../model.js';
import type { ArchivedEntry, LogHead } from '../stores/record-store.js';

/**
 * A node in one file: JSON, a line each. First a header; then every entry of every log in its order, with the document
 * where it was the last of its id when it was read; at the end a trailer, without which nothing of the file is believed.
 */
export interface FileHeader {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** RFC 3339 in UTC. */
  readonly exportedAt: string;
  /** Version of the node contract that the documents are of. */
  readonly contract: string;
  /** Whose logs follow, in this order. */
  readonly authorities: readonly string[];
}

export interface FileTrailer {
  /** How many entries there are, all logs together. */
  readonly entries: number;
  /** What each log comes to in this file, and has to come to where it is restored. */
  readonly logs: readonly MovedLog[];
  /** SHA-256, in hex, of all bytes before this line. */
  readonly sha256: string;
}

/** Without its digest, which the records themselves come to. */
export interface MovedLog extends Omit<LogHead, 'digest'> {
  readonly authority: string;
}

export const FORMAT = 'ucat-node';
/** Counts up with every change that a reader of before can't read. */
export const FORMAT_VERSION = 1;

export const fileHeader = (authorities: readonly string[], at: Date): FileHeader => ({
  format: FORMAT,
  version: FORMAT_VERSION,
  exportedAt: at.toISOString(),
  contract: CONTRACT_VERSION,
  authorities,
});

/** An entry as it stands in the file: a live record's sources are in its document, and are not said twice. */
export function entryLine(authority: string, entry: ArchivedEntry): string {
  const { seq, id, kind, version, op, at, recordHash, leafHash, author, document, contentHash, sources } = entry;
  const leaf = { authority, seq, id, kind, version, op, at, recordHash, leafHash, ...(author != null && { author }) };
  if (document === null) return JSON.stringify(leaf);
  return JSON.stringify({ ...leaf, ...(op === 'UPSERT' ? { contentHash } : { sources }), document });
}

/** The entry of a line that was found to have the form of one. */
export function entryOfLine(line: EntryLine): ArchivedEntry {
  const { seq, id, kind, version, op, at, recordHash, leafHash, author, document = null, contentHash = null, sources = [] } = line;
  const named = document !== null && op === 'UPSERT' ? sourcesOf(document) : sources;
  return { seq, id, kind, version, op, at, recordHash, leafHash, ...(author !== undefined && { author }), document, contentHash, sources: named };
}

export type EntryLine = { readonly authority: string } & Omit<ArchivedEntry, 'document' | 'sources'> & Partial<Pick<ArchivedEntry, 'document' | 'sources'>>;

/** None where the document is none of a record, which is told elsewhere. */
export function sourcesOf(document: string): ArchivedEntry['sources'] {
  try {
    return (JSON.parse(document) as CatalogRecord).sources ?? [];
  } catch {
    return [];
  }
}
