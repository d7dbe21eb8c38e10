import { prepareHead } from './libsql-append.js';
import { departed } from '../model.js';
import type { LogEntry } from '../log/log-entry.js';
import type { LibsqlDatabase } from './libsql-database.js';
import type { LoggedEntry, LogPage, LogRange, SeesLog } from './record-store.js';

interface EntryRow extends LogEntry {
  readonly author: string | null;
  /** Bytes of the document; null where a later entry carries it. */
  readonly bytes: number | null;
}

/** Reads stretches of the logs. */
export function preparePages(database: LibsqlDatabase): (authority: string, range: LogRange) => LogPage {
  const readHead = prepareHead(database);
  const leafAt = database.prepare('SELECT leaf_hash AS leafHash FROM entries WHERE authority = ? AND seq = ?');
  const entriesAfter = database.prepare(`
    SELECT e.seq, e.id, e.kind, e.version, e.op, e.at, e.record_hash AS recordHash, e.leaf_hash AS leafHash, e.author, octet_length(nullif(r.document, '')) AS bytes
    FROM entries AS e LEFT JOIN records AS r ON r.id = e.id AND r.version = e.version
    WHERE e.authority = ? AND e.seq > ? ORDER BY e.seq LIMIT ?`);
  const documents = database.prepare(`
    SELECT e.seq, r.document FROM entries AS e JOIN records AS r ON r.id = e.id AND r.version = e.version
    WHERE e.authority = ? AND e.seq > ? AND e.seq <= ?`);

  const laterIn = database.prepare('SELECT 1 FROM entries WHERE id = ? AND version > ? AND authority = ? LIMIT 1');
  /** A record that stands in another log now has left a tombstone here, whose text is made again. */
  const textOf = (log: string, { id, version, op, recordHash }: LogEntry): string | null => {
    if (op !== 'TOMBSTONE' || laterIn.all(id, version, log).length > 0) return null;
    const tombstone = departed(id, version);
    return tombstone.recordHash === recordHash ? tombstone.document : null;
  };

  return function page(authority, { afterSeq, limit, limitBytes }) {
    const [after] = leafAt.all(authority, afterSeq) as { leafHash: string }[];
    // Sizes first: the texts of what does not fit are never read.
    const rows = fitting(entriesAfter.all(authority, afterSeq, limit) as EntryRow[], limitBytes);
    const last = rows.at(-1)?.seq ?? afterSeq;
    const texts = new Map((documents.all(authority, afterSeq, last) as { seq: number; document: string }[]).map(({ seq, document }) => [seq, document]));
    const entries = rows.map(({ bytes, author, ...entry }) => ({ ...entry, ...(author !== null && { author }), document: bytes === null ? textOf(authority, entry) : (texts.get(entry.seq) ?? null) }));
    return { ...readHead(authority), afterLeafHash: after?.leafHash ?? null, entries };
  };
}

/** The first rows whose documents have `limitBytes` together; always one, so that a reader gets on. */
function fitting(rows: readonly EntryRow[], limitBytes: number): readonly EntryRow[] {
  let total = 0;
  const end = rows.findIndex(({ bytes }, index) => (total += bytes ?? 0) > limitBytes && index > 0);
  return end < 0 ? rows : rows.slice(0, end);
}

/** Reads the entries of a record; its text, too, if one of those is seen that has it. */
export function prepareHistory(database: LibsqlDatabase): (id: string, afterVersion: number, limit: number, sees: SeesLog) => readonly LoggedEntry[] {
  const entries = database.prepare(`
    SELECT authority AS log, seq, id, kind, version, op, at, record_hash AS recordHash, leaf_hash AS leafHash, author
    FROM entries WHERE id = ? AND version > ? ORDER BY version LIMIT ?`);
  const texts = database.prepare("SELECT version, nullif(document, '') AS document FROM records WHERE id = ? AND version IN (SELECT value FROM json_each(?))");
  return (id, afterVersion, limit, sees) => {
    const found = entries.all(id, afterVersion, limit) as Omit<LoggedEntry, 'document'>[];
    const seen = found.filter(({ log }) => sees(log)).map(({ version }) => version);
    const [text] = (seen.length === 0 ? [] : texts.all(id, JSON.stringify(seen))) as { readonly version: number; readonly document: string | null }[];
    return found.map((entry) => ({ ...entry, document: entry.version === text?.version ? text.document : null }));
  };
}
