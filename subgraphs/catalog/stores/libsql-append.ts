import type { RecordKind } from '../../../schema/generated/common.js';
import { parseStandardNumber } from '../../../schema/standard-number.js';
import { countedSerial } from '../counted-serial.js';
import { logEntry, type LogEntry } from '../log/log-entry.js';
import type { CatalogRecord } from '../model.js';
import { inTransaction, type LibsqlDatabase } from './libsql-database.js';
import { VersionConflict, type Change, type LogHead } from './record-store.js';

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
  const readHead = prepareHead(database);
  const writeHead = database.prepare('INSERT INTO logs (authority, head, live, leaf_hash) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET head = excluded.head, live = excluded.live, leaf_hash = excluded.leaf_hash');
  const selectState = database.prepare('SELECT version, live FROM records WHERE id = ?');
  const insertEntry = database.prepare('INSERT INTO entries (authority, seq, id, kind, version, op, at, record_hash, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const project = prepareProjection(database);

  const appendOne = (authority: string, head: LogHead, change: Change): LogHead => {
    const { id, version } = change.published.body;
    const before = (selectState.all(id) as RecordState[])[0] ?? { version: 0, live: 0 };
    if (before.version !== version - 1) throw new VersionConflict(`Expected ${id} at version ${String(version - 1)} but it is at ${String(before.version)}.`);
    const entry = logEntry({ seq: head.head + 1, id, kind: kindOfChange(change), version, op: change.op, at: change.at, recordHash: change.published.recordHash });
    insertEntry.run(authority, entry.seq, id, entry.kind, version, entry.op, entry.at, entry.recordHash, entry.leafHash);
    project(authority, entry, change);
    return { head: entry.seq, live: head.live - before.live + (change.op === 'UPSERT' ? 1 : 0), leafHash: entry.leafHash };
  };

  return (authority, changes) =>
    inTransaction(database, () => {
      const head = changes.reduce((soFar, change) => appendOne(authority, soFar, change), readHead(authority));
      writeHead.run(authority, head.head, head.live, head.leafHash);
      return head;
    });
}

/** Makes the record tables say what an entry says. */
function prepareProjection(database: LibsqlDatabase) {
  const writeRecord = database.prepare('REPLACE INTO records (id, authority, kind, version, live, seq, at, content_hash, number_base, number_year, uscc, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const dropSources = database.prepare('DELETE FROM sources WHERE id = ?');
  const insertSource = database.prepare('INSERT INTO sources (authority, system, identifier, id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const raiseSerial = database.prepare('INSERT INTO serials (authority, kind, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)');

  const replaceSources = (authority: string, record: CatalogRecord): void => {
    dropSources.run(record.id);
    for (const { system, identifier } of record.sources ?? []) {
      const { changes } = insertSource.run(authority, system, identifier, record.id);
      if (changes === 0) throw new VersionConflict(`Another record came from ${system} ${identifier}, not ${record.id}.`);
    }
  };

  return function project(authority: string, { id, kind, version, seq, at }: LogEntry, change: Change): void {
    const record = change.op === 'UPSERT' ? change.published.body : null;
    const number = record?.kind === 'STANDARD' ? parseStandardNumber(record.number) : null;
    const uscc = record?.kind === 'ORGANIZATION' ? (record.uscc ?? null) : null;
    const hash = change.op === 'UPSERT' ? change.contentHash : null;
    writeRecord.run(id, authority, kind, version, record ? 1 : 0, seq, at, hash, number?.base ?? null, number?.year ?? null, uscc, change.published.document);
    // A tombstone keeps its sources: an import that names one of them revives this record and makes no second.
    if (record) replaceSources(authority, record);
    const serial = version === 1 ? countedSerial(id) : null;
    if (serial) raiseSerial.run(authority, kind, serial.number);
  };
}

const kindOfChange = (change: Change): RecordKind => (change.op === 'UPSERT' ? change.published.body.kind : change.kind);
