import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { formatId } from '../../../schema/ids.js';
import { runUse, type UseRequest } from '../../../cli/use/run-use.js';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A city uses a ministry's data and asks for more; some of both is not for everybody. */
const RAIN = datasetId('MEE', 1);
const caseId = (serial: number): string => formatId('310000', 'USE_CASE', serial);
const demandId = (serial: number): string => formatId('310000', 'DEMAND', serial);
const texts = (title: string): Pick<RecordInput, 'titles' | 'descriptions'> => ({ titles: [{ lang: 'zh', text: title }], descriptions: [{ lang: 'zh', text: `${title}，用于端到端测试。` }] });
const useCase = (serial: number, title: string, more: Partial<RecordInput> = {}): RecordInput => ({ id: caseId(serial), kind: 'USE_CASE', ...texts(title), owner: ownerId('310000'), industries: ['78'], region: '310100', uses: [RAIN], ...more });
const demand = (serial: number, title: string, more: Partial<RecordInput> = {}): RecordInput => ({ id: demandId(serial), kind: 'DEMAND', ...texts(title), owner: ownerId('310000'), state: 'OPEN', ...more });

let services: Services;
let search: RunningService;
let use: RunningService;
let gateway: RunningService;
let nodes: Readonly<Record<string, RunningService>>;

beforeAll(async () => {
  services = await Services.create();
  const trusted = services.trusting('use');
  const registry = await services.registry();
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  use = await services.start('use', ['use', 'start'], { SEARCH_URL: search.url, ...trusted });
  gateway = await services.gateway(registry, search, { USE_URL: use.url });
  nodes = { MEE: await services.node('MEE', trusted), 310000: await services.node('310000', trusted) };
  await services.publish(nodes['MEE']!, [
    owner('MEE'),
    dataset('MEE', 1, '逐小时降水观测', { keywords: ['降水', '雨量'], industries: ['7410'], region: '310100' }),
    dataset('MEE', 2, '噪声监测数据'),
    dataset('MEE', 3, '降水酸度旬报', { keywords: ['酸雨'], region: '110000' }),
  ]);
  await services.publish(nodes['310000']!, [
    owner('310000'),
    useCase(1, '下立交布泵', { outcomes: [{ lang: 'zh', text: '少封路' }, { lang: 'en', text: 'Fewer closures' }] }),
    useCase(2, '内部演练', { audience: 'OWNER' }),
    useCase(3, '联合演练', { audience: 'MEMBER' }),
    demand(1, '防汛要的雨情', { keywords: ['逐小时', '降水'], themes: ['environment'], industries: ['74'], region: '310000', neededBy: '2027-05' }),
    demand(2, '内部要的降水', { keywords: ['降水'], audience: 'OWNER' }),
    demand(3, '联合要的降水', { keywords: ['降水'], audience: 'MEMBER' }),
    demand(4, '早先要的降水', { keywords: ['降水'], state: 'MET', metBy: [RAIN] }),
    demand(5, '商圈客流', { keywords: ['商圈', '客流'] }),
  ]);
  for (const [code, { url }] of Object.entries(nodes)) await services.enroll(registry, code, url);
  await until('the public records in the index', async () => (await services.total(search)) === 9);
}, 120_000);

afterAll(async () => services[Symbol.asyncDispose]());

const data = (query: string, variables?: Readonly<Record<string, unknown>>) => services.data(gateway, query, variables);

