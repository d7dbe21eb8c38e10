import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { keepVersions, readVersions, removeUnnamed, replaceCurrent, type IndexVersions } from '../../../../../../subgraphs/search/index/versions/index-versions.js';

const BEFORE: IndexVersions = { current: 'index-2.db', former: 'index.db', formerSince: '2026-03-01T00:00:00.000Z', pinned: false };
let folder: string;
let warnings: unknown[];
const logger = pino({ level: 'warn' }, { write: (line: string) => void warnings.push((JSON.parse(line) as { file: string }).file) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-versions-'));
  warnings = [];
  keepVersions(folder, BEFORE);
  for (const name of ['index.db', 'index.db-wal', 'index-2.db', 'index-3.db']) writeFileSync(join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const there = (...names: readonly string[]): readonly boolean[] => names.map((name) => existsSync(join(folder, name)));

test('a version takes the place of the current one by what is kept alone; of three the oldest goes after it', () => {
  const now = replaceCurrent(folder, BEFORE, 'index-3.db', new Date('2026-03-02T00:00:00.000Z'));
  expect(readVersions(folder)).toEqual({ current: 'index-3.db', former: 'index-2.db', formerSince: '2026-03-02T00:00:00.000Z', pinned: false });
  expect(there('index.db', 'index-2.db', 'index-3.db')).toEqual([true, true, true]);
  removeUnnamed(folder, BEFORE, now, logger);
  expect(there('index.db', 'index.db-wal', 'index-2.db', 'index-3.db')).toEqual([false, false, true, true]);
});

test('a version that can not be deleted is told of, and stays', () => {
  rmSync(join(folder, 'index.db'));
  mkdirSync(join(folder, 'index.db', 'in use'), { recursive: true });
  removeUnnamed(folder, BEFORE, { ...BEFORE, current: 'index-3.db', former: 'index-2.db' }, logger);
  expect([warnings, there('index.db')]).toEqual([['index.db'], [true]]);
});
