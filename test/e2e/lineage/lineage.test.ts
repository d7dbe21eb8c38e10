import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatId } from '../../../schema/ids.js';
import { runUcat } from '../support/run-ucat.js';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* Observations of a ministry become the grids of a province, those become the forecasts of a city, and those a product of its. The grids are used. */
const OBSERVED = datasetId('MEE', 1);
const GRIDS = datasetId('330000', 1);
const FORECASTS = datasetId('310000', 1);
const PRODUCT = formatId('310000', 'DATA_PRODUCT', 1);
const USE = formatId('330000', 'USE_CASE', 1);
/** Named, and never published. */
const ABSENT = datasetId('MEE', 99);
/** Named, and for the ministry's own staff. */
const INNER = datasetId('MEE', 2);

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let nodes: Readonly<Record<string, RunningService>>;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  nodes = { MEE: await services.node('MEE'), '330000': await services.node('330000'), '310000': await services.node('310000') };
  await services.publish(nodes['MEE']!, [owner('MEE'), dataset('MEE', 1, '逐时观测'), dataset('MEE', 2, '内部订正', { derivedFrom: [OBSERVED], audience: 'OWNER' })]);
  await services.publish(nodes['330000']!, [owner('330000'), dataset('330000', 1, '格点数据', { derivedFrom: [OBSERVED, INNER, ABSENT] }), { id: USE, kind: 'USE_CASE', titles: [{ lang: 'zh', text: '防汛调度' }], descriptions: [{ lang: 'zh', text: '用于端到端测试。' }], owner: ownerId('330000'), uses: [GRIDS], themes: ['environment'], region: '330100', industries: ['N'] }]);
  await services.publish(nodes['310000']!, [
    owner('310000'),
    dataset('310000', 1, '城市预报', { derivedFrom: [GRIDS] }),
    { id: PRODUCT, kind: 'DATA_PRODUCT', titles: [{ lang: 'zh', text: '预报产品' }], descriptions: [{ lang: 'zh', text: '用于端到端测试。' }], owner: ownerId('310000'), derivedFrom: [FORECASTS], offers: [{ code: 'a', priceModel: 'FREE' }] },
  ]);
  for (const [code, { url }] of Object.entries(nodes)) await services.enroll(registry, code, url);
  await until('the public records in the index', async () => (await services.total(search)) === 8);
}, 120_000);

afterAll(async () => services[Symbol.asyncDispose]());

const data = (query: string, variables?: Readonly<Record<string, unknown>>) => services.data(gateway, query, variables);

