import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { formatId } from '../../../schema/ids.js';
import type { OfferInput, RecordInput } from '../../../schema/generated/catalog.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../subgraphs/kit/identity/calls/call-signer.js';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* Two exchanges list one product that is made from a ministry's dataset, and one lists more for some eyes only. */
const AIR = datasetId('MEE', 1);
const productId = (exchange: string, serial: number): string => formatId(exchange, 'DATA_PRODUCT', serial);
const product = (exchange: string, serial: number, offers: readonly OfferInput[], more: Partial<RecordInput> = {}): RecordInput => ({
  id: productId(exchange, serial),
  kind: 'DATA_PRODUCT',
  titles: [{ lang: 'zh', text: `${exchange} 产品 ${String(serial)}` }],
  descriptions: [{ lang: 'zh', text: '用于端到端测试。' }],
  owner: ownerId('MEE'),
  derivedFrom: [AIR],
  registrationCode: 'SAMPLE-1',
  offers,
  ...more,
});

let services: Services;
let registry: RunningService;
let search: RunningService;
let market: RunningService;
let gateway: RunningService;
let nodes: Readonly<Record<string, RunningService>>;

beforeAll(async () => {
  services = await Services.create();
  const trusted = services.trusting('market');
  registry = await services.registry();
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  market = await services.start('market', ['market', 'start'], { SEARCH_URL: search.url, ...trusted });
  gateway = await services.gateway(registry, search, { MARKET_URL: market.url });
  nodes = { MEE: await services.node('MEE', trusted), SHDE: await services.node('SHDE', trusted), SZDE: await services.node('SZDE', trusted) };
  await services.publish(nodes['MEE']!, [owner('MEE'), dataset('MEE', 1, '空气质量监测数据'), dataset('MEE', 2, '噪声监测数据')]);
  await services.publish(nodes['SHDE']!, [
    product('SHDE', 1, [
      { code: 'month', priceModel: 'SUBSCRIPTION', amount: 1000, currency: 'CNY', period: 'P1M', policy: '{"@type":"Offer","permission":[{"action":"use"}]}' },
      { code: 'over', priceModel: 'ONCE', amount: 1, currency: 'CNY', validThrough: '2020' },
    ]),
    product('SHDE', 2, [{ code: 'secret', priceModel: 'FREE' }], { audience: 'OWNER' }),
    product('SHDE', 3, [{ code: 'inner', priceModel: 'FREE' }], { audience: 'MEMBER' }),
  ]);
  await services.publish(nodes['SZDE']!, [
    product('SZDE', 1, [
      { code: 'call', priceModel: 'PER_CALL', amount: 45, currency: 'CNY', per: 10 },
      { code: 'year', priceModel: 'SUBSCRIPTION', amount: 9000, currency: 'HKD', period: 'P1Y' },
      { code: 'talk', priceModel: 'NEGOTIATED' },
    ]),
  ]);
  for (const [code, { url }] of Object.entries(nodes)) await services.enroll(registry, code, url);
  await until('the public records in the index', async () => (await services.total(search)) === 5);
}, 120_000);

afterAll(async () => services[Symbol.asyncDispose]());

const data = (query: string, variables?: Readonly<Record<string, unknown>>) => services.data(gateway, query, variables);

