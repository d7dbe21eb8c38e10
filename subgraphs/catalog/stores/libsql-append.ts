import type { RecordKind } from '../../../schema/generated/common.js';
import { logEntry, type LogEntry } from '../log/log-entry.js';
import { leftByChange, leftByEntry } from './left-record.js';
import { inTransaction, type LibsqlDatabase } from './libsql-database.js';
import { prepareProjection } from './libsql-projection.js';
import { VersionConflict, type ArchivedEntry, type Change, type LogHead } from './record-store.js';

/** Appends to an authority's log and projects, in one transaction. */
export type Append = (authority: string, changes: readonly Change[]) => LogHead;

interface RecordState {
  readonly version: number;
  readonly live: number;
}

const EMPTY: LogHead = { head: 0, live: 0, leafHash: '' };

/** Reads the head of an authority's log. */
export function prepareHead(database: LibsqlDatabase): (authority: string) => LogHead {
  const select = database.prepare('SELECT head, live, leaf_hash AS leafHash FROM logs WHERE authority = ?');
  return (authority) => (select.all(authority) as LogHead[])[0] ?? EMPTY;
}

export function prepareAppend(database: LibsqlDatabase): Append {
  const readState = prepareState(database);
  const insertEntry = prepareEntry(database);
  const project = prepareProjection(database);

  const appendOne = (authority: string, head: LogHead, change: Change): LogHead => {
    const { id, version } = change.published.body;
    const before = readState(id);
    if (before.version !== version - 1) throw new VersionConflict(`Expected ${id} at version ${String(version - 1)} but it is at ${String(before.version)}.`);
    const entry = logEntry({ seq: head.head + 1, id, kind: kindOfChange(change), version, op: change.op, at: change.at, recordHash: change.published.recordHash });
    insertEntry(authority, entry);
    const left = leftByChange(change);
    project.writeRecord(authority, entry, left);
    if (left.sources) project.claimSources(authority, id, left.sources);
    project.countSerial(authority, entry);
    return { head: entry.seq, live: head.live - before.live + (change.op === 'UPSERT' ? 1 : 0), leafHash: entry.leafHash };
  };

  return prepareWrite(database, appendOne);
}

/** Takes entries of another store's log over. */
export function prepareRestore(database: LibsqlDatabase): (authority: string, entries: readonly ArchivedEntry[]) => LogHead {
  const readState = prepareState(database);
  const insertEntry = prepareEntry(database);
  const project = prepareProjection(database);

  const restoreOne = (authority: string, head: LogHead, entry: ArchivedEntry): LogHead => {
    const { id, seq, leafHash } = entry;
    if (seq !== head.head + 1) throw new VersionConflict(`Expected entry ${String(head.head + 1)} of ${authority} but got ${String(seq)}.`);
    insertEntry(authority, entry);
    project.countSerial(authority, entry);
    const left = leftByEntry(entry);
    if (left === null) return { head: seq, live: head.live, leafHash };
    const before = readState(id);
    project.writeRecord(authority, entry, left);
    project.takeSources(authority, id, entry.sources);
    return { head: seq, live: head.live - before.live + (left.record ? 1 : 0), leafHash };
  };

  return prepareWrite(database, restoreOne);
}

/** Writes one item after the other and then the head, in one transaction. */
function prepareWrite<Item>(database: LibsqlDatabase, writeOne: (authority: string, head: LogHead, item: Item) => LogHead) {
  const readHead = prepareHead(database);
  const writeHead = database.prepare('INSERT INTO logs (authority, head, live, leaf_hash) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET head = excluded.head, live = excluded.live, leaf_hash = excluded.leaf_hash');
  return (authority: string, items: readonly Item[]): LogHead =>
    inTransaction(database, () => {
      const head = items.reduce((soFar, item) => writeOne(authority, soFar, item), readHead(authority));
      writeHead.run(authority, head.head, head.live, head.leafHash);
      return head;
    });
}

function prepareState(database: LibsqlDatabase): (id: string) => RecordState {
  const select = database.prepare('SELECT version, live FROM records WHERE id = ?');
  return (id) => (select.all(id) as RecordState[])[0] ?? { version: 0, live: 0 };
}

function prepareEntry(database: LibsqlDatabase): (authority: string, entry: LogEntry) => void {
  const insert = database.prepare('INSERT INTO entries (authority, seq, id, kind, version, op, at, record_hash, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return (authority, { seq, id, kind, version, op, at, recordHash, leafHash }) => void insert.run(authority, seq, id, kind, version, op, at, recordHash, leafHash);
}

const kindOfChange = (change: Change): RecordKind => (change.op === 'UPSERT' ? change.published.body.kind : change.kind);
