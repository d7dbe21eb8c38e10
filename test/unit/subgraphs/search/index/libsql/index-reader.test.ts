import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../../schema/ids.js';
import { createPreparer, openIndexWriter } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import { IndexReader } from '../../../../../../subgraphs/search/index/libsql/index-reader.js';
import { openReader, type Connection } from '../../../../../../subgraphs/search/index/libsql/schema.js';
import { createQueryReader } from '../../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';

/** The connection, whose reading of removals fails as often as `failures` says. */
function failing(connection: Connection, failures: { left: number }): Connection {
  const prepare = (sql: string) => {
    const statement = connection.prepare(sql);
    if (!sql.includes('FROM removals')) return statement;
    const all = (...values: readonly unknown[]): unknown => {
      if (failures.left-- > 0) throw new Error('disk I/O error');
      return statement.all(...values);
    };
    return { all };
  };
  return { prepare, exec: (sql: string) => connection.exec(sql), close: () => connection.close() } as unknown as Connection;
}

test('records that were read when a refresh failed are shown by the next one, without those that died meanwhile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-reader-'));
  const file = join(folder, 'index.db');
  const splitter = createWordSplitter();
  const prepare = createPreparer(splitter);
  const writer = openIndexWriter(file, () => splitter);
  const ids = [1, 2].map((serial) => formatId('310000', 'DATASET', serial));
  const failures = { left: 1 };
  const reader = new IndexReader(failing(openReader(file), failures), createQueryReader(splitter));
  const changes = ids.map((id, n) => ({ seq: n + 1, id, version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id, titles: [{ lang: 'zh', text: '空气' }] }) }));
  writer.apply([prepare('310000', { changes, setAside: [], position: { cursor: 'c2', seq: 2 } })]);
  await expect(reader.refresh()).rejects.toThrow('disk I/O error');
  writer.apply([prepare('310000', { changes: [{ seq: 3, id: ids[1]!, version: 2, op: 'TOMBSTONE', document: '{}' }], setAside: [], position: { cursor: 'c3', seq: 3 } })]);
  await reader.refresh();
  const answer = reader.search({ query: '空气', filter: {}, sort: 'TITLE', first: 10, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false });
  expect(answer.hits.map(({ id }) => id)).toEqual([ids[0]]);
  reader.close();
  writer.close();
  await rm(folder, { recursive: true });
});
