import type { RecordKind } from '../../../schema/generated/common.js';
import type { StandardNumber } from '../../../schema/standard-number.js';
import type { TileRef } from '../../../schema/merkle/index.js';
import type { LogEntry } from '../log/log-entry.js';
import type { CatalogRecord, Published, Source, Tombstone } from '../model.js';

/** What is read to answer queries for records. */
export interface RecordReader {
  /** Whether it answered when it was last asked. */
  readonly reachable: boolean;
  /**
   * Answers follow the order of `ids`; `null` marks a miss, also a record that a half restored log has no text of yet, and one in a log that
   * `sees` refuses. Where it can, a store takes no longer for those than for what is not there: time would tell of them.
   */
  getMany(ids: readonly string[], sees?: SeesLog): Promise<readonly (StoredRecord | null)[]>;
  /** Id of the live standard with this number; without a year, of its newest edition. Only those in logs that `sees` are looked for. */
  findByNumber(number: StandardNumber, sees: SeesLog): Promise<string | null>;
  /** Id of the live organization with this unified social credit code, in a log that `sees`. */
  findByUscc(uscc: string, sees: SeesLog): Promise<string | null>;
}

/** Whether who asks may read the log with this key. */
export type SeesLog = (log: string) => boolean;

/**
 * Where a node keeps what it published: append-only logs, one per authority and audience, and the records as the logs leave
 * them. A log goes by its key, `310000` or `310000/MEMBER` (`schema/audience.ts`). Ids, sources and serials are those of the
 * authority, whatever the log. A record stands in one log at a time: it is withdrawn from it before it is published in another.
 *
 * The log is the source of truth, the records are its projection. Whoever sees an entry also sees every entry
 * before it and the records as of it or later. What `append` has acknowledged survives the death of the process and
 * of the machine.
 *
 * All operations are coarse, so that an adapter for a database without transactions over many documents can hold to
 * this too. A store that can't be reached rejects with the code `STORE_UNAVAILABLE`.
 */
export interface RecordStore extends RecordReader {
  /** Keys of the logs of an authority, in order; the public one also where nothing was published. */
  logsOf(authority: string): Promise<readonly string[]>;
  /** Ids of the records, live or retired, that name these sources. Answers follow the order of `keys`. */
  findBySources(keys: readonly SourceKey[]): Promise<readonly (string | null)[]>;
  /** The highest ten-digit serial that the authority has used for the kind; 0 where it has used none. */
  lastSerial(authority: string, kind: RecordKind): Promise<number>;
  /**
   * Appends one entry per change, in order, and projects them: all or none. Resolves when durable.
   * @param changes one or more, with at most `APPEND_LIMIT_BYTES` of documents together unless it is one
   * @throws VersionConflict where a record is not at the version before its change or is live in another log, or a source names another record
   * @throws AppendTooLarge
   */
  append(log: string, changes: readonly Change[]): Promise<LogHead>;
  /** Entries after `afterSeq`, at most `limit` and, past the first, at most `limitBytes` of documents. */
  changes(log: string, range: LogRange): Promise<LogPage>;
  head(log: string): Promise<LogHead>;
  /** Live records that stand in the log, in the order of their ids, from the one after `afterId`. */
  listLive(log: string, afterId: string, limit: number): Promise<readonly { readonly id: string; readonly version: number }[]>;
  /** What is known of records, live or retired, beside their documents. Answers follow the order of `ids`; `null` marks a miss. */
  originsOf(ids: readonly string[]): Promise<readonly (RecordOrigin | null)[]>;
  /**
   * Takes over entries of the same log in another store, as they are, and projects them: all or none. Resolves when
   * durable. An entry without a document leaves its record without a text and with the sources that it has, for one of the
   * next brings what it came to: records are right again when each id has had its last entry, in whatever log.
   * @param entries one or more, in their order, with documents as in `append`. Those of one record come in the order of its
   * versions, also where they stand in several logs
   * @throws VersionConflict where the first is not the one after the head, or a record is at a later version
   */
  restore(log: string, entries: readonly ArchivedEntry[]): Promise<LogHead>;
  /**
   * Hashes of the log's Merkle tree, a tile each: as many as there are by now, which may be more than there were when a
   * head was read. Answers follow the order of `refs`; a tile that is not there is empty.
   */
  tiles(log: string, refs: readonly TileRef[]): Promise<readonly Uint8Array[]>;
  /**
   * Every entry of a record, whatever its log, in the order of the versions from the one after `afterVersion`; without its text where it is in
   * a log that `sees` refuses.
   */
  history(id: string, afterVersion: number, limit: number, sees?: SeesLog): Promise<readonly LoggedEntry[]>;
  /** Calls `grown` when a log may have grown by the append of another process, until the store is closed. */
  watch(grown: () => void): void;
  close(): Promise<void>;
}

