import Database from 'libsql';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export type LibsqlFile = Database.Database;

/**
 * Opens a small database that several processes may have open at once; made, with its folder, where it is missing. A
 * commit is on the disk when it returns, and what is deleted is overwritten.
 */
export function openLibsqlFile(path: string): LibsqlFile {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: 5_000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  return database;
}

/** Whether another connection, of this process or another, has what an operation needed. */
export const isBusy = (error: unknown): boolean => error instanceof Error && String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
