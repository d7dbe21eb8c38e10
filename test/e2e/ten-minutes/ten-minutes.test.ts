import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { xlsx, type TestCell } from '../../../bench/lib/xlsx.js';
import { freePort } from '../support/free-port.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* What an officer does, from a sheet of datasets to leaving again in good order, by the command line alone. */

const HEADINGS = ['信息资源分类', '信息资源名称', '信息资源代码', '信息资源提供方', '信息资源摘要', '共享类型', '是否向社会开放', '更新周期', '访问地址'];
const row = (code: number, changes: Readonly<Record<number, TestCell>> = {}): TestCell[] =>
  ['气象服务', `第${String(code)}号雨量站`, code, '水文中心', '每小时雨量。', '无条件共享', '是', '每小时', `https://rain.example/${String(code)}`].map((cell, index) => changes[index] ?? cell);

const TOKEN = 'operator-token';
const LIVE = 498; // 497 datasets and the office that owns them

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;

/** One story: each step goes on where the last one ended. */
const officer = { url: '', settings: '', dataDir: '' };
const successor = { url: '', settings: '', dataDir: '' };
let node: RunningService;
let schemaBefore: unknown;

const path = (name: string): string => join(services.folder, name);
const SCHEMA = '{ __schema { types { name fields { name args { name } type { name kind } } } } }';
const FIND = 'query ($filter: SearchFilter) { search(query: "雨量站", first: 1, filter: $filter) { total edges { node { id title record { id version } } } index { authorities { authority reachable } } } }';

interface Found {
  readonly total: number;
  readonly edges: readonly { readonly node: { readonly id: string; readonly title: string; readonly record: { readonly id: string } | null } }[];
  readonly index: { readonly authorities: readonly { readonly authority: string; readonly reachable: boolean }[] };
}

const find = async (): Promise<Found> => (await services.ask(gateway, FIND)).data?.['search'] as Found;
const foundIds = async (): Promise<readonly string[]> => {
  const { data } = await services.ask(gateway, '{ search(first: 100, sort: TITLE, filter: { authorities: ["460000"] }) { edges { node { id } } } }');
  return (data?.['search'] as { edges: { node: { id: string } }[] }).edges.map((edge) => edge.node.id);
};

/** Runs a verb and reads its JSON. */
async function ucat(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number | null; readonly said: Record<string, unknown> }> {
  const { code, stdout, stderr } = await runUcat([...words, '--json'], env);
  return { code, said: stdout === '' ? { stderr } : (JSON.parse(stdout) as Record<string, unknown>) };
}
const members = (words: readonly string[]) => ucat(['members', ...words, '--registry', registry.url], { OPERATOR_TOKEN: TOKEN });

/** Starts a node as `ucat node init` left it. */
const startNode = (name: string, { url, settings, dataDir }: typeof officer) => services.start(name, ['--settings', settings, 'node', 'start'], { PORT: new URL(url).port, DATA_DIR: dataDir });

async function init(name: string, authorities: readonly string[], into: typeof officer): Promise<void> {
  Object.assign(into, { url: `http://127.0.0.1:${String(await freePort())}/graphql`, settings: path(`${name}.env`), dataDir: path(name) });
  const { code, said } = await ucat(['node', 'init', '--authority', ...authorities, '--url', into.url, '--data-dir', into.dataDir, '--output', into.settings]);
  expect([code, said['NODE_URL']]).toEqual([0, into.url]);
}