describe('the layer of use', () => {
  test('tells what a dataset is used for, and by whom it is wanted', async () => {
    const query = `{ dataset(id: "${RAIN}") { usedBy { id title owner { name } industries region outcome(lang: EN) uses { title } } wantedBy { demand { id title state neededBy } reasons { code value label } } } }`;
    expect(await data(query)).toEqual({
      dataset: {
        usedBy: [{ id: caseId(1), title: '下立交布泵', owner: { name: '310000 数据局' }, industries: ['78'], region: '310100', outcome: 'Fewer closures', uses: [{ title: '逐小时降水观测' }] }],
        wantedBy: [
          {
            demand: { id: demandId(1), title: '防汛要的雨情', state: 'OPEN', neededBy: '2027-05' },
            reasons: [
              { code: 'WORD', value: '逐小时降水', label: '逐小时降水' },
              { code: 'THEME', value: 'environment', label: '生态环境' },
              { code: 'INDUSTRY', value: '7410', label: '专业技术服务业' },
              { code: 'REGION', value: '310100', label: '市辖区' },
            ],
          },
        ],
      },
    });
  });

  test('finds for a demand what the search finds for its words, the best first', async () => {
    const { demand: found } = (await data(`{ demand(id: "${demandId(1)}") { matches { score dataset { id title owner { name } } reasons { code value } } } }`)) as { readonly demand: { readonly matches: readonly { readonly score: number; readonly dataset: { readonly id: string } }[] } };
    const { search: searched } = (await data('{ search(query: "逐小时 降水", filter: { kinds: [DATASET] }) { edges { node { id score } } } }')) as { readonly search: { readonly edges: readonly { readonly node: { readonly id: string; readonly score: number } }[] } };
    expect(found.matches.map(({ dataset: { id }, score }) => ({ id, score }))).toEqual(searched.edges.map(({ node }) => node));
    expect(found.matches[0]?.dataset).toMatchObject({ id: RAIN, owner: { name: 'MEE 数据局' } });
    expect(await data(`{ demand(id: "${demandId(5)}") { matches { dataset { id } } } }`)).toEqual({ demand: { matches: [] } });
  });

  test('tells what an organization looks for, by how it stands', async () => {
    const ids = async (states: string) => ((await data(`{ organization(id: "${ownerId('310000')}") { demands${states} { id metBy { id } } } }`)) as { readonly organization: { readonly demands: readonly unknown[] } }).organization.demands;
    expect(await ids('')).toEqual([{ id: demandId(1), metBy: [] }, { id: demandId(4), metBy: [{ id: RAIN }] }, { id: demandId(5), metBy: [] }]);
    expect(await ids('(states: [MET])')).toEqual([{ id: demandId(4), metBy: [{ id: RAIN }] }]);
    expect(await data(`{ organization(id: "${ownerId('MEE')}") { demands { id } } }`)).toEqual({ organization: { demands: [] } });
  });

  test('use cases and demands are found by industry, city and how it stands with them', async () => {
    const found = async (filter: object): Promise<unknown> => (await data('query ($filter: SearchFilter) { search(filter: $filter, sort: TITLE) { edges { node { id } } facets(fields: [DEMAND_STATE]) { buckets { value label count } } } }', { filter }))['search'];
    expect(await found({ demandStates: ['OPEN'] })).toEqual({ edges: [demandId(5), demandId(1)].map((id) => ({ node: { id } })), facets: [{ buckets: [{ value: 'OPEN', label: '征集中', count: 2 }, { value: 'MET', label: '已满足', count: 1 }] }] });
    expect(await found({ kinds: ['USE_CASE'], industries: ['N'], region: '310000' })).toMatchObject({ edges: [{ node: { id: caseId(1) } }] });
    expect(await found({ kinds: ['USE_CASE'], region: '440000' })).toMatchObject({ edges: [] });
  });

  test('tells nobody of a demand or use case that he may not know of', async () => {
    const asked = [2, 3, 9].map((serial) => `d${String(serial)}: demand(id: "${demandId(serial)}") { matches { score } arrivals { cursor } feed }`);
    expect(await data(`{ ${asked.join(' ')} }`)).toEqual({ d2: null, d3: null, d9: null });
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Demand { matches { score } arrivals { cursor } feed } } }';
    const { data: direct } = await services.ask(use, query, { r: [2, 3, 9].map((serial) => ({ __typename: 'Demand', id: demandId(serial) })) });
    expect(direct).toEqual({ _entities: [1, 2, 3].map(() => ({ matches: null, arrivals: null, feed: null })) });
  });

  test('refuses what it can not be asked', async () => {
    const codes = async (query: string): Promise<unknown> => (await services.ask(gateway, query)).errors?.map(({ extensions }) => extensions?.['code']);
    expect(await codes(`{ dataset(id: "${RAIN}") { wantedBy(first: 51) { score } } }`)).toEqual(['BAD_INPUT']);
    expect(await codes(`{ demand(id: "${demandId(1)}") { matches(first: -1) { score } } }`)).toEqual(['BAD_INPUT']);
    expect(await codes(`{ demand(id: "${demandId(1)}") { arrivals(after: "where") { cursor } } }`)).toEqual(['BAD_CURSOR']);
    expect((await fetch(new URL('/readyz', use.url))).status).toBe(200);
  });
});

