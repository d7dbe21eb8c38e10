import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { TransportAnswer } from '../../../subgraphs/kit/transport/transport.js';
import { dataset, datasetId, owner, ownerId, standard, standardId } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* The national index over HTTP: real nodes, a real registry, a real harvest. */

let services: Services;
let registry: RunningService;
let search: RunningService;
let shanghai: RunningService;
let zhejiang: RunningService;

const EVERYTHING = `query ($query: String, $filter: SearchFilter, $sort: SearchSort, $first: Int, $after: String, $lang: Lang) {
  search(query: $query, filter: $filter, sort: $sort, first: $first, after: $after, lang: $lang) {
    total
    edges { cursor node { id kind authority title summary ownerName modified score highlights { field fragments } record { __typename id } } }
    pageInfo { hasNextPage endCursor }
    facets(fields: [AUTHORITY, THEME, OWNER, REGION]) { field buckets { value label count } }
    index { asOf authorities { authority asOf lagSeconds reachable } }
  }
}`;

interface Freshness {
  readonly authority: string;
  readonly asOf: string | null;
  readonly lagSeconds: number | null;
  readonly reachable: boolean;
}

interface Found {
  readonly total: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: unknown;
  readonly facets: readonly unknown[];
  readonly index: { readonly asOf: string | null; readonly authorities: readonly Freshness[] };
}

const ask = (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<TransportAnswer> => services.ask(search, query, variables);
const find = async (variables: Readonly<Record<string, unknown>>): Promise<Found> => {
  const { data, errors } = await ask(EVERYTHING, variables);
  expect(errors).toBeUndefined();
  return data!['search'] as Found;
};
const titles = async (query: string): Promise<readonly unknown[]> => (await find({ query })).edges.map(({ node }) => node['title']);
const freshness = async (authority: string): Promise<Freshness | undefined> => (await find({ first: 0 })).index.authorities.find((one) => one.authority === authority);

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  search = await services.search(registry);
  [shanghai, zhejiang] = await Promise.all([services.node('310000'), services.node('330000')]);
  await services.publish(shanghai, [owner('310000'), dataset('310000', 1, '上海空气质量监测数据'), dataset('310000', 2, '上海公交线路')]);
  await services.publish(zhejiang, [owner('330000'), standard('330000', 1, 'DB33/T 1-2024'), dataset('330000', 1, '杭州空气质量监测数据', { region: '330100' })]);
  await services.enroll(registry, '310000', shanghai.url);
  await services.enroll(registry, '330000', zhejiang.url);
  await until('all records in the index', async () => (await services.total(search)) === 6);
}, 60_000);

afterAll(async () => services[Symbol.asyncDispose]());

