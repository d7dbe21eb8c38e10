import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import Database from 'libsql';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PageGaps } from '../../../../../subgraphs/kit/libsql/page-gaps.js';
import { BY_OWN_HAND, WriteAheadLog } from '../../../../../subgraphs/kit/libsql/write-ahead-log.js';
import { openLibsqlFile, type LibsqlFile } from '../../../../../subgraphs/kit/libsql-file.js';
import { pagesWithTraces } from '../../../../support/page-gaps.js';

let folder: string;
let file: string;
let connection: LibsqlFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-log-'));
  file = join(folder, 'some.db');
  connection = openLibsqlFile(file);
  connection.exec(`${BY_OWN_HAND} CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)`);
  connection.exec(`INSERT INTO texts SELECT value, 'secretword' || value FROM generate_series(1, 2000)`);
});
afterEach(() => {
  if (connection.open) connection.close();
  rmSync(folder, { recursive: true });
});

const isInFiles = (word: string): boolean => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word));
const takeOut = (): void => void connection.exec("UPDATE texts SET text = 'nothing'");

test('where a reader is in the way what was removed stays until it is not', () => {
  const log = new WriteAheadLog(connection);
  expect(log.settle()).toBe(true);
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM texts').all();
  takeOut();
  expect([log.settle(true), log.settle(), isInFiles('secretword7')]).toEqual([false, false, true]);
  reader.exec('COMMIT');
  expect([log.settle(), isInFiles('secretword7')]).toEqual([true, false]);
  reader.close();
});

test('a log that readers have kept until it is large is emptied before they are told of a commit', () => {
  const log = new WriteAheadLog(connection, { mostPages: 8 });
  const reader = new Database(file, { readonly: true });
  const size = (): number => statSync(`${file}-wal`).size;
  expect([log.settle(), size()]).toEqual([true, 0]);
  // One that reads whenever it is told of a commit is there each time that the log is due.
  let largest = 0;
  for (let commits = 0; commits < 40; commits++) {
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM texts').all();
    log.settle();
    reader.exec('COMMIT');
    connection.exec(`INSERT INTO texts SELECT value + ${String(10_000 * (commits + 1))}, 'more' FROM generate_series(1, 2000)`);
    largest = Math.max(largest, size());
    log.settleLarge();
  }
  const pageBytes = (connection.prepare('PRAGMA page_size').get() as { readonly page_size: number }).page_size;
  expect(largest / pageBytes).toBeGreaterThan(8 * 4);
  expect(largest / pageBytes).toBeLessThan(8 * 4 * 2);
  // A small one waits for its turn.
  connection.exec("INSERT INTO texts VALUES (9, 'one') ON CONFLICT DO NOTHING; UPDATE texts SET text = 'one' WHERE id = 9");
  const small = size();
  log.settleLarge();
  expect([small > 0, size()]).toEqual([true, small]);
  reader.close();
});

test('where a large log can not be emptied for whatever reason the commit stands, and the next turn meets the reason', () => {
  const log = new WriteAheadLog(connection, { mostPages: 1 });
  log.settle();
  takeOut();
  const prepare = connection.prepare.bind(connection);
  const breaks = jest.spyOn(connection, 'prepare').mockImplementation((sql) => {
    if (sql.includes('wal_checkpoint')) throw new Error('broken');
    return prepare(sql);
  });
  expect(() => log.settleLarge()).not.toThrow();
  expect(() => log.settle()).toThrow('broken');
  breaks.mockRestore();
  expect([log.settle(), statSync(`${file}-wal`).size]).toEqual([true, 0]);
});

test('what is committed stands though the log could not be emptied, and it is tried again', () => {
  const log = new WriteAheadLog(connection);
  expect(log.settle()).toBe(true);
  // Cells are moved, and leave copies behind.
  connection.exec("UPDATE texts SET text = text || ' and more' WHERE id % 2 = 0");
  takeOut();
  // As where the disk takes nothing.
  connection.exec('PRAGMA query_only = ON');
  expect(log.settle(true)).toBe(false);
  log.clear();
  connection.exec('PRAGMA query_only = OFF');
  expect([log.settle(), isInFiles('secretword7')]).toEqual([true, false]);
});

test('a reader that outlives the writer leaves nothing in the log', () => {
  const log = new WriteAheadLog(connection);
  expect(log.settle()).toBe(true);
  const reader = new Database(file, { readonly: true });
  expect(reader.prepare('SELECT count(*) AS texts FROM texts').all()).toMatchObject([{ texts: 2_000 }]);
  takeOut();
  log.clear();
  connection.close();
  expect(isInFiles('secretword7')).toBe(false);
  reader.close();
});

test('where the log is not emptied its pages are gone through once, and those that were written since', () => {
  const gaps = new PageGaps(connection, `${file}-wal`);
  const many = gaps.clear();
  expect(many).toBeGreaterThan(5);
  // Those that it has written itself.
  expect(gaps.clear()).toBeLessThanOrEqual(many);
  expect(gaps.clear()).toBe(0);
  connection.exec("UPDATE texts SET text = 'other' WHERE id = 1");
  expect(gaps.clear()).toBe(1);
  connection.exec('BEGIN');
  takeOut();
  connection.exec('ROLLBACK');
  expect(gaps.clear()).toBe(0);
  connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  expect(gaps.clear()).toBe(0);
  takeOut();
  expect(gaps.clear()).toBeGreaterThan(5);
});

test.each([false, true])('frames behind the last commit that are not whole say nothing of the pages, whether the log was gone through before or not: %s', (before) => {
  const gaps = new PageGaps(connection, `${file}-wal`);
  if (before) gaps.clear();
  // Cells are moved, and leave copies behind.
  connection.exec("UPDATE texts SET text = text || ' and more' WHERE id % 2 = 0");
  takeOut();
  const log = readFileSync(`${file}-wal`);
  const frameBytes = 24 + log.readUInt32BE(8);
  for (let at = 32; at < log.length; at += frameBytes) {
    const frame = Buffer.from(log.subarray(at, at + frameBytes));
    // As if it were a commit, after which the page were empty.
    frame.writeUInt32BE(1, 4);
    frame.fill(0, 24);
    appendFileSync(`${file}-wal`, frame);
  }
  gaps.clear();
  connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  expect(pagesWithTraces(file)).toEqual([]);
});

test('what was rolled back stands behind a shorter transaction, and says nothing', () => {
  const gaps = new PageGaps(connection, `${file}-wal`);
  gaps.clear();
  gaps.clear();
  // What is more than a cache of one page can hold goes to the log before its commit.
  const written = statSync(`${file}-wal`).size;
  connection.exec("PRAGMA cache_size = 1; BEGIN; UPDATE texts SET text = 'nothing'; ROLLBACK");
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(written);
  connection.exec("UPDATE texts SET text = 'other' WHERE id = 1");
  expect(gaps.clear()).toBe(1);
  expect(gaps.clear()).toBe(0);
});

test('where the system lets nobody read the log what is committed stands, and it is tried again', () => {
  const log = new WriteAheadLog(connection);
  expect(log.settle()).toBe(true);
  takeOut();
  renameSync(`${file}-wal`, `${file}-aside`);
  mkdirSync(`${file}-wal`);
  expect(log.settle(true)).toBe(false);
  rmSync(`${file}-wal`, { recursive: true });
  renameSync(`${file}-aside`, `${file}-wal`);
  expect([log.settle(), isInFiles('secretword7')]).toEqual([true, false]);
});
