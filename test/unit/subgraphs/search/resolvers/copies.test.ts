import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { copies } from '../../../../../subgraphs/search/resolvers/copies.js';
import type { SearchContext } from '../../../../../subgraphs/search/resolvers/search-context.js';

const id = (serial: number): string => formatId('310000', 'DATASET', serial);

test('one answer has an end, and where it is reached nothing is told as if it were not there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-copies-'));
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  const padding = 'x'.repeat(7_000_000);
  const changes = [1, 2, 3, 4].map((serial) => ({ seq: serial, id: id(serial), version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id: id(serial), titles: [{ lang: 'zh', text: '空气' }], padding }) }));
  const ask = (...serials: readonly number[]) => copies(null, { ids: serials.map(id) }, { index, feeds: { get: () => ({ asOf: null }) }, viewer: { authorities: [], roles: ['REPLICA'] } } as unknown as SearchContext);
  try {
    await index.apply('310000', { changes, setAside: [], position: { cursor: '4', seq: 4 } });
    expect((await ask(1, 9, 2)).map((copy) => copy?.document?.length ?? null)).toEqual([changes[0]!.document.length, null, changes[1]!.document.length]);
    for (const serials of [[1, 2, 3], [1, 2, 3, 4]]) await expect(ask(...serials)).rejects.toMatchObject({ extensions: { code: 'OPERATION_TOO_LARGE' } });
    await expect(ask(...Array.from({ length: 1_001 }, () => 9))).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  } finally {
    await index.close();
    rmSync(folder, { recursive: true });
  }
});
