import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { runUcat, type UcatRun } from '../support/run-ucat.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* The ministry of ecology is merged into the one of transport, as docs/joining.md says: its log goes on at the other's node. */

const TOKEN = 'operator-token';
const TWIN = { sources: [{ system: 'data.example.cn', identifier: '7' }] };
const FIND = 'query ($words: String!) { search(query: $words, first: 50, sort: TITLE) { total edges { node { id authority sameAs { id } record { id } } } index { authorities { authority reachable } } } }';
const LINKS = 'query ($id: ID!) { record(id: $id) { id ... on Dataset { owner { id title } derivedFrom { id title } } } }';

interface Found {
  readonly total: number;
  readonly edges: readonly { readonly node: { readonly id: string; readonly authority: string; readonly sameAs: readonly { readonly id: string }[]; readonly record: { readonly id: string } | null } }[];
  readonly index: { readonly authorities: readonly { readonly authority: string; readonly reachable: boolean }[] };
}

let services: Services;
let registry: RunningService;
let gateway: RunningService;
let search: RunningService;
let ended: RunningService;
let heir: RunningService;

const path = (name: string): string => join(services.folder, name);
const find = async (words = '空气质量'): Promise<Found> => (await services.ask(gateway, FIND, { words })).data?.['search'] as Found;
const foundIds = async (): Promise<readonly string[]> => (await find()).edges.map(({ node }) => node.id).sort();
const members = async (words: readonly string[]): Promise<UcatRun> => runUcat(['members', ...words, '--registry', registry.url, '--json'], { OPERATOR_TOKEN: TOKEN });

/** Starts a node anew on its folder, at its old address and perhaps for more authorities. */
const startAgain = (name: string, { url }: RunningService, env: Environment): Promise<RunningService> => services.start(name, ['node', 'start'], { PORT: new URL(url).port, ...env });

async function enrol(code: string, url: string): Promise<void> {
  const member = { code, nameZh: `${code} 部`, nameEn: `Ministry ${code}`, url, status: 'ACTIVE', authorities: [{ code, nameZh: `${code} 部`, nameEn: `Ministry ${code}`, kind: 'MINISTRY' }] };
  const { errors } = await services.ask(registry, 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }', { member }, { authorization: `Bearer ${TOKEN}` });
  expect(errors).toBeUndefined();
}

beforeAll(async () => {
  services = await Services.create();
  registry = await services.start('registry', ['registry', 'start'], { OPERATOR_TOKEN: TOKEN });
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  ended = await services.node('MEE');
  heir = await services.node('MOT');
  await services.publish(ended, [owner('MEE'), dataset('MEE', 1, '空气质量日报', TWIN), dataset('MEE', 2, '空气质量月报')]);
  await services.publish(heir, [owner('MOT'), dataset('MOT', 1, '公路沿线空气质量日报', TWIN), dataset('MOT', 2, '公路空气质量评估', { derivedFrom: [datasetId('MEE', 2)] })]);
  await enrol('MEE', ended.url);
  await enrol('MOT', heir.url);
  await until('all records', async () => (await services.total(search)) === 6);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

describe('two offices become one', () => {
  test('the log of the one that ends moves into the node of the other, beside its own', async () => {
    expect(await ended.stop()).toBe(0);
    expect(await heir.stop()).toBe(0);
    expect((await runUcat(['node', 'export', '-o', path('mee.ndjson.gz')], { NODE_AUTHORITIES: 'MEE', DATA_DIR: path('node-MEE') })).code).toBe(0);
    const both = { NODE_AUTHORITIES: 'MOT,MEE', DATA_DIR: path('node-MOT') };
    const restored = await runUcat(['node', 'restore', path('mee.ndjson.gz')], both);
    expect(restored).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^MEE +head 3 +live 3/m) });
    heir = await startAgain('node-MOT', heir, both);
    ended = await startAgain('node-MEE', ended, { NODE_AUTHORITIES: 'MEE' });
    expect(await members(['move', 'MEE', '--to', 'MOT'])).toMatchObject({ code: 0, stdout: expect.stringContaining('"member":{"code":"MOT"}') });
  }, 60_000);

  test('ids stay, links lead on, and nothing is found twice', async () => {
    await until('both logs to be heard', async () => (await find()).index.authorities.every(({ reachable }) => reachable));
    await until('every record from its node', async () => (await find()).edges.every(({ node }) => node.record?.id === node.id));
    expect(await foundIds()).toEqual([datasetId('MEE', 1), datasetId('MEE', 2), datasetId('MOT', 1), datasetId('MOT', 2)]);
    expect(await services.total(search)).toBe(6);
    const { data, errors } = await services.ask(gateway, LINKS, { id: datasetId('MOT', 2) });
    expect({ data, errors }).toEqual({ data: { record: { id: datasetId('MOT', 2), owner: { id: ownerId('MOT'), title: 'MOT 数据局' }, derivedFrom: [{ id: datasetId('MEE', 2), title: '空气质量月报' }] } }, errors: undefined });
  });

  test('what the old node still says is heard by nobody, and what the new one says goes on in the same log', async () => {
    await services.publish(ended, [dataset('MEE', 9, '空气质量：旧节点')]);
    await services.publish(heir, [dataset('MEE', 3, '空气质量年报')]);
    await until('the new record', async () => (await foundIds()).includes(datasetId('MEE', 3)));
    expect(await foundIds()).not.toContain(datasetId('MEE', 9));
    expect((await services.ask(gateway, LINKS, { id: datasetId('MEE', 9) })).data).toEqual({ record: null });
    expect(await ended.stop()).toBe(0);
  });

  test('the member that ends leaves, and takes nothing along', async () => {
    expect(await members(['withdraw', 'MEE', '--reason', '并入交通运输部'])).toMatchObject({ code: 0 });
    const list = JSON.parse((await members(['list'])).stdout) as { members: readonly { code: string; status: string; authorities: readonly { code: string }[] }[] };
    expect(list.members.map(({ code, status, authorities }) => [code, status, authorities.map((one) => one.code)])).toEqual([['MEE', 'WITHDRAWN', []], ['MOT', 'ACTIVE', ['MEE', 'MOT']]]);
    // The table of the withdrawal has reached gateway and index when a later change of it has.
    expect((await members(['suspend', 'MOT', '--reason', '整改'])).code).toBe(0);
    await until('the later change', async () => ((await services.ask(gateway, LINKS, { id: datasetId('MEE', 1) })).errors ?? []).length > 0);
    expect((await members(['resume', 'MOT'])).code).toBe(0);
    await until('every record from its node', async () => (await find()).edges.every(({ node }) => node.record?.id === node.id));
    expect((await services.ask(gateway, '{ authorities { code status member { code } } }')).data).toEqual({ authorities: [{ code: 'MEE', status: 'ACTIVE', member: { code: 'MOT' } }, { code: 'MOT', status: 'ACTIVE', member: { code: 'MOT' } }] });
    expect((await find()).total).toBe(5);
  });

  test('a record that is there twice is merged into its twin, and its id says into which', async () => {
    const twin = (await find()).edges.find(({ node }) => node.id === datasetId('MEE', 1));
    expect(twin?.node.sameAs).toEqual([{ id: datasetId('MOT', 1) }]);
    const { errors } = await services.ask(heir, 'mutation ($id: ID!, $by: ID!) { retireRecord(id: $id, reason: "机构合并", replacedBy: $by) { changed } }', { id: datasetId('MEE', 1), by: datasetId('MOT', 1) });
    expect(errors).toBeUndefined();
    await until('the tombstone', async () => !(await foundIds()).includes(datasetId('MEE', 1)));
    expect((await find()).edges.every(({ node }) => node.sameAs.length === 0)).toBe(true);
    expect(await services.ask(gateway, LINKS, { id: datasetId('MEE', 1) })).toMatchObject({ data: { record: null }, errors: [{ extensions: { code: 'RECORD_RETIRED', reason: '机构合并', replacedBy: datasetId('MOT', 1) } }] });
  });
});

