import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { supergraphSdl } from '../../../schema/sdl.js';
import { dataset, owner, standard, standardId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const NATIONAL = `query ($query: String!) {
  search(query: $query) {
    total
    edges { node { id title summary record { ... on Dataset { title owner { name } distributions { format accessURL } conformsTo { number title } } } } }
    index { authorities { authority reachable } }
  }
}`;
const INTROSPECTION = '{ __schema { types { name fields { name type { name kind ofType { name } } args { name } } } } }';
const MEMBERS = ['310000', '330000', 'SAC'];

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let nodes: ReadonlyMap<string, RunningService>;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  nodes = new Map(await Promise.all(MEMBERS.map(async (code) => [code, await services.node(code)] as const)));
  for (const [code, node] of nodes) await services.enroll(registry, code, node.url);
  await services.publish(nodes.get('SAC')!, [standard('SAC', 1, 'GB 3095-2012'), standard('SAC', 2, 'HJ 633-2012')]);
  for (const code of ['310000', '330000']) {
    await services.publish(nodes.get(code)!, [owner(code), dataset(code, 1, `${code} 空气质量监测数据`, { conformsTo: [standardId('SAC', 1), standardId('SAC', 2)] })]);
  }
  await until('all records in the index', async () => (await services.total(search)) === 6);
}, 60_000);

afterAll(async () => services[Symbol.asyncDispose]());

interface Hit {
  readonly id: string;
  readonly record: { readonly owner: unknown; readonly conformsTo: readonly unknown[] } | null;
}

const hitsOf = (data: Readonly<Record<string, unknown>> | null | undefined): readonly Hit[] => (data?.['search'] as { edges: readonly { node: Hit }[] }).edges.map(({ node }) => node);

async function fetchesInPlan(): Promise<number> {
  const { extensions } = (await services.ask(gateway, NATIONAL, { query: '空气质量' }, { 'apollo-query-plan-experimental': '1' })) as { extensions?: { __queryPlanExperimental: string } };
  return extensions!.__queryPlanExperimental.split('Fetch(').length - 1;
}

describe('the national query', () => {
  test('joins hits of the index with what their owners and a third node say', async () => {
    const { data, errors } = await services.ask(gateway, NATIONAL, { query: '空气质量' });
    expect(errors).toBeUndefined();
    const standards = [{ number: 'GB 3095-2012', title: '标准 GB 3095-2012' }, { number: 'HJ 633-2012', title: '标准 HJ 633-2012' }];
    expect([...hitsOf(data)].sort((a, b) => a.id.localeCompare(b.id))).toMatchObject(
      ['310000', '330000'].map((code) => ({ title: `${code} 空气质量监测数据`, record: { owner: { name: `${code} 数据局` }, conformsTo: standards, distributions: [{ format: 'CSV' }] } })),
    );
  });

  test('other names lead to a record: a standard by any spelling of its number', async () => {
    const { data, errors } = await services.ask(gateway, '{ standard(number: "gb3095—2012") { id number } none: standard(number: "GB 1-1999") { id } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ standard: { id: standardId('SAC', 1), number: 'GB 3095-2012' }, none: null });
  });

  test('one operation carries fields of several authorities, known, unknown and malformed', async () => {
    const { data, errors } = await services.ask(gateway, `{
      a: changes(authority: "310000", first: 1) { head entries { seq } }
      b: changes(authority: "NOBODY") { head }
      c: record(id: "310000-DS-1") { id }
      authorities { code name(lang: EN) status }
    }`);
    expect(data).toMatchObject({ a: { head: 2, entries: [{ seq: 1 }] }, b: null, c: null, authorities: MEMBERS.map((code) => ({ code, name: `${code} area`, status: 'ACTIVE' })) });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']]).sort()).toEqual([[['b'], 'UNKNOWN_AUTHORITY'], [['c'], 'BAD_ID']]);
  });

  test('a node joins and its records are found: no restart, no byte of the schema changes, the plan stays as it is', async () => {
    const schemaBefore = await services.ask(gateway, INTROSPECTION);
    const supergraphBefore = supergraphSdl();
    const fetchesBefore = await fetchesInPlan();
    const joined = await services.node('440000');
    await services.publish(joined, [owner('440000'), dataset('440000', 1, '珠江口空气质量观测')]);
    await services.enroll(registry, '440000', joined.url);
    // The same node again under 116 more authorities, to make 120.
    for (let n = 1; n <= 116; n += 1) await services.enroll(registry, `X${String(n)}`, joined.url);
    await until('the new record through the gateway', async () => {
      const { data } = await services.ask(gateway, NATIONAL, { query: '珠江口空气质量' });
      return hitsOf(data)[0]?.record?.owner;
    });
    const { data } = await services.ask(gateway, '{ authorities { code } }');
    expect((data?.['authorities'] as unknown[]).length).toBe(120);
    expect(await fetchesInPlan()).toBe(fetchesBefore);
    expect(fetchesBefore).toBe(2);
    expect(await services.ask(gateway, INTROSPECTION)).toEqual(schemaBefore);
    expect(supergraphSdl()).toBe(supergraphBefore);
  });

  test('a node that dies costs its own places only; what the index knows is still found', async () => {
    await nodes.get('330000')!.kill();
    const { data, errors } = await services.ask(gateway, NATIONAL, { query: '空气质量监测数据' });
    // Behind these stand records that lack a word.
    const hits = hitsOf(data).slice(0, 2);
    expect(hits.length).toBe(2);
    const dead = hits.findIndex(({ id }) => id.startsWith('330000'));
    expect(hits[dead]?.record).toBeNull();
    expect(hits[1 - dead]?.record).toMatchObject({ owner: { name: '310000 数据局' } });
    expect(errors).toEqual([expect.objectContaining({ path: ['search', 'edges', dead, 'node', 'record'], extensions: expect.objectContaining({ code: 'NODE_UNAVAILABLE', authority: '330000', retryable: true }) })]);
  });

  test('a node that comes back is heard and asked again, at another address too', async () => {
    const back = await services.node('330000');
    await services.enroll(registry, '330000', back.url);
    await until('the node to be heard', async () => {
      const { data } = await services.ask(gateway, NATIONAL, { query: '空气质量' });
      const { index } = data?.['search'] as { index: { authorities: readonly { authority: string; reachable: boolean }[] } };
      return hitsOf(data).every(({ record }) => record) && index.authorities.find(({ authority }) => authority === '330000')?.reachable;
    }, 5_000);
  });

  test('an index that dies costs the search only', async () => {
    await search.kill();
    const { data, errors } = await services.ask(gateway, '{ search(query: "空气") { total } authority(code: "SAC") { name } changes(authority: "SAC") { head } }');
    expect(data).toEqual({ search: null, authority: { name: 'SAC 区' }, changes: { head: 2 } });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([[['search'], 'INDEX_UNAVAILABLE']]);
  });
});
