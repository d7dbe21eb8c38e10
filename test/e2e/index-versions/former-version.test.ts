import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import type { RecordChange, SearchRequest } from '../../../subgraphs/search/index/search-index.js';
import { goBack, readVersions } from '../../../subgraphs/search/index/versions/index-versions.js';
import { openIndex, type OpenIndex } from '../../../subgraphs/search/index/versions/open-index.js';
import { OLDEST_SERVED_ANALYSIS } from '../../../subgraphs/search/text/index-tokens.js';
import { datasetId } from '../support/records.js';
import { until } from '../support/until.js';

/* After an update of the program two versions of the index lie in the folder: a text that is withdrawn then stands in neither. */

const A = '310000';
const RECORDS = 300;
const NAMES = ['龘靐齉', '爩麤灪'];
const LATIN = ['Qzxjvwk', 'Wkvjxzq'];
const REQUEST: SearchRequest = { query: '水文', filter: {}, sort: 'TITLE', first: 3, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false };

let folder: string;
let opened: OpenIndex;
const logger = pino({ level: 'silent' });
const upsert = (serial: number, version: number, mark = ''): RecordChange => ({ seq: serial, id: datasetId(A, serial), version, op: 'UPSERT', document: JSON.stringify({ id: datasetId(A, serial), titles: [{ lang: 'zh', text: `水文 ${mark} 第${String(serial)}号` }], keywords: mark.split(' ') }) });
const change = async (seq: number, change: RecordChange): Promise<unknown> => opened.index.apply(A, { changes: [{ ...change, seq }], setAside: [], position: { cursor: `c${String(seq)}`, seq } });
const filesWith = (mark: string): readonly string[] => readdirSync(folder).filter((name) => [...mark, mark.toLowerCase().slice(2)].filter((part) => part.length > 1 || part > '~').some((part) => readFileSync(join(folder, name)).includes(part)));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-kept-'));
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  const changes = Array.from({ length: RECORDS }, (_, at) => upsert(at + 1, 1, at < 2 ? `${String(NAMES[at])} ${String(LATIN[at])}` : ''));
  await index.apply(A, { changes, setAside: [], position: { cursor: 'c', seq: RECORDS } });
  await index.close();
  const database = new Database(join(folder, 'index.db'));
  database.prepare("UPDATE meta SET value = ? WHERE key = 'analysis'").run(String(OLDEST_SERVED_ANALYSIS));
  database.close();
  opened = await openIndex({ folder, keepFormerHours: 24, logger });
});
afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

test('neither in the one that is served nor in the one that is kept, which can be gone back to', async () => {
  await until('the new version', async () => opened.versions().current === 'index-2.db' && opened.rebuild() === null);
  for (const mark of [...NAMES, ...LATIN]) expect(filesWith(mark)).toEqual(expect.arrayContaining(['index.db', 'index-2.db']));
  await change(RECORDS + 1, upsert(1, 2));
  await change(RECORDS + 2, { seq: 0, id: datasetId(A, 2), version: 2, op: 'TOMBSTONE', document: JSON.stringify({ reason: '误发' }) });
  await until('no trace of either', async () => [...NAMES, ...LATIN].every((mark) => filesWith(mark).length === 0));
  const answer = await opened.index.search(REQUEST);
  expect(answer.total).toBe(RECORDS - 1);
  expect(readVersions(folder)).toMatchObject({ current: 'index-2.db', former: 'index.db', pinned: false });

  await opened.close();
  goBack(folder);
  opened = await openIndex({ folder, keepFormerHours: 24, logger });
  expect((await opened.index.search(REQUEST)).total).toBe(RECORDS - 2);
  expect((await opened.index.position(A)).seq).toBe(RECORDS);
  await change(RECORDS + 1, upsert(1, 2));
  await change(RECORDS + 2, { seq: 0, id: datasetId(A, 2), version: 2, op: 'TOMBSTONE', document: JSON.stringify({ reason: '误发' }) });
  expect((await opened.index.search(REQUEST)).hits.map(({ id, title }) => [id, title])).toEqual(answer.hits.map(({ id, title }) => [id, title]));
}, 60_000);
