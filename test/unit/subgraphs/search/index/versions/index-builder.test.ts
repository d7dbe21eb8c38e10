import Database from 'libsql';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import type { RecordChange, SearchRequest } from '../../../../../../subgraphs/search/index/search-index.js';
import { IndexBuilder } from '../../../../../../subgraphs/search/index/versions/index-builder.js';
import { standingOfFile } from '../../../../../../subgraphs/search/index/versions/file-standing.js';
import { createEntryBuilder } from '../../../../../../subgraphs/search/model/index-entry.js';
import { createIndexTokenizer } from '../../../../../../subgraphs/search/text/index-tokens.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';

const splitter = createWordSplitter();
const entryOf = createEntryBuilder(createIndexTokenizer(splitter));
const REQUEST: SearchRequest = { query: '空气质量', filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: ['AUTHORITY'], facetSize: 10, highlights: true, sameAs: true };
const id = (serial: number): string => formatId('310000', 'DATASET', serial);
const upsert = (seq: number, serial: number, version: number, title = `空气质量 ${String(serial)}`): RecordChange => ({ seq, id: id(serial), version, op: 'UPSERT', document: JSON.stringify({ id: id(serial), titles: [{ lang: 'zh', text: title }] }) });
const tombstone = (seq: number, serial: number, version: number): RecordChange => ({ seq, id: id(serial), version, op: 'TOMBSTONE', document: '{}' });