describe('the data market', () => {
  test('tells on what terms a dataset can be had, from what exchanges have published', async () => {
    const query = `{ dataset(id: "${AIR}") { title products { id title exchange { code } owner { id } } offers(calls: 7, during: "P1Y") { code product { id } cost(calls: 7, during: "P1Y") { amount currency text } standing } } }`;
    expect(await data(query)).toEqual({
      dataset: {
        title: '空气质量监测数据',
        products: ['SHDE', 'SZDE'].map((code) => ({ id: productId(code, 1), title: `${code} 产品 1`, exchange: { code }, owner: { id: ownerId('MEE') } })),
        offers: [
          { code: 'call', product: { id: productId('SZDE', 1) }, cost: { amount: 32, currency: 'CNY', text: '0.32' }, standing: 'OPEN' },
          { code: 'month', product: { id: productId('SHDE', 1) }, cost: { amount: 12_000, currency: 'CNY', text: '120.00' }, standing: 'OPEN' },
          { code: 'year', product: { id: productId('SZDE', 1) }, cost: { amount: 9_000, currency: 'HKD', text: '90.00' }, standing: 'OPEN' },
          { code: 'talk', product: { id: productId('SZDE', 1) }, cost: null, standing: 'OPEN' },
        ],
      },
    });
  });

  test('says that nothing is offered, which is something else than that it does not know', async () => {
    expect(await data(`{ dataset(id: "${datasetId('MEE', 2)}") { products { id } offers { code } } }`)).toEqual({ dataset: { products: [], offers: [] } });
  });

  test('compares the listings of one product, each currency by itself', async () => {
    const fields = '{ registrationCode exchanges { code name } listings { id } cheapest(calls: 7, during: "P1Y") { code cost(calls: 7, during: "P1Y") { text currency } } }';
    const compared = {
      registrationCode: 'SAMPLE-1',
      exchanges: [{ code: 'SHDE', name: 'SHDE 区' }, { code: 'SZDE', name: 'SZDE 区' }],
      listings: [{ id: productId('SHDE', 1) }, { id: productId('SZDE', 1) }],
      cheapest: [{ code: 'call', cost: { text: '0.32', currency: 'CNY' } }, { code: 'year', cost: { text: '90.00', currency: 'HKD' } }],
    };
    expect(await data(`{ productListings(registrationCode: "sample-1") ${fields} }`)).toEqual({ productListings: compared });
    expect(await data(`{ productListings(product: "${productId('SZDE', 1)}") ${fields} }`)).toEqual({ productListings: compared });
    expect(await data(`{ dataProduct(id: "${productId('SZDE', 1)}") { listings ${fields} } }`)).toEqual({ dataProduct: { listings: compared } });
  });

  test('shows every offer of a product, also one that is over', async () => {
    expect(await data(`{ dataProduct(id: "${productId('SHDE', 1)}") { registrationCode derivedFrom { id } offers { code price { text } period standing productVersion terms } } }`)).toEqual({
      dataProduct: {
        registrationCode: 'SAMPLE-1',
        derivedFrom: [{ id: AIR }],
        offers: [
          { code: 'month', price: { text: '10.00' }, period: 'P1M', standing: 'OPEN', productVersion: 1, terms: '{"@type":"Offer","permission":[{"action":"use"}]}' },
          { code: 'over', price: { text: '0.01' }, period: null, standing: 'ENDED', productVersion: 1, terms: null },
        ],
      },
    });
  });

  test('products are found by how they are paid for, and where', async () => {
    const ids = async (filter: object): Promise<unknown> => (await data('query ($filter: SearchFilter) { search(filter: $filter, sort: TITLE) { total edges { node { id } } facets(fields: [PRICE_MODEL]) { buckets { value label count } } } }', { filter }))['search'];
    expect(await ids({ priceModels: ['PER_CALL', 'FREE'] })).toMatchObject({ total: 1, edges: [{ node: { id: productId('SZDE', 1) } }] });
    expect(await ids({ exchanges: ['SHDE'] })).toMatchObject({ total: 1, edges: [{ node: { id: productId('SHDE', 1) } }], facets: [{ buckets: [{ value: 'ONCE', label: '一次性', count: 1 }, { value: 'SUBSCRIPTION', label: '订阅', count: 1 }] }] });
    expect(await ids({ exchanges: ['MEE'] })).toMatchObject({ total: 0 });
  });

  test('tells nobody of a product that he may not know of', async () => {
    const { data: hidden, errors } = await services.ask(gateway, `{ a: productListings(product: "${productId('SHDE', 2)}") { exchanges { code } } b: productListings(product: "${productId('SHDE', 3)}") { exchanges { code } } c: productListings(product: "${productId('SHDE', 9)}") { exchanges { code } } }`);
    expect({ hidden, errors }).toEqual({ hidden: { a: null, b: null, c: null }, errors: undefined });
    const asked = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on DataProduct { offers { code } listings { registrationCode } } } }`;
    const { data: direct } = await services.ask(market, asked, { r: [2, 3, 9].map((serial) => ({ __typename: 'DataProduct', id: productId('SHDE', serial) })) });
    expect(direct).toEqual({ _entities: [1, 2, 3].map(() => ({ offers: null, listings: null })) });
  });

  test('refuses what it can not be asked', async () => {
    const codes = async (query: string): Promise<unknown> => (await services.ask(gateway, query)).errors?.map(({ extensions }) => extensions?.['code']);
    expect(await codes('{ productListings { registrationCode } }')).toEqual(['BAD_INPUT']);
    expect(await codes(`{ productListings(registrationCode: "${'x'.repeat(64)}") { registrationCode } }`)).toBeUndefined();
    expect(await codes(`{ productListings(registrationCode: "${'x'.repeat(65)}") { registrationCode } }`)).toEqual(['BAD_INPUT']);
    expect((await fetch(new URL('/readyz', market.url))).status).toBe(200);
    expect(await codes(`{ productListings(product: "${AIR}") { registrationCode } }`)).toEqual(['BAD_ID']);
    expect(await codes(`{ dataset(id: "${AIR}") { offers(during: "P1Y6M") { code } } }`)).toEqual(['BAD_INPUT']);
    expect(await codes(`{ dataset(id: "${AIR}") { offers(calls: 1.5) { code } } }`)).toEqual(['BAD_INPUT']);
    expect(await codes(`{ dataset(id: "${AIR}") { offers(at: "soon") { code } } }`)).toEqual(['BAD_INPUT']);
    expect(await codes(`{ dataset(id: "${AIR}") { offers(at: "2026-03-01T08:00:00") { code } } }`)).toEqual(['BAD_INPUT']);
  });

  test('follows what exchanges publish and withdraw', async () => {
    await services.publish(nodes['SZDE']!, [product('SZDE', 5, [{ code: 'free', priceModel: 'FREE' }], { registrationCode: 'SAMPLE-5' })]);
    const codes = async (): Promise<string> => JSON.stringify((await data(`{ dataset(id: "${AIR}") { offers { code } } }`))['dataset']);
    await until('the new offer first', async () => (await codes()).startsWith('{"offers":[{"code":"free"}'));
    await services.ask(nodes['SZDE']!, `mutation { retireRecord(id: "${productId('SZDE', 5)}", reason: "下架") { changed } }`);
    await until('the offer gone', async () => !(await codes()).includes('free'));
  });
});

describe('a layer that is away', () => {
  const WHOLE = `{ search(query: "监测数据", sort: TITLE) { total edges { node { record { title ... on Dataset { owner { name } offers { code } products { id } } } } } } productListings(registrationCode: "SAMPLE-1") { registrationCode } }`;

  test('costs its own fields and nothing else', async () => {
    await market.kill();
    const { data: rest, errors = [] } = await services.ask(gateway, WHOLE);
    const away = { owner: { name: 'MEE 数据局' }, offers: null, products: null };
    expect(rest).toEqual({ search: { total: 2, edges: ['噪声监测数据', '空气质量监测数据'].map((title) => ({ node: { record: { title, ...away } } })) }, productListings: null });
    expect(new Set(errors.map(({ extensions }) => `${String(extensions?.['code'])} ${String(extensions?.['subgraph'])} ${String(extensions?.['retryable'])}`))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE market true']));
    expect(await data(`{ dataProduct(id: "${productId('SHDE', 1)}") { title owner { name } registrationCode } }`)).toEqual({ dataProduct: { title: 'SHDE 产品 1', owner: { name: 'MEE 数据局' }, registrationCode: 'SAMPLE-1' } });
  });
});

test('takes no call twice, not even after a start', async () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const authorization = callSigner(callKeyIn(join(services.folder, 'gateway')))({ audience: ['market'], method: 'POST', path: '/graphql', body });
  const call = async ({ url }: RunningService): Promise<number> => (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body })).status;
  const start = () => services.start('market', ['market', 'start'], { SEARCH_URL: search.url, TRUSTED_CALLERS: `GATEWAY=${callKeyIn(join(services.folder, 'gateway')).publicKey}` });
  const first = await start();
  expect(await call(first)).toBe(200);
  await first.kill();
  expect(await call(await start())).toBe(401);
});
