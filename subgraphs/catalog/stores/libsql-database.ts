import Database from 'libsql';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from '../../kit/cannot-start.js';
import { isBusy } from '../../kit/libsql-file.js';
import { BY_OWN_HAND } from '../../kit/libsql/write-ahead-log.js';
import { addAuthors, addDigests, addTrees } from './libsql-migrations.js';
import { SCHEMA, SCHEMA_VERSION } from './libsql-schema.js';

export type LibsqlDatabase = InstanceType<typeof Database>;

/**
 * Opens a node's database for this process alone. A commit is on the disk when it returns (write-ahead log,
 * `synchronous = FULL`). What is deleted or replaced is overwritten with zeros (`secure_delete`), and the log is emptied by a
 * `WriteAheadLog` alone.
 *
 * @throws CannotStart where another process has it, Error where a later version of this program made it
 */
export function openDatabase(path: string): LibsqlDatabase {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  try {
    // By exec, not pragma: a statement left to the garbage collector would keep the file locked past close.
    database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; ${BY_OWN_HAND}`);
    createTables(database);
    return database;
  } catch (error) {
    closeDatabase(database);
    if (isBusy(error)) throw new CannotStart(`Another process has ${path} open: one node at a time may write it.`, { cause: error });
    throw error;
  }
}

/** Leaves one complete file and no lock, even while prepared statements wait for the garbage collector. */
export function closeDatabase(database: LibsqlDatabase): void {
  try {
    // In this order: the lock is let go by the first transaction after leaving the write-ahead log.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; BEGIN IMMEDIATE; COMMIT;');
  } catch (error) {
    if (!isBusy(error)) throw error;
  } finally {
    database.close();
  }
}

/** Runs `work` in one transaction that is the only writer from its beginning on. */
export function inTransaction<Result>(database: LibsqlDatabase, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Some failures, a full disk among them, have rolled back already.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function createTables(database: LibsqlDatabase): void {
  inTransaction(database, () => {
    const [row] = database.prepare('SELECT user_version AS version FROM pragma_user_version').all() as { version: number }[];
    const version = row?.version ?? 0;
    if (version > SCHEMA_VERSION) throw new Error(`The database has tables of version ${String(version)}, this program knows ${String(SCHEMA_VERSION)}: start the program that made them, or a later one.`);
    if (version === 0) database.exec(SCHEMA);
    if (version === 1) addDigests(database);
    if (version === 1 || version === 2) addAuthors(database);
    if (version < 4) addTrees(database);
    if (version < SCHEMA_VERSION) database.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION)};`);
  });
}