describe('a new version of an index', () => {
  let folder = '';
  let source = '';
  let target = '';
  let index: LibsqlSearchIndex;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ucat-versions-'));
    source = join(folder, 'index.db');
    target = join(folder, 'index-2.db');
    index = await LibsqlSearchIndex.open(source, { splitter });
    await give(1, Array.from({ length: 30 }, (_, at) => upsert(at + 1, at + 1, 1)));
  });

  afterEach(async () => {
    await index.close();
    await rm(folder, { recursive: true });
  });

  const give = async (last: number, changes: readonly RecordChange[]): Promise<unknown> =>
    index.apply('310000', { changes, setAside: [{ seq: 900, id: id(99), version: 1, op: 'UPSERT', reason: 'hash' }], position: { cursor: `c${String(last)}`, seq: last } });

  const finish = (builder: IndexBuilder): void => {
    builder.settle();
    expect(builder.disagreeing()).toEqual([]);
    builder.close();
  };

  const expectSame = async (): Promise<void> => {
    const made = await LibsqlSearchIndex.open(target, { splitter });
    try {
      const ids = Array.from({ length: 40 }, (_, at) => id(at + 1));
      expect(await made.search(REQUEST)).toEqual(await index.search(REQUEST));
      expect(await made.copies(ids)).toEqual(await index.copies(ids));
      expect(await made.coverage()).toEqual(await index.coverage());
      expect(await made.position('310000')).toEqual(await index.position('310000'));
      expect(await made.holdings('310000')).toEqual(await index.holdings('310000'));
      expect(await made.listSetAside('310000', 10)).toEqual(await index.listSetAside('310000', 10));
    } finally {
      await made.close();
    }
  };

  test('takes over the vectors of records that are the same, and none of others', async () => {
    const packed = Int8Array.of(127, 0);
    await index.keepVectors('m', [1, 2, 3].map((serial) => ({ id: id(serial), version: 1, packed })));
    const builder = IndexBuilder.open(source, target, entryOf);
    builder.step();
    await give(31, [upsert(31, 2, 2), tombstone(32, 3, 2)]);
    finish(builder);
    await expectSame();
    const made = await LibsqlSearchIndex.open(target, { splitter });
    const lacking = (await made.lackingVectors('m', 0, 100)).texts.map((text) => text.id);
    expect(lacking.sort()).toEqual(Array.from({ length: 30 }, (_, at) => id(at + 1)).filter((one) => one !== id(1) && one !== id(3)).sort());
    await made.close();
  });

  test('is the same as the one it is made of, with what was changed, withdrawn and brought back meanwhile', async () => {
    const builder = IndexBuilder.open(source, target, entryOf);
    expect(builder.step()).toEqual({ built: 30, total: 30, changed: 30, passed: true });
    await give(35, [upsert(31, 3, 2, '空气质量 改'), tombstone(32, 4, 2), upsert(33, 31, 1), tombstone(34, 5, 2)]);
    await give(36, [upsert(35, 5, 3)]);
    expect(builder.step()).toMatchObject({ changed: 4, passed: true });
    finish(builder);
    await expectSame();
  });

  test('goes on where it was cut off, and takes over only what it lacks', async () => {
    const first = IndexBuilder.open(source, target, entryOf);
    first.step();
    first.close();
    await give(31, [upsert(31, 40, 1)]);
    const second = IndexBuilder.open(source, target, entryOf);
    expect(second.step()).toMatchObject({ changed: 1 });
    finish(second);
    await expectSame();
  });

  test('that was begun of another file is thrown away', async () => {
    const first = IndexBuilder.open(source, target, entryOf);
    first.step();
    first.close();
    const database = new Database(target);
    database.exec("UPDATE meta SET value = 'another.db 1' WHERE key = 'building'");
    database.close();
    const second = IndexBuilder.open(source, target, entryOf);
    expect(second.step()).toMatchObject({ changed: 30 });
    finish(second);
    await expectSame();
  });

  test('that can not be read is kept; what is no index at all is thrown away', async () => {
    const first = IndexBuilder.open(source, target, entryOf);
    first.step();
    first.close();
    const database = new Database(target);
    database.exec('ALTER TABLE meta RENAME COLUMN key TO name');
    database.close();
    expect(() => IndexBuilder.open(source, target, entryOf)).toThrow('no such column');
    const kept = new Database(target);
    expect(kept.prepare('SELECT count(*) AS built FROM built').get()).toMatchObject({ built: 30 });
    kept.close();
    for (const suffix of ['-wal', '-shm']) await rm(`${target}${suffix}`, { force: true });
    await writeFile(target, 'no index '.repeat(1_000));
    const second = IndexBuilder.open(source, target, entryOf);
    expect(second.step()).toMatchObject({ changed: 30 });
    finish(second);
    await expectSame();
  });

  test('takes over nothing that is staged: a log that is read anew begins again', async () => {
    await index.stage('310000', { changes: [upsert(1, 1, 1)], setAside: [], position: { cursor: 'c1', seq: 1 } }, true);
    const builder = IndexBuilder.open(source, target, entryOf);
    finish(builder);
    const database = new Database(target);
    expect(database.prepare('SELECT (SELECT count(*) FROM staged) AS staged, (SELECT count(*) FROM restaged) AS restaged').get()).toMatchObject({ staged: 0, restaged: 0 });
    database.close();
    const made = await LibsqlSearchIndex.open(target, { splitter });
    try {
      await expect(made.stage('310000', { changes: [upsert(2, 2, 1)], setAside: [], position: { cursor: 'c2', seq: 2 } }, false)).rejects.toThrow('does not answer');
      await expect(made.swapIn('310000', { cursor: 'c2', seq: 2 })).rejects.toThrow('does not answer');
      expect((await made.holdings('310000')).live).toBe(30);
    } finally {
      await made.close();
    }
  });

  test('does not agree where a record was lost of either', async () => {
    const builder = IndexBuilder.open(source, target, entryOf);
    builder.step();
    const database = new Database(target);
    database.exec('DELETE FROM documents WHERE row_number = 7');
    database.close();
    builder.settle();
    expect(builder.disagreeing()).toEqual(['310000']);
    builder.close();
  });

  test('does not hold up who writes the one that is served', async () => {
    const builder = IndexBuilder.open(source, target, entryOf);
    builder.step();
    expect(await give(31, [upsert(31, 31, 1)])).toMatchObject({ upserted: 1 });
    builder.close();
  });

  test.each([
    ['CURRENT', 'analysis', null],
    ['READABLE', 'analysis', '6'],
    ['READABLE', 'analysis', '999'],
    ['FOREIGN', 'format', '99'],
  ])('a file is %s by its %s of %s', (state, key, value) => {
    const database = new Database(source);
    if (value !== null) database.prepare('UPDATE meta SET value = ? WHERE key = ?').run(value, key);
    database.close();
    expect(standingOfFile(source).state).toBe(state);
    expect(standingOfFile(join(folder, 'none.db')).state).toBe('NEW');
  });
});
