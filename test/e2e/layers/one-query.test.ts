import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { formatId } from '../../../schema/ids.js';
import { packagePath } from '../../../schema/package-path.js';
import { dataset, datasetId, owner, ownerId, standard, standardId } from '../support/records.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* The query of docs/layers.md, on a nation in which each thing that it tells is at another node. */

const DOCUMENT = readFileSync(packagePath('docs', 'layers.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(DOCUMENT)![1]!.trim();
const LAYERS = ['market', 'compute', 'use'] as const;

const named = (id: string, kind: string, title: string, more: object): object => ({ id, kind, titles: [{ lang: 'zh', text: title }], descriptions: [{ lang: 'zh', text: '用于端到端测试。' }], ...more });
const RECORDS: Readonly<Record<string, readonly object[]>> = {
  MEE: [owner('MEE'), dataset('MEE', 1, '原始监测')],
  '310000': [owner('310000'), dataset('310000', 1, '逐日整编', { derivedFrom: [datasetId('MEE', 1)] })],
  '330000': [owner('330000'), dataset('330000', 1, '水位预报', { derivedFrom: [datasetId('310000', 1)], conformsTo: [standardId('SAC', 1)] }), dataset('330000', 2, '另一数据集')],
  SAC: [standard('SAC', 1, 'GB 3838-2002')],
  SHDE: [named(formatId('SHDE', 'DATA_PRODUCT', 1), 'DATA_PRODUCT', '水情产品', { owner: ownerId('330000'), derivedFrom: [datasetId('330000', 1)], offers: [{ code: 'once', priceModel: 'ONCE', amount: 1250, currency: 'CNY' }] })],
  SIC: [owner('SIC'), named(formatId('SIC', 'COMPUTE_FACILITY', 1), 'COMPUTE_FACILITY', '算力中心', { owner: ownerId('SIC'), region: '330000', environments: ['PLAIN'] })],
  '440000': [owner('440000'), named(formatId('440000', 'USE_CASE', 1), 'USE_CASE', '防汛调度', { owner: ownerId('440000'), uses: [datasetId('330000', 1)], industries: ['N'], outcomes: [{ lang: 'zh', text: '提前一日' }] })],
};

let services: Services;
let search: RunningService;
let gateway: RunningService;
let layers: Record<string, RunningService>;
let start: (layer: string, env?: Environment) => Promise<RunningService>;

beforeAll(async () => {
  services = await Services.create();
  const trusted = services.trusting(...LAYERS);
  const registry = await services.registry();
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  start = async (layer, env) => services.start(layer, [layer, 'start'], { SEARCH_URL: search.url, ...trusted, ...env });
  layers = Object.fromEntries(await Promise.all(LAYERS.map(async (name) => [name, await start(name)] as const)));
  gateway = await services.gateway(registry, search, Object.fromEntries(LAYERS.map((name) => [`${name.toUpperCase()}_URL`, layers[name]!.url])));
  for (const [code, records] of Object.entries(RECORDS)) {
    const node = await services.node(code, trusted);
    await services.publish(node, records);
    await services.enroll(registry, code, node.url);
  }
  await until('all records in the index', async () => (await services.total(search)) === Object.values(RECORDS).flat().length);
}, 120_000);

afterAll(async () => services[Symbol.asyncDispose]());

const walk = async (headers: Readonly<Record<string, string>> = {}) => services.ask(gateway, block('graphql'), { query: '水位预报' }, headers);
const recordsOf = (data: Readonly<Record<string, unknown>> | null | undefined) => (data?.['search'] as { edges: readonly { node: { record: Readonly<Record<string, unknown>> } }[] }).edges.map(({ node }) => node.record);

const FORECAST = {
  id: datasetId('330000', 1),
  title: '水位预报',
  owner: { name: '330000 数据局' },
  conformsTo: [{ number: 'GB 3838-2002', title: '标准 GB 3838-2002' }],
  offers: [{ product: { id: formatId('SHDE', 'DATA_PRODUCT', 1), exchange: { name: 'SHDE 区' } }, price: { text: '12.50', currency: 'CNY' } }],
  computeOptions: { optionCount: 1, options: [{ title: '算力中心', environment: 'PLAIN', points: expect.any(Number) }] },
  lineage: { nodes: [{ distance: 1, record: { title: '逐日整编', owner: { name: '310000 数据局' } } }, { distance: 2, record: { title: '原始监测', owner: { name: 'MEE 数据局' } } }] },
  usedBy: [{ title: '防汛调度', outcome: '提前一日' }],
};

interface Fetch {
  /** Those of one step go side by side, those of the next when what they need is there. */
  readonly step: number;
  readonly subgraph: string;
  /** Where its answers go; empty: at the top. */
  readonly path: string;
}

/** The fetches of a plan as the gateway prints it. */
function fetchesIn(plan: string): readonly Fetch[] {
  const fetches: Fetch[] = [];
  const open: { readonly node: string; readonly path: string; readonly begin: number; end: number }[] = [];
  for (const line of plan.split('\n')) {
    const [, node = '', said = ''] = /^ *(QueryPlan|Sequence|Parallel|Flatten|Fetch)?(?:\((?:path|service): "([^"]*)"\))?.*\{$/.exec(line) ?? [];
    const outer = open.at(-1);
    if (/\{$/.test(line)) {
      const begin = outer === undefined ? 0 : outer.node === 'Sequence' ? outer.end : outer.begin;
      open.push({ node, path: node === 'Flatten' ? said : (outer?.path ?? ''), begin, end: begin });
      if (node === 'Fetch') fetches.push({ step: begin + 1, subgraph: said, path: outer?.path ?? '' });
    } else if (/^ *\}/.test(line) && !/=>$/.test(line)) {
      const closed = open.pop()!;
      const end = closed.node === 'Fetch' ? closed.begin + 1 : closed.end;
      if (open.length > 0) open.at(-1)!.end = Math.max(open.at(-1)!.end, end);
    } else if (/=>$/.test(line)) open.pop();
  }
  return fetches;
}

const told = ({ step, subgraph, path }: Fetch): string => `${String(step)}  ${subgraph.padEnd(8)}  ${path}`.trimEnd();

describe('the query over all layers', () => {
  test('is answered from seven nodes and four services, right', async () => {
    const { data, errors } = await walk();
    expect(errors).toBeUndefined();
    expect(recordsOf(data)).toMatchObject([FORECAST]);
  });

  test('has the plan that is printed in the docs, which asks each subgraph once at each level of the query', async () => {
    const { extensions } = (await walk({ 'apollo-query-plan-experimental': '1' })) as { extensions?: { __queryPlanExperimental: string } };
    const fetches = fetchesIn(extensions!.__queryPlanExperimental);
    expect(fetches).toHaveLength(extensions!.__queryPlanExperimental.split('Fetch(').length - 1);
    expect([...fetches].sort((one, other) => one.step - other.step).map(told).join('\n')).toBe(block('text'));
    const asked = fetches.map(({ subgraph, path }) => `${subgraph} ${path}`);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test.each([
    ['market', ['offers']],
    ['compute', ['computeOptions']],
    ['use', ['usedBy']],
  ] as const)('has all else where %s is away, and says so', async (name, fields) => {
    const { url, kill } = layers[name]!;
    await kill();
    const { data, errors } = await walk();
    expect(recordsOf(data)[0]).toMatchObject({ ...FORECAST, ...Object.fromEntries(fields.map((field) => [field, null])) });
    expect(new Set(errors!.map(({ extensions }) => [extensions?.['code'], extensions?.['subgraph'], extensions?.['retryable']].join(' ')))).toEqual(new Set([`SUBGRAPH_UNAVAILABLE ${name} true`]));
    layers[name] = await start(name, { PORT: new URL(url).port });
    await until(`${name} to be heard again`, async () => (await walk()).errors === undefined);
  });

  test('is answered as far as records go where the index is away, from which all else follows', async () => {
    await search.kill();
    const { data, errors } = await services.ask(gateway, 'query ($id: ID!) { dataset(id: $id) { title owner { name } offers { code } computeOptions { optionCount } usedBy { id } lineage { authorities } } }', { id: FORECAST.id });
    expect(data).toEqual({ dataset: { title: FORECAST.title, owner: FORECAST.owner, offers: null, computeOptions: null, usedBy: null, lineage: null } });
    expect(new Set(errors!.map(({ extensions }) => extensions?.['code']))).toEqual(new Set(['INDEX_UNAVAILABLE']));
  });
});
