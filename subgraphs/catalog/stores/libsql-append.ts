import type { RecordKind } from '../../../schema/generated/common.js';
import { digestAfter, EMPTY_DIGEST } from '../../../schema/live-digest.js';
import { logEntry, type LogEntry } from '../log/log-entry.js';
import { leftByChange, leftByEntry } from './left-record.js';
import { inTransaction, type LibsqlDatabase } from './libsql-database.js';
import { prepareProjection } from './libsql-projection.js';
import { prepareTiles } from './libsql-tiles.js';
import { VersionConflict, type ArchivedEntry, type Change, type LogHead } from './record-store.js';

/** Appends to an authority's log and projects, in one transaction. */
export type Append = (authority: string, changes: readonly Change[]) => LogHead;

interface RecordState {
  readonly version: number;
  readonly live: number;
  readonly log: string;
}

/** A head of a log that is kept here always has its digest. */
type Head = LogHead & { readonly digest: string };

const EMPTY: Head = { head: 0, live: 0, leafHash: '', digest: EMPTY_DIGEST };

/** Reads the head of an authority's log. */
export function prepareHead(database: LibsqlDatabase): (authority: string) => Head {
  const select = database.prepare('SELECT head, live, leaf_hash AS leafHash, digest FROM logs WHERE authority = ?');
  return (authority) => (select.all(authority) as Head[])[0] ?? EMPTY;
}

export function prepareAppend(database: LibsqlDatabase): Append {
  const readState = prepareState(database);
  const insertEntry = prepareEntry(database);
  const project = prepareProjection(database);

  const appendOne = (authority: string, head: Head, change: Change): Head => {
    const { id, version } = change.published.body;
    const before = readState(id);
    if (before.version !== version - 1) throw new VersionConflict(`Expected ${id} at version ${String(version - 1)} but it is at ${String(before.version)}.`);
    if (before.live === 1 && before.log !== authority) throw new VersionConflict(`Expected ${id} in ${authority} but it stands in ${before.log}: it is withdrawn there first.`);
    const entry = logEntry({ seq: head.head + 1, id, kind: kindOfChange(change), version, op: change.op, at: change.at, recordHash: change.published.recordHash });
    insertEntry(authority, entry, change.author);
    const left = leftByChange(change);
    project.writeRecord(authority, entry, left);
    if (left.sources) project.claimSources(authority, id, left.sources);
    project.countSerial(authority, entry);
    return headAfter(head, entry, before, change.op === 'UPSERT');
  };

  return prepareWrite(database, appendOne);
}

/** Takes entries of another store's log over. */
export function prepareRestore(database: LibsqlDatabase): (authority: string, entries: readonly ArchivedEntry[]) => LogHead {
  const readState = prepareState(database);
  const insertEntry = prepareEntry(database);
  const project = prepareProjection(database);

  const restoreOne = (authority: string, head: Head, entry: ArchivedEntry): Head => {
    const { id, seq, version } = entry;
    const before = readState(id);
    if (seq !== head.head + 1) throw new VersionConflict(`Expected entry ${String(head.head + 1)} of ${authority} but got ${String(seq)}.`);
    if (version <= before.version) throw new VersionConflict(`Expected a version of ${id} after ${String(before.version)} but got ${String(version)}.`);
    insertEntry(authority, entry, entry.author);
    const left = leftByEntry(entry);
    project.writeRecord(authority, entry, left);
    if (left.sources) project.takeSources(authority, id, left.sources);
    project.countSerial(authority, entry);
    return headAfter(head, entry, before.log === authority ? before : NOT_HERE, left.live);
  };

  return prepareWrite(database, restoreOne);
}

/** Writes one item after the other and then the head, in one transaction. */
function prepareWrite<Item>(database: LibsqlDatabase, writeOne: (authority: string, head: Head, item: Item) => Head) {
  const readHead = prepareHead(database);
  const { grow: growTree } = prepareTiles(database);
  const writeHead = database.prepare('INSERT INTO logs (authority, head, live, leaf_hash, digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET head = excluded.head, live = excluded.live, leaf_hash = excluded.leaf_hash, digest = excluded.digest');
  return (authority: string, items: readonly Item[]): LogHead =>
    inTransaction(database, () => {
      const before = readHead(authority);
      const head = items.reduce((soFar, item) => writeOne(authority, soFar, item), before);
      growTree(authority, before.head);
      writeHead.run(authority, head.head, head.live, head.leafHash, head.digest);
      return head;
    });
}

/** The head that an entry leaves, of a record that was in the state `before`. */
function headAfter(head: Head, { seq, id, version, leafHash }: LogEntry, before: RecordState, isLive: boolean): Head {
  const live = isLive ? 1 : 0;
  return { head: seq, live: head.live - before.live + live, leafHash, digest: digestAfter(head.digest, id, before.version * before.live, version * live) };
}

const NOT_HERE: RecordState = { version: 0, live: 0, log: '' };

function prepareState(database: LibsqlDatabase): (id: string) => RecordState {
  const select = database.prepare('SELECT version, live, authority AS log FROM records WHERE id = ?');
  return (id) => (select.all(id) as RecordState[])[0] ?? NOT_HERE;
}

function prepareEntry(database: LibsqlDatabase): (authority: string, entry: LogEntry, author: string | null | undefined) => void {
  const insert = database.prepare('INSERT INTO entries (authority, seq, id, kind, version, op, at, record_hash, leaf_hash, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return (authority, { seq, id, kind, version, op, at, recordHash, leafHash }, author) => void insert.run(authority, seq, id, kind, version, op, at, recordHash, leafHash, author ?? null);
}

const kindOfChange = (change: Change): RecordKind => (change.op === 'UPSERT' ? change.published.body.kind : change.kind);
