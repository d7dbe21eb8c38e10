import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatId } from '../../../schema/ids.js';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A nation of two nodes, asked through its gateway: the record's own node judges it, and the index says the same. */

const SERVICE = formatId('310000', 'DATA_SERVICE', 1);
const RICH = {
  keywords: ['空气'], temporal: { start: '2020' }, landingPage: 'https://www.mee.gov.cn/air', license: 'CC-BY-4.0', issued: '2020-01-01', modified: '2026-03-01', grade: 'GENERAL',
  distributions: [{ accessURL: 'https://www.mee.gov.cn/air', downloadURL: 'https://www.mee.gov.cn/air.csv', format: 'CSV', mediaType: 'text/csv', byteSize: 1024 }],
};
const QUALITY = 'quality(on: $on) { score max rating judgedOn dimensions { code name points max } firstFix { code max reason(lang: $lang) } gbt36344 { code score reason(lang: $lang) } }';

let services: Services;
let gateway: RunningService;

beforeAll(async () => {
  services = await Services.create();
  const registry = await services.registry();
  const [search, shanghai, ministry] = await Promise.all([services.search(registry), services.node('310000'), services.node('MEE')]);
  gateway = await services.gateway(registry, search);
  await services.publish(ministry, [owner('MEE'), dataset('MEE', 1, '空气质量', RICH), dataset('MEE', 2, '空气湿度')]);
  await services.publish(shanghai, [
    owner('310000'),
    { id: SERVICE, kind: 'DATA_SERVICE', titles: [{ lang: 'zh', text: '空气质量接口' }], endpointURL: 'https://api.sh.gov.cn/air', servesDatasets: [datasetId('MEE', 1)], shareType: 'UNCONDITIONAL', openness: 'OPEN' },
  ]);
  await services.enroll(registry, '310000', shanghai.url);
  await services.enroll(registry, 'MEE', ministry.url);
  await until('all records in the index', async () => (await services.total(search)) === 5);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> => {
  const { data, errors } = await services.ask(gateway, query, variables);
  expect(errors).toBeUndefined();
  return data!;
};

describe('quality through the gateway', () => {
  test('is answered by the record’s node, on the day and in the language asked for', async () => {
    const query = `query ($id: ID!, $on: Date, $lang: Lang) { record(id: $id) { ... on Dataset { ${QUALITY} } } }`;
    const { record: rich } = await ask(query, { id: datasetId('MEE', 1), on: '2026-03-02', lang: 'EN' });
    expect(rich).toMatchObject({ quality: { score: 405, max: 405, rating: 'EXCELLENT', judgedOn: '2026-03-02', firstFix: null } });
    const { record: poor } = await ask(query, { id: datasetId('MEE', 2), on: '2026-03-02', lang: 'ZH' });
    expect(poor).toMatchObject({ quality: { rating: 'SUFFICIENT', firstFix: { code: 'ACCESS_URL', max: 50, reason: expect.stringContaining('没有人人可用的访问地址') } } });
    expect((poor as { quality: { dimensions: unknown } }).quality.dimensions).toContainEqual({ code: 'FINDABILITY', name: '可发现性', points: 50, max: 100 });
    expect((rich as { quality: { gbt36344: unknown[] } }).quality.gbt36344).toContainEqual({ code: 'TIMELINESS', score: 100, reason: 'It is kept up as often as it says.' });
  });

  test('follows links to other nodes, and costs only its own place where its day is none', async () => {
    const query = `query ($on: Date, $lang: Lang) { dataService(id: "${SERVICE}") { quality { score } servesDatasets { id ${QUALITY} } } }`;
    const { dataService } = await ask(query, { on: '2026-03-02' });
    expect(dataService).toMatchObject({ quality: { score: expect.any(Number) }, servesDatasets: [{ id: datasetId('MEE', 1), quality: { score: 405 } }] });
    const { data, errors } = await services.ask(gateway, query, { on: 'soon' });
    expect(data?.['dataService']).toMatchObject({ quality: { score: expect.any(Number) }, servesDatasets: [{ id: datasetId('MEE', 1), quality: null }] });
    expect(errors?.map(({ extensions, path }) => [extensions?.['code'], path])).toEqual([['BAD_INPUT', ['dataService', 'servesDatasets', 0, 'quality']]]);
  });

  test('is the same at the index, which sorts, filters and counts by it', async () => {
    const hits = 'edges { node { id quality record { ... on Dataset { quality { score } } ... on DataService { quality { score } } } } }';
    const { search } = await ask(`{ search(sort: QUALITY) { ${hits} facets(fields: [QUALITY]) { buckets { value label count } } } }`);
    const { edges, facets } = search as { edges: { node: { id: string; quality: number | null; record: { quality?: { score: number } } } }[]; facets: unknown };
    expect(edges.map(({ node }) => node.id)).toEqual([datasetId('MEE', 1), datasetId('MEE', 2), SERVICE, ownerId('310000'), ownerId('MEE')]);
    for (const { node } of edges) expect([node.id, node.record.quality?.score ?? null]).toEqual([node.id, node.quality]);
    expect(facets).toEqual([{ buckets: [{ value: 'SUFFICIENT', label: '合格', count: 2 }, { value: 'EXCELLENT', label: '优秀', count: 1 }] }]);
    const { search: excellent } = await ask('{ search(filter: { quality: [EXCELLENT, GOOD] }) { total edges { node { id } } } }');
    expect(excellent).toEqual({ total: 1, edges: [{ node: { id: datasetId('MEE', 1) } }] });
  });

  test('is summed by authority, with what costs it most', async () => {
    const { coverage } = await ask('{ coverage { quality { records mean } authorities { authority quality { records mean worst { code unmet advice(lang: EN) } } } } }');
    const { quality, authorities } = coverage as { quality: { records: number; mean: number }; authorities: { authority: string; quality: { records: number; mean: number } }[] };
    expect(quality.records).toBe(3);
    expect(authorities.find(({ authority }) => authority === 'MEE')?.quality).toMatchObject({ records: 2, worst: { code: 'ACCESS_URL', unmet: 1, advice: expect.stringContaining('accessURL') } });
    expect(authorities.reduce((sum, one) => sum + one.quality.mean * one.quality.records, 0)).toBeCloseTo(quality.mean * quality.records);
  });
});