describe('the nation after it', () => {
  const LIVE = 6;

  test('is searched from the command line', async () => {
    const table = await runUcat(['search', '空气质量', '年报', '--gateway', gateway.url], {});
    // What has all words goes first.
    expect(table).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(new RegExp(`^${datasetId('MEE', 3)} .*空气质量年报\\n[^]*\\n(\\d+) of \\1\\.\\n$`)) });
    const json = await runUcat(['search', '空气质量', '--authority', 'MEE', '--kind', 'DATASET', '--gateway', gateway.url, '--json'], {});
    expect((JSON.parse(json.stdout) as { hits: readonly { id: string }[] }).hits.map(({ id }) => id).sort()).toEqual([datasetId('MEE', 2), datasetId('MEE', 3)]);
    expect(await runUcat(['search', '空气质量', '--gateway', new URL('/', gateway.url).href], {})).toMatchObject({ code: 2, stderr: expect.stringContaining(`Is ${gateway.url} meant?`) });
  });

  test.each(['ndjson', 'csv', 'turtle'])('is exported as %s through the gateway, each record once', async (format) => {
    const file = path(`nation.${format}`);
    const run = await runUcat(['export', '--gateway', gateway.url, '--format', format, '-o', file, '--json'], {});
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([0, { records: LIVE, error: null }]);
    const text = readFileSync(file, 'utf8');
    if (format === 'ndjson') expect(new Set(text.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id))).toEqual(new Set([ownerId('MEE'), ownerId('MOT'), datasetId('MEE', 2), datasetId('MEE', 3), datasetId('MOT', 1), datasetId('MOT', 2)]));
    for (const id of [datasetId('MEE', 3), datasetId('MOT', 2)]) expect(text).toContain(format === 'turtle' ? `${new URL(gateway.url).origin}/id/${id}` : id);
    expect(text).not.toContain(datasetId('MEE', 9));
  });

  test('is exported with what can be reached: an office that does not answer is named, and the file is whole', async () => {
    const lone = await services.node('NNSA');
    await services.publish(lone, [owner('NNSA'), dataset('NNSA', 1, '辐射空气质量')]);
    await enrol('NNSA', lone.url);
    await until('the third office', async () => (await foundIds()).includes(datasetId('NNSA', 1)));
    await lone.stop();
    const file = path('rest.ndjson');
    const run = await runUcat(['export', '--gateway', gateway.url, '--format', 'ndjson', '-o', file, '--json'], {});
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([1, { records: LIVE, leftOut: [{ authority: 'NNSA', reason: expect.any(String) }] }]);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(LIVE);
    expect(existsSync(`${file}.part`)).toBe(false);
  }, 60_000);
});
