import Database from 'libsql';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readLogKey } from '../../../../schema/audience.js';
import { BY_OWN_HAND } from '../../../kit/libsql/write-ahead-log.js';

export type Connection = Database.Database;
export type Statement = Database.Statement;

/** Changes with the tables; an index file of another format is refused rather than misread. */
export const FORMAT_VERSION = 1;

/**
 * What is said of logs stands under the log's key. The column is called `authority`, for that is the key of a public log,
 * and there were no others once.
 *
 * Rows are numbered upwards and never used again: an update gives its record a new row and the old one is dead. So
 * what a reader knows of a row stays true, and what is new is what has a higher number.
 */
const TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feeds (authority TEXT PRIMARY KEY, cursor TEXT NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;
-- What was checked of a log up to a place of it, in the words of those who follow logs.
CREATE TABLE IF NOT EXISTS attested (log TEXT PRIMARY KEY, seq INTEGER NOT NULL, attested TEXT NOT NULL) WITHOUT ROWID;
-- The newest entry of each record: in which log it stands, where, and since when. And the same of a log that is read anew.
CREATE TABLE IF NOT EXISTS published (id TEXT PRIMARY KEY, log TEXT NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS published_by_place ON published (log, seq);
CREATE TABLE IF NOT EXISTS restaged (id TEXT NOT NULL, log TEXT NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (log, id)) WITHOUT ROWID;
-- What each log says of records that are withdrawn from it, by their tombstones. And the same of a log that is read anew.
CREATE TABLE IF NOT EXISTS withdrawn (log TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, reason TEXT NOT NULL, replaced_by TEXT, at TEXT, PRIMARY KEY (log, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rewithdrawn (log TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, reason TEXT NOT NULL, replaced_by TEXT, at TEXT, PRIMARY KEY (log, id)) WITHOUT ROWID;
-- Every id ever taken in. A row of null marks a withdrawn record.
CREATE TABLE IF NOT EXISTS versions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, row_number INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (row_number INTEGER PRIMARY KEY, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (row_number INTEGER PRIMARY KEY, summary_zh TEXT NOT NULL, summary_en TEXT NOT NULL, modified TEXT NOT NULL, document TEXT NOT NULL);
-- Vectors of what records mean, where they are made: each of the batch that it was kept by. Which model's batches count is in meta.
CREATE TABLE IF NOT EXISTS vectors (row_number INTEGER PRIMARY KEY, batch INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS names (name TEXT NOT NULL, edition TEXT NOT NULL, row_number INTEGER NOT NULL, PRIMARY KEY (name, edition, row_number)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_by_row ON names (row_number);
-- Words that are still in the full text under the number of a dead row: the version of the record that is live says them too.
CREATE TABLE IF NOT EXISTS leftovers (row_number INTEGER PRIMARY KEY, live_row INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS leftovers_by_live_row ON leftovers (live_row);
CREATE TABLE IF NOT EXISTS removals (number INTEGER PRIMARY KEY AUTOINCREMENT, row_number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS set_aside (authority TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (authority, seq)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS set_aside_by_id ON set_aside (id);
-- What became of a record at its owner by an entry that was set aside; in a table of its own, for older programs write the other.
CREATE TABLE IF NOT EXISTS set_aside_ops (authority TEXT NOT NULL, seq INTEGER NOT NULL, op TEXT, PRIMARY KEY (authority, seq)) WITHOUT ROWID;
-- A log that is read anew: the last entry of each id. A change of null is what is kept already.
CREATE TABLE IF NOT EXISTS staged (authority TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, version INTEGER NOT NULL, op TEXT, reason TEXT, change BLOB, PRIMARY KEY (authority, id, seq));
-- In which log a record's newest entry stands, where that is not its authority's public one.
CREATE TABLE IF NOT EXISTS confined (id TEXT PRIMARY KEY, log TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS confined_by_log ON confined (log, id);
-- What a log says of a record whose newest entry stands in another log: its last entry there, and whether that leaves it live.
CREATE TABLE IF NOT EXISTS moved (log TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, live INTEGER NOT NULL, PRIMARY KEY (log, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS moved_by_id ON moved (id);
CREATE TABLE IF NOT EXISTS contradictions (authority TEXT NOT NULL, seq INTEGER NOT NULL, cursor TEXT, at TEXT NOT NULL, head INTEGER, told TEXT NOT NULL, PRIMARY KEY (authority, seq));
`;

/** Not with `contentless_delete`, as it once was: rows that are removed then leave their words where they are until segments are merged. */
const FULL_TEXT = "CREATE VIRTUAL TABLE IF NOT EXISTS tokens USING fts5(text, content='', detail=none, tokenize='ascii')";

/**
 * What a ledger has in place of the full text: nothing is kept of tokens. Every change of a record leaves its id in
 * `outbox`, in the transaction of the change, for the engine that is to follow it.
 */
const OUTBOX = `
CREATE TABLE IF NOT EXISTS tokens (rowid INTEGER PRIMARY KEY, text TEXT);
CREATE TRIGGER IF NOT EXISTS tokens_are_not_kept BEFORE INSERT ON tokens BEGIN SELECT RAISE(IGNORE); END;
CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS version_added AFTER INSERT ON versions BEGIN INSERT INTO outbox (id) VALUES (NEW.id); END;
CREATE TRIGGER IF NOT EXISTS version_changed AFTER UPDATE ON versions BEGIN INSERT INTO outbox (id) VALUES (NEW.id); END;
CREATE TRIGGER IF NOT EXISTS version_forgotten AFTER DELETE ON versions BEGIN INSERT INTO outbox (id) VALUES (OLD.id); END;
`;

/** Large pages: documents and postings are read and written in long pieces. A page of FTS5 must fit into one of the file. */
const PAGE_BYTES = 16_384;
const FTS_PAGE_BYTES = PAGE_BYTES - 128;
/** Bytes of tokens that FTS5 gathers before it writes a segment, so that one batch makes one segment. */
const GATHERED_BYTES = 32 * 1024 * 1024;

/** Segments on a level from which on FTS5 merges them, a little at each write: the more, the less often words are written anew while a million records come in. */
const MERGED_SEGMENTS = 16;
/** The same where that has not kept up: then it merges all at once, in the midst of a commit. */
const MOST_SEGMENTS = 64;

/** Names of values for statements about a log. */
export interface LogValues {
  /** The log's key. */
  readonly log: string;
  /** The same, as `confined` has it: null of a public log. */
  readonly confined: string | null;
  readonly authority: string;
  /** The range of the ids of that: they begin with it and a dash, and a dot is the character behind the dash. */
  readonly from: string;
  readonly to: string;
}

export function ofLog(log: string): LogValues {
  const { authority } = readLogKey(log);
  return { log, confined: confinedIn(log), authority, from: `${authority}-`, to: `${authority}.` };
}

/** A log's key as `confined` has it: null of a public log. */
export const confinedIn = (log: string): string | null => (log.includes('/') ? log : null);

/**
 * Opens the writing connection, and makes the tables where there are none. What is deleted is overwritten in the file; its log is
 * emptied by nobody but whoever writes, with a `WriteAheadLog`.
 *
 * @param securely false leaves it there, for the bench that shows what the other costs
 * @throws Error on a file of another format
 */
export function openWriter(file: string, securely = true): Connection {
  const connection = open(file, '', securely);
  makeTokens(connection, securely);
  return connection;
}

/** The same of a ledger: a file that keeps what was read of the logs, and is searched by another engine. */
export const openLedger = (file: string): Connection => open(file, OUTBOX, true);

function open(file: string, more: string, securely: boolean): Connection {
  mkdirSync(dirname(file), { recursive: true });
  const connection = new Database(file);
  connection.exec(`PRAGMA page_size = ${String(PAGE_BYTES)}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ${securely ? 'ON' : 'OFF'}; ${securely ? BY_OWN_HAND : ''}`);
  connection.exec(TABLES + more);
  const format = connection.prepare("INSERT INTO meta VALUES ('format', ?) ON CONFLICT (key) DO UPDATE SET value = value RETURNING value").get(String(FORMAT_VERSION)) as { value: string };
  if (format.value !== String(FORMAT_VERSION)) throw new Error(`${file}: expected an index of format ${String(FORMAT_VERSION)} but got format ${format.value}.`);
  return connection;
}

function makeTokens(connection: Connection, securely: boolean): void {
  connection.exec(FULL_TEXT);
  // By a higher `usermerge` the engine would not go on with a merge of two segments where two newer ones have come meanwhile.
  connection.exec(`INSERT INTO tokens (tokens, rank) VALUES ('hashsize', ${String(GATHERED_BYTES)}), ('pgsz', ${String(FTS_PAGE_BYTES)}), ('usermerge', 2), ('automerge', ${String(MERGED_SEGMENTS)}), ('crisismerge', ${String(MOST_SEGMENTS)})`);
  if (!keepsWords(connection)) connection.exec(`INSERT INTO tokens (tokens, rank) VALUES ('secure-delete', ${String(Number(securely))})`);
}

/** Whether words of removed rows are not taken out of the full text: by a file of a program that left them, and in a ledger, which has none. */
export function keepsWords(connection: Connection): boolean {
  const sql = fullTextOf(connection);
  return !sql.includes('fts5') || sql.includes('contentless_delete');
}

const fullTextOf = (connection: Connection): string => (connection.prepare("SELECT sql FROM sqlite_master WHERE name = 'tokens'").get() as { readonly sql: string }).sql;

/** Leaves the full text empty, and of the newest form. A ledger has none. */
export function makeTokensAnew(connection: Connection): void {
  if (!fullTextOf(connection).includes('fts5')) return;
  connection.exec("DROP TABLE tokens; DELETE FROM leftovers; DELETE FROM meta WHERE key = 'marked'");
  makeTokens(connection, (connection.prepare('PRAGMA secure_delete').get() as { readonly secure_delete: number }).secure_delete !== 0);
}

/** Opens a connection that reads what is committed, beside the writer. */
export function openReader(file: string): Connection {
  const connection = new Database(file, { readonly: true });
  connection.exec('PRAGMA cache_size = -32768; PRAGMA busy_timeout = 5000;');
  return connection;
}