beforeAll(async () => {
  services = await Services.create();
  registry = await services.start('registry', ['registry', 'start'], { OPERATOR_TOKEN: TOKEN });
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  await until('the gateway', async () => (await fetch(gateway.url.replace('/graphql', '/readyz'))).status === 200);
  schemaBefore = await services.ask(gateway, SCHEMA);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

describe('from a sheet to the nation, and out again', () => {
  test('1. init makes the key and the settings, for nobody else to read, and makes them once', async () => {
    await init('hainan', ['460000'], officer);
    for (const file of [officer.settings, join(officer.dataDir, 'node-key.json')]) expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await ucat(['node', 'init', '--authority', '460000', '--url', officer.url, '--data-dir', officer.dataDir, '--output', officer.settings]);
    expect(again).toMatchObject({ code: 1, said: { error: expect.stringContaining('is there already') } });
    node = await startNode('hainan', officer);
    expect(await ucat(['--settings', officer.settings, 'node', 'status'])).toMatchObject({ code: 0, said: { authorities: ['460000'], store: 'libsql', publicKey: expect.any(String), logs: [{ authority: '460000', head: 0, live: 0 }] } });
  });

  test('2. of 500 rows the three that are wrong are told, and the rest is published', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => row(index + 1));
    rows[99] = row(100, { 7: '常常' });
    rows[199] = row(200, { 8: 'rain.example/200' });
    rows[299] = row(300, { 6: '也许' });
    await writeFile(path('目录.xlsx'), xlsx({ sheets: [{ name: '目录', rows: [HEADINGS, ...rows] }] }));
    const { code, said } = await ucat(['--settings', officer.settings, 'import', path('目录.xlsx'), '--node', officer.url]);
    expect({ code, ...said }).toMatchObject({ code: 1, entries: 500, created: 497, rejected: 3, error: null });
    expect((said['rejections'] as { line: number }[]).map(({ line }) => line).sort()).toEqual([101, 201, 301]);
    expect((await ucat(['node', 'status', '--node', officer.url])).said).toMatchObject({ logs: [{ live: LIVE }] });
  });

  test('3. the node passes the conformance suite', async () => {
    const { code, said } = await ucat(['conformance', officer.url]);
    expect([code, (said['checks'] as { outcome: string; code: string }[]).filter(({ outcome }) => outcome === 'FAILED')]).toEqual([0, []]);
    expect(await ucat(['conformance', 'http://127.0.0.1:9/graphql'])).toMatchObject({ code: 2, said: { error: expect.stringContaining('could not be asked') } });
  });

  test('4. it asks to join, and the operator sees what was found and approves', async () => {
    const { code, said } = await ucat(['--settings', officer.settings, 'join', '--registry', registry.url, '--code', '460000', '--name-zh', '海南省', '--name-en', 'Hainan']);
    expect([code, said]).toMatchObject([0, { code: '460000', state: 'OPEN' }]);
    expect((await find()).total).toBe(0);
    expect(await ucat(['members', 'approve', '460000', '--registry', registry.url])).toMatchObject({ code: 1, said: { error: expect.stringContaining('UNAUTHENTICATED') } });
    expect((await members(['list'])).said).toMatchObject({ members: [], memberRequests: [{ code: '460000', nameZh: '海南省', url: officer.url }] });
    expect(await members(['approve', '460000'])).toMatchObject({ code: 0, said: { code: '460000', status: 'ACTIVE' } });
  });

  test('5. all of it is found nationally within ten seconds, each record answered by its node', async () => {
    const found = await until('all records', async () => (await find()).total === 497 && find(), 10_000);
    expect(found.edges[0]!.node.record).toMatchObject({ id: found.edges[0]!.node.id });
    expect(await services.total(search)).toBe(LIVE);
    expect(await services.ask(gateway, SCHEMA)).toEqual(schemaBefore);
  });

  test('6. suspended it is still found, and says that its node is not asked', async () => {
    expect(await members(['suspend', '460000', '--reason', '整改'])).toMatchObject({ code: 0, said: { status: 'SUSPENDED', reason: '整改' } });
    const [{ node: hit }] = (await find()).edges as [Found['edges'][0]];
    const answer = await until('the suspension', async () => {
      const { data, errors } = await services.ask(gateway, 'query ($id: ID!) { record(id: $id) { id } }', { id: hit.id });
      return errors && { data, errors };
    });
    expect(answer).toMatchObject({ data: { record: null }, errors: [{ message: 'The node of "460000" is suspended: 整改.', extensions: { code: 'NODE_UNAVAILABLE', status: 'SUSPENDED', reason: '整改' } }] });
    expect((await find()).total).toBe(497);
    expect((await services.ask(gateway, '{ authorities { code status reason } }')).data).toEqual({ authorities: [{ code: '460000', status: 'SUSPENDED', reason: '整改' }] });
    expect((await members(['resume', '460000'])).code).toBe(0);
    await until('its node to be asked again', async () => (await find()).edges[0]?.node.record?.id === hit.id);
    // Where there is no replica, a member that is to be spared is asked all the same.
    expect(await members(['spare', '460000'])).toMatchObject({ code: 0, said: { code: '460000', readPolicy: 'REPLICA_FIRST' } });
    expect((await find()).edges[0]?.node.record?.id).toBe(hit.id);
    expect(await members(['unspare', '460000'])).toMatchObject({ code: 0, said: { readPolicy: 'OWNER_FIRST' } });
  });

  test('7. its log moves to the node of another office, and its ids stay', async () => {
    const before = await foundIds();
    expect(await node.stop()).toBe(0);
    expect((await runUcat(['--settings', officer.settings, 'node', 'export', '-o', path('460000.ndjson.gz')], {})).code).toBe(0);
    await init('platform', ['HNDC', '460000'], successor);
    node = await startNode('platform', successor);
    expect((await ucat(['--settings', successor.settings, 'join', '--registry', registry.url, '--code', 'HNDC', '--name-zh', '数据中心', '--name-en', 'Data centre'])).code).toBe(0);
    expect((await members(['approve', 'HNDC'])).code).toBe(0);

    // Before the log is there, nothing may move: the old node would say so, and so does the empty log of the new one.
    const old = await startNode('hainan', officer);
    expect(await members(['move', '460000', '--to', 'HNDC'])).toMatchObject({ code: 1, said: { error: expect.stringContaining('has 0 entries of the log') } });
    await old.stop();
    await node.stop();
    expect((await runUcat(['--settings', successor.settings, 'node', 'restore', path('460000.ndjson.gz')], {})).code).toBe(0);
    node = await startNode('platform', successor);
    expect(await members(['move', '460000', '--to', 'HNDC'])).toMatchObject({ code: 0, said: { code: '460000', url: successor.url, member: { code: 'HNDC' } } });

    await until('the index to hear the new node', async () => (await find()).index.authorities.some(({ authority, reachable }) => authority === '460000' && reachable));
    await until('the record from there', async () => (await find()).edges[0]?.node.record);
    expect(await foundIds()).toEqual(before);
    expect(await services.total(search)).toBe(LIVE);
  }, 90_000);

  test('8. what the new node publishes under the old authority follows in the same log', async () => {
    await writeFile(path('新增.xlsx'), xlsx({ sheets: [{ name: '目录', rows: [HEADINGS, row(501)] }] }));
    const { said } = await ucat(['--settings', successor.settings, 'import', path('新增.xlsx'), '--node', successor.url, '--authority', '460000']);
    expect(said).toMatchObject({ created: 1, rejected: 0 });
    await until('the new record', async () => (await find()).total === 498);
  });

  test('9. it leaves by its key, and its ids answer why', async () => {
    const [{ node: hit }] = (await find()).edges as [Found['edges'][0]];
    expect((await ucat(['leave', '--registry', registry.url, '--code', 'HNDC', '--reason', '并入省平台', '--data-dir', officer.dataDir])).said).toMatchObject({ error: expect.stringContaining('NOT_PROVEN') });
    expect(await ucat(['--settings', successor.settings, 'leave', '--registry', registry.url, '--code', 'HNDC', '--reason', '并入省平台'])).toMatchObject({ code: 0, said: { status: 'WITHDRAWN', reason: '并入省平台' } });
    await until('nothing to be found', async () => (await find()).total === 0);
    const { data, errors } = await services.ask(gateway, 'query ($id: ID!) { record(id: $id) { id } }', { id: hit.id });
    expect({ data, errors }).toMatchObject({ data: { record: null }, errors: [{ message: 'The authority "460000" has left the national catalog: 并入省平台.', extensions: { code: 'UNKNOWN_AUTHORITY', status: 'WITHDRAWN', reason: '并入省平台' } }] });
    expect(await services.ask(gateway, SCHEMA)).toEqual(schemaBefore);
    expect((await ucat(['node', 'status', '--node', successor.url])).said).toMatchObject({ logs: expect.arrayContaining([expect.objectContaining({ authority: '460000', live: LIVE + 1 })]) });
  });
});
