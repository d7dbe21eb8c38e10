import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { lifecycle } from '../../../../../subgraphs/search/resolvers/lifecycle.js';
import type { SearchContext } from '../../../../../subgraphs/search/resolvers/search-context.js';

const ID = formatId('310000', 'DATASET', 1);
const product = (serial: number): string => formatId('SHDE', 'DATA_PRODUCT', serial);
const OFFER = { code: 'O1', priceModel: 'FREE' };

let folder: string;
let index: LibsqlSearchIndex;
let seq = 0;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-lifecycle-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
});
afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

const put = async (id: string, more: object = {}): Promise<void> => {
  const change = { seq: ++seq, id, version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id, titles: [{ lang: 'zh', text: '空气' }], ...more }) };
  await index.apply(id.slice(0, id.indexOf('-')), { changes: [change], setAside: [], position: { cursor: String(seq), seq } });
};

const freshness = () => [{ authority: '310000', asOf: new Date('2026-11-29') }];
const context = (): SearchContext => ({ index, viewer: { authorities: [] }, feeds: { freshness } }) as unknown as SearchContext;
async function offers(): Promise<unknown> {
  const told = await lifecycle({ id: ID }, { at: '2026-11-29T00:00:00Z' }, context());
  const evidence = told?.stages.flatMap((stage) => stage.evidence).find(({ code }) => code === 'OFFERS');
  return [evidence?.state, evidence?.ids ?? []];
}

test('offers are blank where no product has one, and evidenced where one holds', async () => {
  await put(ID);
  await put(product(1), { derivedFrom: [ID] });
  expect(await offers()).toEqual(['BLANK', []]);
  await put(product(2), { derivedFrom: [ID], offers: [OFFER] });
  expect(await offers()).toEqual(['EVIDENCED', [product(2)]]);
});

test('it is not known whether there are any where a product is too long to be read', async () => {
  await put(ID);
  await put(product(1), { derivedFrom: [ID], offers: [OFFER], padding: 'x'.repeat(2_000_000) });
  expect(await offers()).toEqual(['UNKNOWN', []]);
  await put(product(2), { derivedFrom: [ID], offers: [OFFER] });
  expect(await offers()).toEqual(['EVIDENCED', [product(2)]]);
});

test('a dataset of an authority that is hidden has none', async () => {
  await put(ID);
  await index.heed({ hidden: ['310000'], bodies: [] });
  expect(await lifecycle({ id: ID }, {}, context())).toBeNull();
});
