import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import type { SearchRequest } from '../../../../../subgraphs/search/index/search-index.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';
import type { Lexicon } from '../../../../../subgraphs/search/text/lexicon/lexicon.js';
import { AUDIENCE_LEXICON, searchIndexAudienceCases } from '../../../../cases/search-index-audiences.cases.js';
import { searchIndexLineageCases } from '../../../../cases/search-index-lineage.cases.js';
import { searchIndexReadingCases } from '../../../../cases/search-index-reading.cases.js';
import { searchIndexVectorCases } from '../../../../cases/search-index-vectors.cases.js';
import { searchIndexCases } from '../../../../cases/search-index.cases.js';

const splitter = createWordSplitter();
const createSite = async (lexicon?: Lexicon) => {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-index-'));
  return { open: () => LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter, ...(lexicon && { lexicon }) }), remove: () => rm(folder, { recursive: true }) };
};
searchIndexCases('libSQL', () => createSite());
searchIndexLineageCases('libSQL', () => createSite());
searchIndexVectorCases('libSQL', () => createSite());
searchIndexAudienceCases('libSQL', () => createSite(), Number(process.env['AUDIENCE_RUNS'] ?? 15));
searchIndexReadingCases('libSQL', createSite);
searchIndexAudienceCases('libSQL, with a lexicon', () => createSite(AUDIENCE_LEXICON), Number(process.env['AUDIENCE_RUNS'] ?? 5));

describe('the index file', () => {
  const id = formatId('310000', 'DATASET', 1);
  const document = JSON.stringify({ id, titles: [{ lang: 'zh', text: '空气质量' }], note: 'a field the index does not know' });
  const REQUEST: SearchRequest = { query: '空气', filter: {}, sort: 'RELEVANCE', first: 10, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false };
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ucat-index-'));
    file = join(folder, 'deeper', 'index.db');
    const index = await LibsqlSearchIndex.open(file);
    await index.apply('310000', { changes: [{ seq: 1, id, version: 1, op: 'UPSERT', document }], setAside: [{ seq: 2, id, version: 2, op: 'UPSERT', reason: 'hash' }], position: { cursor: 'c2', seq: 2 } });
    await index.close();
  });

  afterEach(() => rm(folder, { recursive: true }));

  const inFile = <Result>(work: (database: Database.Database) => Result): Result => {
    const database = new Database(file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };

  test('keeps the document as it was published, and what was set aside with its reason', () => {
    expect(inFile((database) => database.prepare('SELECT document FROM documents').all())).toMatchObject([{ document }]);
    expect(inFile((database) => database.prepare('SELECT * FROM set_aside').all())).toMatchObject([{ authority: '310000', seq: 2, id, version: 2, reason: 'hash' }]);
  });

  test('is made anew from its documents where texts or facts are read in another way than when it was made', async () => {
    inFile((database) => database.exec("UPDATE meta SET value = 'older' WHERE key = 'analysis'; INSERT INTO tokens (tokens) VALUES ('delete-all'); UPDATE facts SET facts = '[\"as it was\"]';"));
    const index = await LibsqlSearchIndex.open(file);
    expect((await index.search(REQUEST)).hits).toMatchObject([{ id, quality: 0 }]);
    expect(await index.position('310000')).toEqual({ cursor: 'c2', seq: 2 });
    expect(await index.apply('310000', { changes: [{ seq: 3, id, version: 1, op: 'UPSERT', document }], setAside: [], position: { cursor: 'c3', seq: 3 } })).toMatchObject({ passedOver: 1 });
    await index.close();
    expect(inFile((database) => database.prepare('SELECT count(*) AS rows FROM facts').get())).toMatchObject({ rows: 1 });
  });

  test('of another format is refused, not misread', async () => {
    inFile((database) => database.exec("UPDATE meta SET value = '99' WHERE key = 'format'"));
    await expect(LibsqlSearchIndex.open(file)).rejects.toThrow('expected an index of format 1 but got format 99');
  });

  test('takes a batch wholly or not at all', async () => {
    const index = await LibsqlSearchIndex.open(file);
    const other = formatId('310000', 'DATASET', 2);
    const changes = [
      { seq: 3, id: other, version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id: other, titles: [{ lang: 'zh', text: '空气湿度' }] }) },
      // No version at all: the table refuses it, after the first change was written.
      { seq: 4, id, version: null as unknown as number, op: 'TOMBSTONE' as const, document: '{}' },
    ];
    inFile((database) => database.exec('DELETE FROM versions'));
    await expect(index.apply('310000', { changes, setAside: [], position: { cursor: 'c4', seq: 4 } })).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE' } });
    expect(await index.position('310000')).toEqual({ cursor: 'c2', seq: 2 });
    expect((await index.search(REQUEST)).hits.map((hit) => hit.id)).toEqual([id]);
    expect(await index.apply('310000', { changes: changes.slice(0, 1), setAside: [], position: { cursor: 'c3', seq: 3 } })).toMatchObject({ upserted: 1 });
    expect((await index.search(REQUEST)).total).toBe(2);
    await index.close();
  });
});