/** Most bytes of documents in one append. What goes with them nearly always fits beside them into one document of a database. */
export const APPEND_LIMIT_BYTES = 8 * 1024 * 1024;

/** A record as its logs leave it. `at` is when this state was published, `log` the key of the log that it was published in. */
export type StoredRecord = { readonly log: string } & (
  | { readonly state: 'LIVE'; readonly record: CatalogRecord; readonly contentHash: string; readonly at: string }
  | { readonly state: 'RETIRED'; readonly kind: RecordKind; readonly tombstone: Tombstone; readonly at: string }
);

export interface SourceKey extends Source {
  readonly authority: string;
}

/** What is to be published. Its version is the one after the stored record's, 1 for a new record. */
export type Change = Authored &
  (
    | { readonly op: 'UPSERT'; readonly published: Published<CatalogRecord>; readonly contentHash: string; readonly at: string }
    | { readonly op: 'TOMBSTONE'; readonly kind: RecordKind; readonly published: Published<Tombstone>; readonly at: string }
  );

/** Who published an entry: kept beside it and no part of its leaf, so that a log proves the same whoever wrote it. */
export interface Authored {
  /** Name of the steward; null or absent where nobody said. */
  readonly author?: string | null;
}

export interface LogHead {
  /** Sequence number of the newest entry; 0 where there is none. */
  readonly head: number;
  /** Records that are live at `head`. */
  readonly live: number;
  /** Leaf hash of the newest entry; empty where there is none. */
  readonly leafHash: string;
  /** Of the records that are live at `head`, in the form of `LiveDigest`; null where the store was begun before there were digests. */
  readonly digest: string | null;
}

export interface LogRange {
  readonly afterSeq: number;
  readonly limit: number;
  readonly limitBytes: number;
}

/** A stretch of a log, all of one moment. */
export interface LogPage extends LogHead {
  /** Leaf hash of entry `afterSeq`; null where the log has no such entry. */
  readonly afterLeafHash: string | null;
  readonly entries: readonly PageEntry[];
}

export interface PageEntry extends LogEntry, Authored {
  /** Null where a later entry replaces this one. */
  readonly document: string | null;
}

/** An entry with the key of the log that it stands in. */
export interface LoggedEntry extends PageEntry {
  readonly log: string;
}

/** What a record was made from. Its document does not say it: a tombstone's has no sources, and `modified` may have been supplied. */
export interface RecordOrigin {
  readonly version: number;
  /** `contentHash` of what was handed in; null for a tombstone. */
  readonly contentHash: string | null;
  /** Sources that are the record's; of a retired one those that bring it back. */
  readonly sources: readonly Source[];
}

/** An entry with all that a store has of it. Without a document it has neither hash nor sources. */
export interface ArchivedEntry extends PageEntry, Pick<RecordOrigin, 'contentHash'> {
  /** Null where the record keeps those that it has. */
  readonly sources: RecordOrigin['sources'] | null;
}

/** An append, or the restoring of entries, that the store can't write at once. In parts it can, unless it is one. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/** Another writer was there first, or the store was not asked before. Read again and try again. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

export const versionOf = (stored: StoredRecord | null): number =>
  stored === null ? 0 : stored.state === 'LIVE' ? stored.record.version : stored.tombstone.version;

export const kindOf = (stored: StoredRecord): RecordKind => (stored.state === 'LIVE' ? stored.record.kind : stored.kind);
