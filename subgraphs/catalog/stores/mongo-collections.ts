import { createHash } from 'node:crypto';
import type { Binary, ClientSession, Collection, Db } from 'mongodb';
import type { RecordKind } from '../../../schema/generated/common.js';
import type { Keyed } from '../../kit/mongo/find-by-ids.js';
import type { Latest, Ordered, Put } from '../../kit/mongo/raise.js';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import type { LogEntry } from '../log/log-entry.js';
import type { Source } from '../model.js';

/** The highest ten-digit serial in use, by kind. */
export type SerialsInUse = Readonly<Partial<Record<RecordKind, number>>>;

/** The head of a log, in `logs` under its key. `seq` is the number of the newest entry. */
export interface HeadState extends Ordered {
  readonly live: number;
  readonly leafHash: string;
  /** Of the live records, in the form of `LiveDigest`; missing in a log that was begun before there were digests. */
  readonly digest?: string;
}

/** Where an authority is with all of its logs, in `authorities` under its code. `seq` is the number of the newest append that is projected. */
export interface AuthorityState extends Ordered {
  readonly serials: SerialsInUse;
}

/** A record as an entry left it, in `records` under its id. `seq` is the number of the append. */
export interface RecordState extends Ordered {
  /** Key of the log that the entry stands in. */
  readonly authority: string;
  readonly kind: RecordKind;
  readonly version: number;
  readonly live: boolean;
  readonly at: string;
  /** Null for a tombstone. */
  readonly contentHash: string | null;
  /** Of a live standard. */
  readonly number: { readonly base: string; readonly year: number | null } | null;
  /** Of a live organization. */
  readonly uscc: string | null;
  /** Those that are this record's; of a retired one those that bring it back. */
  readonly sources: readonly Source[];
  /** Empty where a log that is taken over has not come to it yet. */
  readonly document: string;
}

/** Whose a source is, in `sources` under its key; null where a record gave it up. `seq` is the number of the append. */
export interface SourceState extends Ordered {
  readonly id: string | null;
}

/** An entry of a log, in `entries` under the log and its number. */
export interface EntryDoc extends Keyed, LogEntry {
  /** Key of the log. */
  readonly authority: string;
  /** Size of the document. */
  readonly bytes: number;
  /** Who published it; missing where nobody said. */
  readonly author?: string;
}

/** An append, in `commits` under its authority and its number among those to all logs of it. Durable, it has happened. */
export interface CommitDoc extends Keyed {
  readonly seq: number;
  /** Key of the log that it went to. */
  readonly log: string;
  /** The head of that log after it. */
  readonly after: HeadState;
  /** Serials of the authority after it. */
  readonly serials: SerialsInUse;
  /** What is still to be projected of it. */
  readonly pending?: Pending;
}

/** All that an append changes. It becomes durable in one document, and is gone from it once it is projected. */
export interface Pending {
  readonly entries: readonly EntryDoc[];
  readonly records: readonly Put<RecordState>[];
  readonly sources: readonly Put<SourceState>[];
}

/** A tile of a log's Merkle tree, in `tiles` under the log and its place. `seq` is the size of the tree that it was made of. */
export interface TileState extends Ordered {
  readonly hashes: Binary;
}

export interface CatalogCollections {
  readonly authorities: Collection<Latest<AuthorityState>>;
  readonly commits: Collection<CommitDoc>;
  readonly logs: Collection<Latest<HeadState>>;
  readonly entries: Collection<EntryDoc>;
  readonly records: Collection<Latest<RecordState>>;
  readonly sources: Collection<Latest<SourceState>>;
  readonly tiles: Collection<Latest<TileState>>;
}

/** What is read from. With a session, whose reads are in causal order, a new primary never shows less than was read before. */
export interface ReadSource {
  readonly collections: CatalogCollections;
  readonly facts: ServerFacts;
  readonly session?: ClientSession;
}

export const catalogCollections = (db: Db): CatalogCollections => ({
  authorities: db.collection('authorities'),
  commits: db.collection('commits'),
  logs: db.collection('logs'),
  entries: db.collection('entries'),
  records: db.collection('records'),
  sources: db.collection('sources'),
  tiles: db.collection('tiles'),
});

/** Indexes of `records`; all else is found by `_id`. docs/mongodb.md lists them. */
const INDEXES = {
  live: { 'current.authority': 1, 'current.live': 1, _id: 1, 'current.version': 1 },
  number: { 'current.number.base': 1, 'current.number.year': -1, _id: 1 },
  uscc: { 'current.uscc': 1, _id: 1 },
} as const;

/** One at a time: FerretDB ends the connection where several that one request names are there already. */
export async function createIndexes({ records, entries }: CatalogCollections): Promise<void> {
  for (const [name, key] of Object.entries(INDEXES)) await records.createIndex(key, { name });
  await entries.createIndex({ id: 1, version: 1 }, { name: 'history' });
}

/** Key of an entry of a log, or of an append of an authority. In the order of the numbers, for a shell's sake. */
export const numberedKey = (of: string, seq: number): string => `${of}/${String(seq).padStart(12, '0')}`;

/** Key of a source: a hash, for an identifier may be longer than an index entry. */
export const sourceKeyOf = (authority: string, { system, identifier }: Source): string =>
  createHash('sha256').update(JSON.stringify([authority, system, identifier])).digest('base64url');