describe('lineage across three nodes', () => {
  test('leads from a product to the observations two nodes away, and says what is missing', async () => {
    const query = `{ dataProduct(id: "${PRODUCT}") { title lineage(depth: 5) { authorities cut cycles links { source derived crosses } nodes { id kind authority title distance missing hasMore record { title servedFrom } } } } }`;
    const node = (id: string, distance: number, title: string | null, authority = id.slice(0, id.indexOf('-'))) => ({ id, kind: 'DATASET', authority, title, distance, missing: title === null, hasMore: false, record: title === null ? null : { title, servedFrom: 'OWNER' } });
    expect(await data(query)).toEqual({
      dataProduct: {
        title: '预报产品',
        lineage: {
          authorities: ['310000', '330000', 'MEE'],
          cut: [],
          cycles: [],
          links: [
            { source: FORECASTS, derived: PRODUCT, crosses: false },
            { source: GRIDS, derived: FORECASTS, crosses: true },
            { source: OBSERVED, derived: GRIDS, crosses: true },
            { source: INNER, derived: GRIDS, crosses: true },
            { source: ABSENT, derived: GRIDS, crosses: true },
          ].sort((a, b) => (a.source < b.source ? -1 : 1)),
          nodes: [node(FORECASTS, 1, '城市预报'), node(GRIDS, 2, '格点数据'), ...[node(OBSERVED, 3, '逐时观测'), node(INNER, 3, null), node(ABSENT, 3, null)].sort((a, b) => (a.id < b.id ? -1 : 1))],
        },
      },
    });
  });

  test('leads down to what was made from the observations, and tells of nothing that is hidden', async () => {
    const found = await data(`{ search(query: "逐时观测", first: 1) { edges { node { record { ... on Dataset { lineage(direction: DOWNSTREAM) { nodes { id kind } } } } } } } }`);
    expect(found).toEqual({ search: { edges: [{ node: { record: { lineage: { nodes: [{ id: GRIDS, kind: 'DATASET' }, { id: FORECASTS, kind: 'DATASET' }, { id: USE, kind: 'USE_CASE' }, { id: PRODUCT, kind: 'DATA_PRODUCT' }] } } } }] } });
  });

  test('says where it was cut, and refuses what has no answer', async () => {
    expect(await data(`{ dataset(id: "${FORECASTS}") { lineage(depth: 1) { cut nodes { id hasMore } } } }`)).toEqual({ dataset: { lineage: { cut: ['DEPTH'], nodes: [{ id: GRIDS, hasMore: true }] } } });
    for (const args of ['depth: 0', 'depth: 21', 'first: 501']) {
      const { data: rest, errors } = await services.ask(gateway, `{ dataset(id: "${FORECASTS}") { title lineage(${args}) { cut } } }`);
      expect([rest, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([{ dataset: { title: '城市预报', lineage: null } }, ['BAD_INPUT']]);
    }
  });

  test('costs one fetch at the index for all hits of a page', async () => {
    const query = 'query Plan { search(first: 20) { edges { node { record { ... on Dataset { id lineage { nodes { id } } } } } } } }';
    const before = await served();
    await data(query);
    expect((await served()) - before).toBe(1);
  });
});

describe('the lifecycle of a dataset', () => {
  const STAGES = 'stages { stage state evidence { code state value count records } }';
  type Stages = readonly { readonly stage: string; readonly state: string; readonly evidence: readonly { readonly code: string; readonly state: string; readonly records: readonly string[] }[] }[];
  const stagesOf = async (id: string, args = ''): Promise<Stages> => ((await data(`{ dataset(id: "${id}") { lifecycle${args} { version ${STAGES} } } }`))['dataset'] as { readonly lifecycle: { readonly stages: Stages } }).lifecycle.stages;
  const evidenceOf = (stages: Stages): Readonly<Record<string, string>> => Object.fromEntries(stages.flatMap(({ evidence }) => evidence).filter(({ state }) => state !== 'BLANK').map(({ code, state }) => [code, state]));

  test('is read from all that members have published, without the layers that explain it', async () => {
    const grids = await stagesOf(GRIDS);
    expect(Object.fromEntries(grids.map(({ stage, state }) => [stage, state]))).toEqual({ COLLECTION: 'EVIDENCED', AGGREGATION: 'EVIDENCED', TRANSMISSION: 'EVIDENCED', PROCESSING: 'EVIDENCED', CIRCULATION: 'EVIDENCED', USE: 'EVIDENCED', OPERATION: 'EVIDENCED', SECURITY: 'BLANK' });
    expect(grids.flatMap(({ evidence }) => evidence).find(({ code }) => code === 'USE_CASES')).toEqual({ code: 'USE_CASES', state: 'EVIDENCED', value: null, count: 1, records: [USE] });
    expect(evidenceOf(await stagesOf(FORECASTS))).toMatchObject({ PRODUCTS: 'EVIDENCED', OFFERS: 'EVIDENCED', DERIVED: 'EVIDENCED' });
    expect(await data(`{ dataset(id: "${INNER}") { lifecycle { version } } }`)).toEqual({ dataset: null });
  });

  test('names nothing that is hidden', async () => {
    expect((await stagesOf(OBSERVED)).flatMap(({ evidence }) => evidence).find(({ code }) => code === 'DERIVATIVES')?.records).toEqual([GRIDS]);
  });

  test('says unknown, not blank, while a member has never been heard', async () => {
    expect((await stagesOf(OBSERVED)).find(({ stage }) => stage === 'CIRCULATION')?.evidence.find(({ code }) => code === 'PRODUCTS')?.state).toBe('BLANK');
    await services.enroll(registry, '440000', 'http://127.0.0.1:9/graphql');
    await until('the silent member', async () => evidenceOf(await stagesOf(OBSERVED))['PRODUCTS'] === 'UNKNOWN');
    expect(evidenceOf(await stagesOf(OBSERVED))).toMatchObject({ SERVICES: 'UNKNOWN', USE_CASES: 'UNKNOWN', DERIVATIVES: 'EVIDENCED' });
    const { errors } = await services.ask(gateway, `{ dataset(id: "${OBSERVED}") { lifecycle(at: "soon") { version } } }`);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_INPUT']);
  });
});

describe('ucat lineage', () => {
  const run = (...words: readonly string[]) => runUcat(['lineage', ...words, '--gateway', gateway.url], {});

  test('prints the ways up and down', async () => {
    const up = await run(FORECASTS);
    expect(up).toMatchObject({ code: 0, stderr: '' });
    expect(up.stdout).toContain('城市预报');
    expect(up.stdout).toMatch(new RegExp(`${ABSENT}.*missing`));
    const { stdout } = await run(OBSERVED, '--direction', 'downstream', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ lineage: { nodes: [{ id: GRIDS }, { id: FORECASTS }, { id: USE }, { id: PRODUCT }] } });
  });

  test('says what is wrong with a question, and what is not there', async () => {
    expect(await run(ABSENT)).toMatchObject({ code: 1, stdout: '' });
    expect(await run('nothing')).toMatchObject({ code: 2, stdout: '' });
    expect(await run(FORECASTS, '--direction', 'sideways')).toMatchObject({ code: 2 });
    expect((await run(FORECASTS, '--depth', '99')).stderr).toContain('1 to 20');
  });
});

test('the index that is away costs lineage and nothing else', async () => {
  await search.kill();
  const { data: rest, errors } = await services.ask(gateway, `{ dataset(id: "${FORECASTS}") { title owner { name } lineage { cut } } }`);
  expect(rest).toEqual({ dataset: { title: '城市预报', owner: { name: '310000 数据局' }, lineage: null } });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INDEX_UNAVAILABLE']);
});

/** Requests for its GraphQL that the index has answered. */
async function served(): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', search.url))).text();
  return [...metrics.matchAll(/^ucat_http_request_duration_seconds_count\{[^}]*route="\/graphql"[^}]*\} (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}
