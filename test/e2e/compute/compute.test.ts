import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { formatId } from '../../../schema/ids.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../subgraphs/kit/identity/calls/call-signer.js';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* An operator has facilities in three hubs, some for few eyes only; a ministry has data that are open, conditional, important or closed. */
const facilityId = (serial: number): string => formatId('SIC', 'COMPUTE_FACILITY', serial);
const facility = (serial: number, more: Partial<RecordInput>): RecordInput => ({
  id: facilityId(serial), kind: 'COMPUTE_FACILITY', titles: [{ lang: 'zh', text: `设施 ${String(serial)}` }, { lang: 'en', text: `Facility ${String(serial)}` }], owner: ownerId('SIC'), region: '310000', environments: ['PLAIN'], ...more,
});
const ODRL = { '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Set' };
const RESEARCH = JSON.stringify({ ...ODRL, permission: [{ action: 'use', constraint: [{ leftOperand: 'purpose', operator: 'isA', rightOperand: 'research' }] }] });
const [OPEN, SHARED, IMPORTANT, CLOSED] = [1, 2, 3, 4].map((serial) => datasetId('MEE', serial)) as [string, string, string, string];

let services: Services;
let registry: RunningService;
let search: RunningService;
let compute: RunningService;
let gateway: RunningService;
let nodes: Readonly<Record<string, RunningService>>;
let trusted: Readonly<Record<string, string>>;

beforeAll(async () => {
  services = await Services.create();
  trusted = services.trusting('compute');
  registry = await services.registry();
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  compute = await services.start('compute', ['compute', 'start'], { SEARCH_URL: search.url, ...trusted });
  gateway = await services.gateway(registry, search, { COMPUTE_URL: compute.url });
  nodes = { MEE: await services.node('MEE', trusted), SIC: await services.node('SIC', trusted) };
  await services.publish(nodes['MEE']!, [
    owner('MEE'),
    dataset('MEE', 1, '空气质量监测数据'),
    dataset('MEE', 2, '排污许可数据', { openness: 'CONDITIONAL', grade: 'GENERAL' }),
    dataset('MEE', 3, '核与辐射监测数据', { grade: 'IMPORTANT' }),
    dataset('MEE', 4, '执法案卷数据', { openness: 'CLOSED' }),
    dataset('MEE', 5, '内部数据', { audience: 'MEMBER' }),
  ]);
  await services.publish(nodes['SIC']!, [
    owner('SIC'),
    facility(1, { hub: 'YANGTZE_DELTA', cluster: '芜湖集群', environments: ['PLAIN', 'SANDBOX'], capacity: { petaflops: 64, freePetaflops: 8 }, accelerators: [{ kind: 'NPU', count: 8 }], energy: { pue: 1.2, renewablePercent: 50 } }),
    facility(2, { hub: 'GUIZHOU', region: '520000', environments: ['SANDBOX', 'TEE', 'MPC'], capacity: { petaflops: 1000 }, accelerators: [{ kind: 'GPU' }], energy: { pue: 1.1, renewablePercent: 80 } }),
    facility(3, { environments: ['PLAIN', 'TEE'], capacity: { petaflops: 4 }, policy: RESEARCH }),
    facility(4, { hub: 'GUIZHOU', audience: 'OWNER' }),
    facility(5, { hub: 'GUIZHOU', audience: 'MEMBER', environments: ['MPC'] }),
  ]);
  for (const [code, { url }] of Object.entries(nodes)) await services.enroll(registry, code, url);
  await until('the public records in the index', async () => (await services.total(search)) === 9);
}, 120_000);

afterAll(async () => services[Symbol.asyncDispose]());

const data = (query: string, variables?: Readonly<Record<string, unknown>>) => services.data(gateway, query, variables);

interface Options {
  readonly leastProtection: string | null;
  readonly options: readonly { readonly id: string; readonly environment: string; readonly points: number; readonly verdict: string; readonly conditions: readonly { readonly rule: string }[] }[];
  readonly refusals: readonly { readonly id: string; readonly rule: string }[];
}

/** What is told of a dataset, in short. */
const told = async (id: string, need: object = {}): Promise<unknown> => {
  const { dataset: found } = (await data('query ($id: ID!, $need: ComputeNeed) { dataset(id: $id) { computeOptions(need: $need) { leastProtection options { id environment points verdict conditions { rule } } refusals { id rule } } } }', { id, need })) as { readonly dataset: { readonly computeOptions: Options } };
  const { leastProtection, options, refusals } = found.computeOptions;
  return { least: leastProtection, options: options.map((one) => [one.id, one.environment, one.points, ...one.conditions.map(({ rule }) => rule)]), refusals: refusals.map((one) => [one.id, one.rule]) };
};