describe('a dataset that appears', () => {
  test('is wanted at once, and is news for the demand, once', async () => {
    const arrivals = async (after: string | null) => ((await data('query ($id: ID!, $after: String) { demand(id: $id) { arrivals(after: $after) { matches { dataset { id } demand { id } reasons { code } } cursor isBehind } } }', { id: demandId(5), after })) as { readonly demand: { readonly arrivals: { readonly matches: readonly { readonly dataset: { readonly id: string } }[]; readonly cursor: string; readonly isBehind: boolean } } }).demand.arrivals;
    const begun = await arrivals(null);
    expect(begun).toMatchObject({ matches: [], isBehind: false });
    const place = join(services.folder, 'place');
    const command: UseRequest = { question: 'arrivals', id: demandId(5), gateway: gateway.url, place };
    expect(await told(command)).toEqual({ exit: 1, text: '', complaints: [`Nothing new matches ${demandId(5)}.`] });
    await services.publish(nodes['MEE']!, [dataset('MEE', 4, '商圈客流分时统计'), dataset('MEE', 5, '湖泊水位')]);
    const wantedBy = async () => ((await data(`{ dataset(id: "${datasetId('MEE', 4)}") { wantedBy { demand { id } } } }`)) as { readonly dataset: { readonly wantedBy: readonly unknown[] } }).dataset.wantedBy;
    await until('somebody wants it', async () => (await wantedBy()).length > 0);
    expect(await wantedBy()).toEqual([{ demand: { id: demandId(5) } }]);
    const came = await arrivals(begun.cursor);
    expect(came).toMatchObject({ matches: [{ dataset: { id: datasetId('MEE', 4) }, demand: { id: demandId(5) } }], isBehind: false });
    expect((await arrivals(came.cursor)).matches).toEqual([]);
    expect(await told(command)).toMatchObject({ exit: 0, text: expect.stringContaining(`${datasetId('MEE', 4)}         商圈客流分时统计`) });
    expect(await told(command)).toMatchObject({ exit: 1 });
    expect(readFileSync(place, 'utf8').trim()).toBe((await arrivals(came.cursor)).cursor);
    const { demand: said } = (await data(`{ demand(id: "${demandId(5)}") { feed } }`)) as { readonly demand: { readonly feed: string } };
    expect(await (await fetch(new URL(said.feed, gateway.url))).text()).toContain(datasetId('MEE', 4));
  });

  test('is found by the verbs of the terminal', async () => {
    expect(await told({ question: 'usedBy', id: RAIN, gateway: gateway.url })).toMatchObject({ exit: 0, text: expect.stringContaining('少封路') });
    expect(await told({ question: 'wantedBy', id: RAIN, gateway: gateway.url })).toMatchObject({ exit: 0, text: expect.stringContaining(demandId(1)) });
    expect(await told({ question: 'matches', id: demandId(1), gateway: gateway.url, first: 1, json: true })).toMatchObject({ exit: 0, text: expect.stringContaining(`"id":"${RAIN}"`) });
    expect(await told({ question: 'demands', id: ownerId('310000'), gateway: gateway.url, state: 'MET' })).toMatchObject({ exit: 0, text: expect.stringContaining('MET') });
    expect(await told({ question: 'matches', id: RAIN, gateway: gateway.url })).toMatchObject({ exit: 2, complaints: ['ID: expected the id of a Demand but got one of a Dataset.'] });
  });
});

describe('a layer that is away', () => {
  test('costs its own fields and nothing else', async () => {
    await use.kill();
    const { data: rest, errors = [] } = await services.ask(gateway, `{ dataset(id: "${RAIN}") { title owner { name demands { id } } usedBy { id } wantedBy { score } } demand(id: "${demandId(1)}") { title state matches { score } feed } }`);
    expect(rest).toEqual({ dataset: { title: '逐小时降水观测', owner: { name: 'MEE 数据局', demands: null }, usedBy: null, wantedBy: null }, demand: { title: '防汛要的雨情', state: 'OPEN', matches: null, feed: null } });
    expect(new Set(errors.map(({ extensions }) => `${String(extensions?.['code'])} ${String(extensions?.['subgraph'])} ${String(extensions?.['retryable'])}`))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE use true']));
  });
});

async function told(request: UseRequest): Promise<{ readonly exit: number; readonly text: string; readonly complaints: readonly string[] }> {
  const complaints: string[] = [];
  const chunks: string[] = [];
  const output = new Writable({ write: (chunk, _, done) => (chunks.push(String(chunk)), done()) });
  const exit = await runUse(request, { output, complain: (text) => complaints.push(text), signal: new AbortController().signal });
  return { exit, text: chunks.join(''), complaints };
}
