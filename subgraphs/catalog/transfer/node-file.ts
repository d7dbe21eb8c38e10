import { readLogKey } from '../../../schema/audience.js';
import { CONTRACT_VERSION } from '../../../schema/contract-version.js';
import type { CatalogRecord } from '../model.js';
import type { ArchivedEntry, LogHead, RecordOrigin } from '../stores/record-store.js';

/**
 * A node in one file: JSON, a line each. First a header; then every entry of every log, with the document where it was the
 * last of its id when it was read: those of a log in its order, and those of a record in that of its versions, whatever
 * logs it has stood in; at the end a trailer, without which nothing of the file is believed.
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
  /** Keys of the logs in it that are not for everybody, and so who may have the file; none where it is missing. */
  readonly restricted?: readonly string[];
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
  /** Key of the log: of the public one the authority. */
  readonly authority: string;
}

export const FORMAT = 'ucat-node';
/** Counts up with every change that a reader of before can't read; 2 is a file with logs that are not for everybody. */
export const FORMAT_VERSIONS: readonly number[] = [1, 2];

/** @param logs keys of all logs that follow */
export function fileHeader(authorities: readonly string[], logs: readonly string[], at: Date): FileHeader {
  const restricted = logs.filter((log) => !authorities.includes(log));
  return {
    format: FORMAT,
    version: restricted.length > 0 ? 2 : 1,
    exportedAt: at.toISOString(),
    contract: CONTRACT_VERSION,
    authorities,
    ...(restricted.length > 0 && { restricted }),
  };
}

/** Keys of the logs of a file, by their authorities, in the order of its trailer. */
export const logsOfFile = ({ authorities, restricted = [] }: FileHeader): ReadonlyMap<string, readonly string[]> =>
  new Map(authorities.map((authority) => [authority, [authority, ...restricted.filter((log) => readLogKey(log).authority === authority)]]));

/** An entry as it stands in the file: a live record's sources are in its document, and are not said twice. */
export function entryLine(log: string, entry: ArchivedEntry): string {
  const { seq, id, kind, version, op, at, recordHash, leafHash, author, document, contentHash, sources } = entry;
  const leaf = { authority: log, seq, id, kind, version, op, at, recordHash, leafHash, ...(author != null && { author }) };
  if (document === null) return JSON.stringify(leaf);
  return JSON.stringify({ ...leaf, ...(op === 'UPSERT' ? { contentHash } : sources && { sources }), document });
}

/** The entry of a line that was found to have the form of one. */
export function entryOfLine(line: EntryLine): ArchivedEntry {
  const { seq, id, kind, version, op, at, recordHash, leafHash, author, document = null, contentHash = null, sources = null } = line;
  const named = document !== null && op === 'UPSERT' ? sourcesOf(document) : sources;
  return { seq, id, kind, version, op, at, recordHash, leafHash, ...(author !== undefined && { author }), document, contentHash, sources: named };
}

/** `authority` is the key of the log, as in the trailer. */
export type EntryLine = { readonly authority: string } & Omit<ArchivedEntry, 'document' | 'sources'> & Partial<Pick<ArchivedEntry, 'document' | 'sources'>>;

/** None where the document is none of a record, which is told elsewhere. */
export function sourcesOf(document: string): RecordOrigin['sources'] {
  try {
    return (JSON.parse(document) as CatalogRecord).sources ?? [];
  } catch {
    return [];
  }
}