describe('the computing network', () => {
  test('tells where open data may be processed, the best first, with reasons', async () => {
    expect(await told(OPEN)).toEqual({ least: 'PLAIN', options: [[facilityId(1), 'PLAIN', 87], [facilityId(2), 'SANDBOX', 83], [facilityId(3), 'PLAIN', 78, 'CONSTRAINTS']], refusals: [] });
    const reasons = await data(`{ dataset(id: "${OPEN}") { title computeOptions(max: 1) { optionCount refusalCount options { title hub cluster region facility { title(lang: EN) operator { name } capacity { petaflops } energy { pue } accelerators { kind count } environments } distanceKilometers verdict facilityVersion asOf reasons { factor points max text(lang: EN) } } } } }`);
    expect(reasons).toEqual({ dataset: { title: '空气质量监测数据', computeOptions: { optionCount: 3, refusalCount: 0, options: [{
      title: '设施 1', hub: 'YANGTZE_DELTA', cluster: '芜湖集群', region: '310000', distanceKilometers: 0, verdict: 'PERMITTED', facilityVersion: 1, asOf: expect.any(String),
      facility: { title: 'Facility 1', operator: { name: 'SIC 数据局' }, capacity: { petaflops: 64 }, energy: { pue: 1.2 }, accelerators: [{ kind: 'NPU', count: 8 }], environments: ['PLAIN', 'SANDBOX'] },
      reasons: [
        { factor: 'PROTECTION', points: 40, max: 40, text: 'In an ordinary machine; at least an ordinary machine is needed' },
        { factor: 'DISTANCE', points: 30, max: 30, text: 'In the same region' },
        { factor: 'CAPACITY', points: 12, max: 20, text: '8 PFLOPS can be had' },
        { factor: 'ENERGY', points: 5, max: 10, text: 'PUE 1.2, 50% renewable' },
      ],
    }] } } });
  });

  test('data that need protection go only where they have it, and each refusal has its rule', async () => {
    expect(await told(SHARED)).toEqual({ least: 'SANDBOX', options: [[facilityId(2), 'MPC', 83, 'SHARE_CONDITION'], [facilityId(3), 'TEE', 58, 'SHARE_CONDITION', 'CONSTRAINTS'], [facilityId(1), 'SANDBOX', 57, 'SHARE_CONDITION']], refusals: [] });
    expect(await told(IMPORTANT, { purpose: 'sale', petaflops: 10, accelerators: ['GPU', 'FPGA'] })).toMatchObject({ least: 'TEE', options: [[facilityId(2), 'MPC', expect.any(Number), 'GRADE_IMPORTANT']], refusals: [[facilityId(1), 'ENVIRONMENT'], [facilityId(3), 'PURPOSE']] });
    expect(await told(OPEN, { purpose: 'research', petaflops: 10, accelerators: ['NPU'] })).toMatchObject({ options: [], refusals: [[facilityId(1), 'CAPACITY'], [facilityId(2), 'ACCELERATOR'], [facilityId(3), 'ACCELERATOR']] });
    expect(await told(CLOSED)).toEqual({ least: null, options: [], refusals: [1, 2, 3].map((serial) => [facilityId(serial), 'NOT_SHARED']) });
  });

  test('looks at the hubs that are asked for, and counts distance from where it is told to', async () => {
    expect(await told(OPEN, { hubs: ['GUIZHOU'], region: '520000', environments: ['MPC'] })).toMatchObject({ options: [[facilityId(2), 'MPC', 98]], refusals: [] });
    expect(await told(OPEN, { hubs: ['GANSU'] })).toMatchObject({ options: [], refusals: [] });
  });

  test('search finds facilities by hub, environment and accelerator, and counts them', async () => {
    const found = await data('query ($filter: SearchFilter) { search(filter: $filter) { total edges { node { id ownerName } } facets(fields: [HUB, ENVIRONMENT, ACCELERATOR]) { field buckets { value label count } } } }', { filter: { environments: ['TEE'], hubs: ['GUIZHOU'], accelerators: ['GPU'] } });
    expect(found).toMatchObject({ search: { total: 1, edges: [{ node: { id: facilityId(2), ownerName: 'SIC 数据局' } }] } });
    expect(JSON.stringify(found)).toContain('{"value":"GUIZHOU","label":"贵州枢纽","count":1}');
    expect(JSON.stringify(found)).toContain('{"value":"TEE","label":"可信执行环境","count":1}');
  });

  test('a facility is one record like any other', async () => {
    expect(await data(`{ computeFacility(id: "${facilityId(1)}") { kind title hub cluster region operator { name } owner { id } policy } record(id: "${facilityId(4)}") { id } }`)).toEqual({
      computeFacility: { kind: 'COMPUTE_FACILITY', title: '设施 1', hub: 'YANGTZE_DELTA', cluster: '芜湖集群', region: '310000', operator: { name: 'SIC 数据局' }, owner: { id: ownerId('SIC') }, policy: null },
      record: null,
    });
  });

  test('tells nobody of a facility or a dataset that he may not know of', async () => {
    const asked = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { computeOptions { optionCount refusalCount } } } }';
    const direct = await services.ask(compute, asked, { r: [1, 5, 9].map((serial) => ({ __typename: 'Dataset', id: datasetId('MEE', serial) })) });
    expect(direct.data).toEqual({ _entities: [{ computeOptions: { optionCount: 3, refusalCount: 0 } }, { computeOptions: null }, { computeOptions: null }] });
  });

  test('refuses what it can not be asked', async () => {
    const codes = async (args: string): Promise<unknown> => (await services.ask(gateway, `{ dataset(id: "${OPEN}") { computeOptions(${args}) { optionCount } } }`)).errors?.map(({ extensions }) => extensions?.['code']);
    for (const args of ['max: 0', 'max: 101', 'need: { petaflops: -1 }', 'need: { region: "贵州" }', 'need: { at: "soon" }', 'need: { purpose: " " }', 'need: { action: "sel" }', `need: { action: "${'x'.repeat(201)}" }`]) expect([args, await codes(args)]).toEqual([args, ['BAD_INPUT']]);
    expect(await codes('need: { hubs: [MOON] }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('follows what operators publish and withdraw', async () => {
    const count = async (): Promise<unknown> => ((await data(`{ dataset(id: "${OPEN}") { computeOptions(need: { hubs: [NINGXIA] }) { optionCount } } }`)) as { readonly dataset: { readonly computeOptions: { readonly optionCount: number } } }).dataset.computeOptions.optionCount;
    await services.publish(nodes['SIC']!, [facility(6, { hub: 'NINGXIA' })]);
    await until('the new facility', async () => (await count()) === 1);
    await services.ask(nodes['SIC']!, `mutation { retireRecord(id: "${facilityId(6)}", reason: "停运") { changed } }`);
    await until('the facility gone', async () => (await count()) === 0);
  });
});

