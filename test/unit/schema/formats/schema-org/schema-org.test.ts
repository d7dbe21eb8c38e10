import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dcatUsMapping } from '../../../../../cli/import/formats/dcat-us/map-dcat-us.js';
import { describe as describeIn, LONGEST, SHORTEST } from '../../../../../schema/formats/schema-org/describe.js';
import { toSchemaOrg } from '../../../../../schema/formats/schema-org/to-schema-org.js';
import { writeSchemaOrg } from '../../../../../schema/formats/schema-org/write-schema-org.js';
import { toDcatUs } from '../../../../../schema/formats/dcat-us/to-dcat-us.js';
import { packagePath } from '../../../../../schema/package-path.js';
import { published, publishedSeed, textOf } from '../../../../support/published.js';

const golden = (...path: readonly string[]): unknown => JSON.parse(readFileSync(packagePath('test', 'golden', ...path), 'utf8'));

const WETLAND = published({
  id: '370000-DS-0000000001-O',
  kind: 'DATASET',
  titles: [{ lang: 'zh', text: '滨海湿地鸟类调查' }, { lang: 'en', text: 'Birds of the coastal wetland' }],
  descriptions: [{ lang: 'zh', text: '鸟类种类与数量。' }],
  keywords: ['鸟类', '湿地'],
  landingPage: 'https://data.wetland.example/birds',
  issued: '2024-03',
  modified: '2026-02-01',
  sources: [{ system: 'gov-sheet', identifier: '370/0012' }],
  owner: '370000-OR-0000000001-Y',
  themes: ['environment'],
  region: '370000',
  bbox: [118.5, 37.1, 119.2, 37.9],
  temporal: { start: '2019' },
  frequency: 'QUARTERLY',
  shareType: 'CONDITIONAL',
  shareCondition: '科研使用',
  openness: 'CONDITIONAL',
  license: 'CC-BY-4.0',
  conformsTo: ['SAC-ST-0000000001-Z'],
  items: [{ name: '样线编号', dataType: '字符型' }],
  distributions: [{ title: '全表', accessURL: 'https://data.wetland.example/birds', downloadURL: 'https://data.wetland.example/birds.csv', format: 'CSV', mediaType: 'text/csv', byteSize: 2048 }],
});
const linked = (id: string) => (id === WETLAND.id || id.includes('-ST-') ? undefined : { titles: [{ lang: 'zh', text: '滨海湿地管理站' }] });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('golden files: what a writer makes of a sample', () => {
  test('schema.org', () => {
    expect(plain(toSchemaOrg(WETLAND, { linked, iriBase: 'https://catalog.example/id/' }))).toEqual(golden('schema-org', 'dataset.json'));
  });

  test('DCAT-US 3', () => {
    if (WETLAND.kind !== 'DATASET') throw new Error('no dataset');
    expect(plain(toDcatUs(WETLAND, { linked, iriBase: 'https://catalog.example/id/' }))).toEqual(golden('dcat-us', 'dataset.out.json'));
  });
});

test('a data product is told with its offers, and a price only where one sale costs it', () => {
  const offers = [{ code: 'free', priceModel: 'FREE' }, { code: 'once', priceModel: 'ONCE', amount: 1250, currency: 'CNY', validThrough: '2027' }, { code: 'month', priceModel: 'SUBSCRIPTION', amount: 5, currency: 'JPY', period: 'P1M' }, { code: 'talk', priceModel: 'NEGOTIATED' }] as const;
  const product = published({ id: 'SHDE-DP-0000000001-W', kind: 'DATA_PRODUCT', titles: [{ lang: 'zh', text: '鸟类产品' }], descriptions: [{ lang: 'zh', text: '一年一版。' }], owner: '370000-OR-0000000001-Y', derivedFrom: [WETLAND.id], registrationCode: 'SAMPLE-1', offers: offers.map((one) => ({ ...one })) });
  expect(plain(toSchemaOrg(product, { linked, iriBase: 'https://catalog.example/id/' }))).toMatchObject({
    '@type': 'Product',
    '@id': 'https://catalog.example/id/SHDE-DP-0000000001-W',
    productID: 'SAMPLE-1',
    isBasedOn: [{ '@id': `https://catalog.example/id/${WETLAND.id}` }],
    offers: [
      { '@type': 'Offer', sku: 'free', category: 'FREE', price: '0' },
      { '@type': 'Offer', sku: 'once', category: 'ONCE', price: '12.50', priceCurrency: 'CNY', validThrough: '2027' },
      { '@type': 'Offer', sku: 'month', category: 'SUBSCRIPTION', priceCurrency: 'JPY' },
      { '@type': 'Offer', sku: 'talk', category: 'NEGOTIATED' },
    ].map((one) => ('price' in one ? one : expect.not.objectContaining({ price: expect.anything() }))),
  });
});

