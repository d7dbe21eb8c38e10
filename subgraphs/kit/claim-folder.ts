import Database from 'libsql';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.js';
import { isBusy } from './libsql-file.js';

/**
 * Takes a folder for one service. However the process ends, the folder is free then: the lock is the operating system's, on a file
 * `lock.db` with nothing in it.
 *
 * @param name what the service is called in the error
 * @returns lets it go
 * @throws CannotStart where another has it
 */
export function claimFolder(folder: string, name: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, 'lock.db'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new CannotStart(`Another process has ${folder} open: one ${name} at a time may write it. Stop that one, or set DATA_DIR to a folder of its own.`, { cause: error });
  }
  return () => void lock.close();
}