describe('while the computing network is away', () => {
  test('its fields are null with a clear error, and nothing else is', async () => {
    await compute.kill();
    const { data: rest, errors = [] } = await services.ask(gateway, '{ search(query: "监测数据", sort: TITLE) { total edges { node { record { title ... on Dataset { owner { name } computeOptions { optionCount } } } } } } }');
    expect(rest).toEqual({ search: { total: 2, edges: ['核与辐射监测数据', '空气质量监测数据'].sort().map((title) => ({ node: { record: { title, owner: { name: 'MEE 数据局' }, computeOptions: null } } })) } });
    expect(new Set(errors.map(({ extensions }) => `${String(extensions?.['code'])} ${String(extensions?.['subgraph'])} ${String(extensions?.['retryable'])}`))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE compute true']));
    expect(await data(`{ computeFacility(id: "${facilityId(1)}") { title environments } }`)).toEqual({ computeFacility: { title: '设施 1', environments: ['PLAIN', 'SANDBOX'] } });
  });
});

test('takes no call twice, and none of whom it does not trust', async () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const again = await services.start('compute', ['compute', 'start'], { SEARCH_URL: search.url, ...trusted });
  const call = async (authorization: string): Promise<number> => (await fetch(again.url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body })).status;
  const signed = (name: string): string => callSigner(callKeyIn(join(services.folder, name)))({ audience: ['compute'], method: 'POST', path: '/graphql', body });
  const once = signed('gateway');
  expect([await call(once), await call(once), await call(signed('stranger'))]).toEqual([200, 401, 401]);
});
