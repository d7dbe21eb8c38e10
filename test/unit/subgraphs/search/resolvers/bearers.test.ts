import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { bearers } from '../../../../../subgraphs/search/resolvers/bearers.js';
import type { SearchContext } from '../../../../../subgraphs/search/resolvers/search-context.js';

test('no authority crowds out another, no name another, and one answer has an end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-bearers-'));
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  let serial = 0;
  const put = async (authority: string, code: string, count: number, padding = ''): Promise<void> => {
    const changes = Array.from({ length: count }, () => {
      const id = formatId(authority, 'DATA_PRODUCT', ++serial);
      return { seq: serial, id, version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id, titles: [{ lang: 'zh', text: '产品' }], registrationCode: code, padding }) };
    });
    await index.apply(authority, { changes, setAside: [], position: { cursor: String(serial), seq: serial } });
  };
  try {
    for (let n = 0; n < 7; n++) await put('GYDE', `C-${String(n)}`, n === 0 ? 230 : 180);
    await put('SZDE', 'C-0', 2);
    await put('SZDE', 'C-7', 3);
    const ask = async (...values: readonly string[]): Promise<readonly (readonly object[])[]> =>
      bearers(null, { kind: 'DATA_PRODUCT', key: 'registration', values: [...values] }, { index, feeds: { get: () => ({ asOf: null }) } as never, viewer: { authorities: [], roles: [] } as never } as unknown as SearchContext);
    const [first] = (await ask('C-0')) as [readonly { readonly id: string }[]];
    expect([first.length, first.filter(({ id }) => id.startsWith('SZDE')).length]).toEqual([200, 2]);
    const all = await ask(...Array.from({ length: 8 }, (_, n) => `C-${String(n)}`));
    expect([all.flat().length, all.at(-1)?.length, all.every((some) => some.length === 3 || some.length > 140)]).toEqual([1_000, 3, true]);
    // Of those beyond sixteen million characters nothing is told, of shorter ones that come later everything.
    await put('GYDE', 'L-0', 2, 'x'.repeat(9_000_000));
    await put('GYDE', 'L-0', 1);
    const [long] = (await ask('L-0')) as [readonly { readonly document: string }[]];
    expect(long.map(({ document }) => document.length > 9_000_000)).toEqual([true, false]);
  } finally {
    await index.close();
    rmSync(folder, { recursive: true });
  }
});