describe('one index over many nodes', () => {
  test('finds, shows and counts the records of all nodes, and says how fresh they are', async () => {
    const found = await find({ query: '空气质量', sort: 'TITLE' });
    expect(found.total).toBe(2);
    expect(found.edges.map(({ node }) => node)).toEqual(
      [['310000', '上海'], ['330000', '杭州']].map(([code, city]) => ({
        id: datasetId(code!, 1),
        kind: 'DATASET',
        authority: code,
        title: `${city!}空气质量监测数据`,
        summary: `${city!}空气质量监测数据，用于端到端测试。`,
        ownerName: `${code!} 数据局`,
        modified: expect.any(String),
        score: 0,
        highlights: [
          { field: 'title', fragments: [`${city!}\uE000空气质量\uE001监测数据`] },
          { field: 'description', fragments: [`${city!}\uE000空气质量\uE001监测数据，用于端到端测试。`] },
        ],
        record: { __typename: 'Dataset', id: datasetId(code!, 1) },
      })),
    );
    expect(found.facets).toEqual([
      { field: 'AUTHORITY', buckets: [{ value: '310000', label: '310000 区', count: 1 }, { value: '330000', label: '330000 区', count: 1 }] },
      { field: 'THEME', buckets: [{ value: 'environment', label: '生态环境', count: 2 }] },
      { field: 'OWNER', buckets: [{ value: ownerId('310000'), label: '310000 数据局', count: 1 }, { value: ownerId('330000'), label: '330000 数据局', count: 1 }] },
      { field: 'REGION', buckets: [{ value: '310000', label: '上海市', count: 1 }, { value: '330000', label: '浙江省', count: 1 }] },
    ]);
    await until('both nodes read to their ends', async () => (await find({})).index.asOf);
    const { index } = await find({});
    expect(index.authorities.map(({ authority, reachable }) => [authority, reachable])).toEqual([['310000', true], ['330000', true]]);
    expect(index.authorities.every(({ asOf, lagSeconds }) => Date.parse(asOf!) <= Date.now() && lagSeconds! >= 0)).toBe(true);
  });

  test('labels and titles come in English too', async () => {
    const { facets, edges } = await find({ query: '空气质量', lang: 'EN', first: 1 });
    expect(facets).toContainEqual({ field: 'THEME', buckets: [{ value: 'environment', label: 'Environment', count: 2 }] });
    expect(edges[0]!.node['ownerName']).toMatch(/Data Bureau$/);
  });

  test('pages go on behind a cursor; a wrong argument is refused by its name and nulls only the search', async () => {
    const first = await find({ sort: 'TITLE', first: 4 });
    const second = await find({ sort: 'TITLE', first: 4, after: first.edges[3]!.cursor });
    expect(new Set([...first.edges, ...second.edges].map(({ node }) => node['id'])).size).toBe(6);
    expect(second.pageInfo).toEqual({ hasNextPage: false, endCursor: second.edges[1]!.cursor });
    for (const [variables, code] of [
      [{ first: 101 }, 'BAD_INPUT'],
      [{ first: -1 }, 'BAD_INPUT'],
      [{ filter: { region: 'Shanghai' } }, 'BAD_INPUT'],
      [{ filter: { modified: { from: '2024-02-31' } } }, 'BAD_INPUT'],
      [{ filter: { bbox: [1, 2, 3] } }, 'BAD_INPUT'],
      [{ query: 'x'.repeat(501) }, 'BAD_INPUT'],
      [{ after: 'nonsense' }, 'BAD_CURSOR'],
      [{ after: first.edges[0]!.cursor }, 'BAD_CURSOR'],
    ] as const) {
      const { data, errors } = await ask(EVERYTHING, variables);
      expect([variables, data, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([variables, { search: null }, [code]]);
    }
  });

  test('suggest, coverage and locate answer', async () => {
    const { data } = await ask(`{
      suggest(prefix: "上海") { text kind record { __typename id } }
      coverage { total kinds { kind count } authorities { authority total seq } }
      locate(kind: STANDARD, key: number, value: "db33/t1") 
      none: locate(kind: STANDARD, key: number, value: "GB 1")
    }`);
    expect(data).toEqual({
      suggest: expect.arrayContaining([{ text: '上海公交线路', kind: 'DATASET', record: { __typename: 'Dataset', id: datasetId('310000', 2) } }]),
      coverage: {
        total: 6,
        kinds: [{ kind: 'DATASET', count: 3 }, { kind: 'STANDARD', count: 1 }, { kind: 'ORGANIZATION', count: 2 }],
        authorities: [{ authority: '310000', total: 3, seq: 3 }, { authority: '330000', total: 3, seq: 3 }],
      },
      locate: [standardId('330000', 1)],
      none: [],
    });
  });
});

describe('changes', () => {
  test('what a node publishes, changes and retires is seen nationally within a second', async () => {
    const measure = async (change: () => Promise<unknown>, seen: () => Promise<boolean>): Promise<number> => {
      await change();
      const start = performance.now();
      await until('the change', seen);
      return performance.now() - start;
    };
    const isFound = async (query: string, count: number): Promise<boolean> => (await titles(query)).length === count;
    const id = datasetId('310000', 3);
    const retire = () => services.ask(shanghai, 'mutation ($id: ID!) { retireRecord(id: $id, reason: "merged") { changed } }', { id });
    expect(await measure(() => services.publish(shanghai, [dataset('310000', 3, '充电桩分布')]), () => isFound('充电桩', 1))).toBeLessThan(1_000);
    expect(await measure(() => services.publish(shanghai, [dataset('310000', 3, '停车场分布')]), () => isFound('停车场', 1))).toBeLessThan(1_000);
    expect(await titles('充电桩')).toEqual([]);
    expect(await measure(retire, () => isFound('停车场', 0))).toBeLessThan(1_000);
  });
});

describe('silence is not deletion', () => {
  test('a node that is killed keeps its records in the index, marked; it is heard again at its new address', async () => {
    const before = await freshness('330000');
    await zhejiang.kill();
    await until('the loss to be noticed', async () => (await freshness('330000'))?.reachable === false);
    expect(await titles('杭州')).toEqual(['杭州空气质量监测数据']);
    expect(Date.parse((await freshness('330000'))!.asOf!)).toBeGreaterThanOrEqual(Date.parse(before!.asOf!));

    zhejiang = await services.node('330000');
    await services.publish(zhejiang, [dataset('330000', 2, '宁波港吞吐量')]);
    await services.enroll(registry, '330000', zhejiang.url);
    await until('the new record', async () => (await titles('宁波港')).length === 1);
    expect((await freshness('330000'))?.reachable).toBe(true);
    expect((await find({ filter: { authorities: ['330000'] } })).total).toBe(4);
  });

  test('a node that comes back empty, or with another history, takes nothing away', async () => {
    await zhejiang.kill();
    const empty = await services.start('node-empty', ['node', 'start'], { NODE_AUTHORITIES: '330000' });
    await services.enroll(registry, '330000', empty.url);
    await until('the divergence to be noticed', async () => (await freshness('330000'))?.reachable === false);
    expect((await find({ filter: { authorities: ['330000'] } })).total).toBe(4);

    await services.publish(empty, [owner('330000'), ...[1, 2, 3, 4, 5, 6].map((serial) => dataset('330000', serial, `另一段历史${String(serial)}`))]);
    await services.enroll(registry, '330000', `${empty.url}?moved`);
    await until('the other history to be met', async () => (await freshness('330000'))?.reachable === false);
    expect(await titles('另一段历史')).toEqual([]);
    expect((await find({ filter: { authorities: ['330000'] } })).total).toBe(4);
    await empty.stop();
  });

  test('a member that is suspended keeps its records, and is not asked any more', async () => {
    await services.ask(registry, 'mutation { setMemberStatus(code: "330000", status: SUSPENDED) { status } }');
    await until('the status to arrive', async () => (await freshness('330000'))?.reachable === false);
    expect((await find({ filter: { authorities: ['330000'] } })).total).toBe(4);
  });

  test('a member that is withdrawn is shown no more, and again once it is back', async () => {
    const setStatus = (status: string) => services.ask(registry, `mutation { setMemberStatus(code: "330000", status: ${status}) { status } }`);
    await setStatus('WITHDRAWN');
    await until('its records to be hidden', async () => (await find({ filter: { authorities: ['330000'] } })).total === 0);
    expect(await titles('杭州')).toEqual([]);
    expect((await find({})).facets).not.toContainEqual(expect.objectContaining({ buckets: expect.arrayContaining([expect.objectContaining({ value: '330000' })]) }));
    expect(await freshness('330000')).toBeUndefined();
    await setStatus('SUSPENDED');
    await until('its records to be back', async () => (await find({ filter: { authorities: ['330000'] } })).total === 4);
    expect((await freshness('330000'))?.reachable).toBe(false);
  });

  test('a second search on the same folder does not start', async () => {
    const second = await runUcat(['search', 'start'], { PORT: '0', REGISTRY_URL: registry.url, DATA_DIR: join(services.folder, 'search') });
    expect([second.code, second.stderr + second.stdout]).toEqual([1, expect.stringContaining('one index at a time may write it')]);
    expect((await find({})).total).toBe(7);
  });

  test('a search that starts anew knows everything that it knew', async () => {
    const { total } = await find({});
    await search.kill();
    search = await services.search(registry);
    expect((await find({})).total).toBe(total);
    expect(await titles('宁波港')).toEqual(['宁波港吞吐量']);
  });
});