test('a use case is told by what it uses and what came of it, and a demand by who seeks it', () => {
  const texts = { titles: [{ lang: 'zh', text: '观鸟' }], descriptions: [{ lang: 'zh', text: '说明。' }], owner: '370000-OR-0000000001-Y' };
  const owner = '370000-OR-0000000001-Y';
  const useCase = published({ ...texts, id: '370000-UC-0000000001-N', kind: 'USE_CASE', industries: ['N'], region: '370000', uses: [WETLAND.id], outcomes: [{ lang: 'zh', text: '少走弯路。' }] });
  expect(plain(toSchemaOrg(useCase, { linked, iriBase: 'https://catalog.example/id/' }))).toMatchObject({ '@type': 'CreativeWork', abstract: '少走弯路。', isBasedOn: [{ '@type': 'Dataset', '@id': `https://catalog.example/id/${WETLAND.id}` }], spatialCoverage: { identifier: '370000' } });
  const demand = published({ ...texts, id: '370000-DM-0000000001-S', kind: 'DEMAND', state: 'OPEN', neededBy: '2027-06' });
  expect(plain(toSchemaOrg(demand, { linked, iriBase: 'https://catalog.example/id/' }))).toMatchObject({ '@type': 'Demand', availabilityEnds: '2027-06', '@reverse': { seeks: { '@id': `https://catalog.example/id/${owner}` } } });
});

test('what was written as DCAT-US 3 names the same record, owner and terms when it is read', () => {
  if (WETLAND.kind !== 'DATASET') throw new Error('no dataset');
  const { id, owner, sources, themes, region, bbox, temporal, frequency, openness, shareCondition, license, conformsTo, distributions, issued, modified } = WETLAND;
  expect(dcatUsMapping('dcat-us')(plain(toDcatUs(WETLAND, { linked })) as never)).toMatchObject({
    outcome: 'RECORD',
    identifier: id,
    owner: undefined,
    record: { id, owner, sources, themes, region, bbox, temporal, frequency, openness, shareCondition, license, conformsTo, distributions, issued, modified },
  });
});

describe('the description that search engines take', () => {
  const facts = ['提供方：滨海湿地管理站。', '主题：生态环境。', '更新周期：每季度。', '统一目录标识：370000-DS-0000000001-O。', '由国家数据目录的所属节点发布，元数据可在统一目录中检索。'];

  test('is left as it is from 50 to 5,000 characters', () => {
    for (const length of [SHORTEST, 51, 4_999, LONGEST]) expect(describeIn('鸟'.repeat(length), facts)).toBe('鸟'.repeat(length));
  });

  test('is filled up with facts, no more than needed', () => {
    expect(describeIn('鸟类种类与数量', facts)).toBe(`鸟类种类与数量。${facts.slice(0, 4).join('')}`);
    expect(describeIn(undefined, facts).length).toBeGreaterThanOrEqual(SHORTEST);
  });

  test('is cut behind a sentence, else at the limit, and says so', () => {
    expect(describeIn(`${'鸟'.repeat(4_500)}。${'飞'.repeat(2_000)}`, facts)).toBe(`${'鸟'.repeat(4_500)}。…`);
    expect(describeIn('鸟'.repeat(9_000), facts)).toBe(`${'鸟'.repeat(4_999)}…`);
    expect([...describeIn('𠮷'.repeat(6_000), facts)]).toHaveLength(LONGEST);
  });

  test('has its length for every dataset of the sample', async () => {
    const seed = publishedSeed();
    const { '@graph': graph } = JSON.parse(await textOf(writeSchemaOrg(seed))) as { '@graph': readonly { '@type': string; description?: string }[] };
    expect(graph).toHaveLength(seed.length);
    const lengths = graph.filter((one) => one['@type'] === 'Dataset').map(({ description = '' }) => [...description].length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(SHORTEST);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST);
  });
});
