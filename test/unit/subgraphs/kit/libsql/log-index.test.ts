import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committedFrames } from '../../../../../subgraphs/kit/libsql/log-index.js';
import { BY_OWN_HAND } from '../../../../../subgraphs/kit/libsql/write-ahead-log.js';
import type { LibsqlFile } from '../../../../../subgraphs/kit/libsql-file.js';

let folder: string;
let log: string;
let connection: LibsqlFile;
const begin = (mode: string): void => {
  connection = new Database(join(folder, 'some.db'));
  connection.exec(`PRAGMA locking_mode = ${mode}; PRAGMA journal_mode = WAL; ${BY_OWN_HAND} CREATE TABLE texts (text TEXT); INSERT INTO texts SELECT value FROM generate_series(1, 9000)`);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-log-index-'));
  log = join(folder, 'some.db-wal');
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});
const salt = (): Buffer => readFileSync(log).subarray(16, 24);
const framesIn = (): number => {
  const bytes = readFileSync(log);
  return (bytes.length - 32) / (24 + bytes.readUInt32BE(8));
};

test('says how many frames are committed, those of a transaction under way not among them', () => {
  begin('NORMAL');
  const committed = framesIn();
  expect([committed > 5, committedFrames(log, salt())]).toEqual([true, committed]);
  // What is more than a cache of one page can hold goes to the log before its commit.
  connection.exec("PRAGMA cache_size = 1; BEGIN; UPDATE texts SET text = text || 'more'");
  expect([framesIn() > committed, committedFrames(log, salt())]).toEqual([true, committed]);
  connection.exec('COMMIT');
  expect(committedFrames(log, salt())).toBe(framesIn());
});

test('says nothing of another round of the log, of one that is just being written, and where there is no index', () => {
  begin('NORMAL');
  expect(committedFrames(log, Buffer.alloc(8))).toBe(0);
  const [index, copy] = [join(folder, 'some.db-shm'), join(folder, 'copy.db-shm')];
  const heads = readFileSync(index);
  heads.writeUInt8(heads.readUInt8(16) ^ 1, 16);
  writeFileSync(copy, heads);
  expect([committedFrames(join(folder, 'copy.db-wal'), salt()), committedFrames(join(folder, 'none.db-wal'), salt())]).toEqual([0, 0]);
});

test('says nothing where a connection has its file for itself', () => {
  begin('EXCLUSIVE');
  expect([framesIn() > 5, committedFrames(log, salt())]).toEqual([true, 0]);
});
