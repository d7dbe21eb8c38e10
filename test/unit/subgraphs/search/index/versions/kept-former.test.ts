import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { keepVersions, readVersions, type IndexVersions } from '../../../../../../subgraphs/search/index/versions/index-versions.js';
import { KeptFormer } from '../../../../../../subgraphs/search/index/versions/kept-former.js';
import { until } from '../../../../../e2e/support/until.js';

const VERSIONS: IndexVersions = { current: 'index-2.db', former: 'index.db', formerSince: '2026-01-01T00:00:00Z', pinned: false };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-kept-'));
  keepVersions(folder, VERSIONS);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one that can not be deleted when its time is over stays named, and is deleted when it can be', async () => {
  // A folder in its place is what no disk deletes as a file.
  mkdirSync(join(folder, 'index.db'));
  const told: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void told.push((JSON.parse(line) as { msg: string }).msg) });
  const former = new KeptFormer({ folder, hours: 1, logger, againMillis: 1 });
  former.keep(VERSIONS);
  expect([readVersions(folder), former.versions]).toEqual([VERSIONS, VERSIONS]);
  await until('a second attempt', async () => told.length > 1);
  rmSync(join(folder, 'index.db'), { recursive: true });
  writeFileSync(join(folder, 'index.db'), '');
  await until('the file to be gone', async () => !existsSync(join(folder, 'index.db')));
  await until('it to be told', async () => told.at(-1) === 'the former version of the index is deleted');
  expect([readVersions(folder).former, former.versions?.former]).toEqual([null, null]);
  await former.close();
});
