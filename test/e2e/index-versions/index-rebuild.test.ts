import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import type { SearchRequest } from '../../../subgraphs/search/index/search-index.js';
import { IndexBuilder } from '../../../subgraphs/search/index/versions/index-builder.js';
import { IndexRebuild } from '../../../subgraphs/search/index/versions/index-rebuild.js';
import { keepVersions, readVersions } from '../../../subgraphs/search/index/versions/index-versions.js';
import { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { createEntryBuilder } from '../../../subgraphs/search/model/index-entry.js';
import { createIndexTokenizer } from '../../../subgraphs/search/text/index-tokens.js';
import { createWordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { datasetId } from '../support/records.js';

/* What fails after a new version of the index has taken the place of the old one: it stands, and nothing is made again. */

const A = '310000';
const REQUEST: SearchRequest = { query: null, filter: {}, sort: 'TITLE', first: 0, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false };
const upsert = (serial: number) => ({ seq: serial, id: datasetId(A, serial), version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id: datasetId(A, serial), titles: [{ lang: 'zh', text: `第${String(serial)}号` }] }) });
let folder: string;
let told: { readonly level: number; readonly msg: string }[];
const logger = pino({ level: 'warn' }, { write: (line: string) => void told.push(JSON.parse(line) as { level: number; msg: string }) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-rebuild-'));
  told = [];
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  await index.apply(A, { changes: [1, 2, 3].map(upsert), setAside: [], position: { cursor: 'c3', seq: 3 } });
  await index.close();
});
afterEach(() => rm(folder, { recursive: true }));

test('an index goes over to another file though its source can not be forgotten then', async () => {
  const [source, file] = [join(folder, 'index.db'), join(folder, 'index-2.db')];
  const index = await WorkerSearchIndex.open({ file: source, logger });
  const builder = IndexBuilder.open(source, file, createEntryBuilder(createIndexTokenizer(createWordSplitter())));
  const settle = async (): Promise<void> => {
    builder.settle();
    builder.close();
  };
  const another = new Database(file);
  // It keeps everybody from writing for longer than the writer waits.
  await index.goOver(file, settle, () => void another.exec('BEGIN IMMEDIATE'));
  another.exec('ROLLBACK');
  another.close();
  expect(told.map(({ msg }) => msg)).toEqual(['what the index was made of could not be forgotten']);
  await index.apply(A, { changes: [upsert(4)], setAside: [], position: { cursor: 'c4', seq: 4 } });
  expect([(await index.search(REQUEST)).total, (await index.position(A)).seq]).toEqual([4, 4]);
  await index.close();
  const again = await LibsqlSearchIndex.open(file);
  expect((await again.position(A)).seq).toBe(4);
  await again.close();
}, 30_000);

test('a rebuild whose last steps fail is not done again into the file that is served now', async () => {
  // The oldest version can't be deleted as a file.
  await mkdir(join(folder, 'index-0.db', 'in use'), { recursive: true });
  keepVersions(folder, { current: 'index.db', former: 'index-0.db', formerSince: '2026-03-01T00:00:00.000Z', pinned: false });
  let times = 0;
  const goOver: WorkerSearchIndex['goOver'] = async (_, settle, commit) => {
    times++;
    await settle();
    commit();
    throw new Error('it went down');
  };
  const failing = new IndexRebuild({ folder, served: 'index.db', index: { goOver } as WorkerSearchIndex, logger });
  await failing.done();
  expect([times, failing.progress]).toEqual([1, null]);
  expect(readVersions(folder)).toMatchObject({ current: 'index-2.db', former: 'index.db' });
  expect(existsSync(join(folder, 'index-3.db'))).toBe(false);
  expect(told.map(({ msg }) => msg)).toContain('no new version of the index is made: another one is served from the next start on');

  keepVersions(folder, { current: 'index.db', former: 'index-0.db', formerSince: '2026-03-01T00:00:00.000Z', pinned: false });
  told = [];
  const next: string[] = [];
  await new IndexRebuild({ folder, served: 'index.db', index: null, logger, onReplaced: ({ current }) => void next.push(current) }).done();
  expect(next).toEqual(['index-2.db']);
  expect(told.map(({ msg }) => msg)).toEqual(['a version of the index that is not needed any more could not be deleted']);
}, 30_000);
