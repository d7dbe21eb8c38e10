import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { LAYERS } from '../../../cli/demo/config.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { freePorts } from '../support/free-ports.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

let services: Services;
let demo: RunningService;
const wanted = readSeedFiles().reduce((sum, { records }) => sum + records.length, 0);

beforeAll(async () => {
  services = await Services.create();
  demo = await services.start('demo', ['demo']);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const path = (to: string): string => demo.url.replace('/graphql', to);

describe('the demonstration', () => {
  test('is ready with every seeded record searchable', async () => {
    expect((await fetch(path('/readyz'))).status).toBe(200);
    const { data, errors } = await services.ask(demo, '{ coverage { total authorities { authority } } search { total } authorities { code } }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ coverage: { total: wanted }, search: { total: wanted } });
    expect((data?.['authorities'] as unknown[]).length).toBeGreaterThanOrEqual(24);
  });

  test('finds Chinese and English, whole words and parts', async () => {
    const found = async (query: string): Promise<readonly string[]> => {
      const { data } = await services.ask(demo, 'query ($query: String!) { search(query: $query, first: 100) { edges { node { id } } } }', { query });
      return (data?.['search'] as { edges: readonly { node: { id: string } }[] }).edges.map(({ node }) => node.id);
    };
    const [whole, ...parts] = await Promise.all(['空气质量监测数据', '空气', '空气质量', '质量'].map(found));
    // Who lacks some of the words stands behind those that have all.
    const all = whole!.slice(0, 2);
    expect(all).toEqual(expect.arrayContaining(['MEE-DS-0000000004-S', '310000-DS-0000000001-8']));
    for (const part of parts) expect(part).toEqual(expect.arrayContaining(all));
    expect((await found('air')).length).toBeGreaterThan(0);
  });

  test('serves the search page with all that it loads', async () => {
    const page = await fetch(path('/'));
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    const files = [...new Set(Array.from(html.matchAll(/(?:href|src)="(\/assets\/[a-z.]+)"/g), ([, file]) => file as string))];
    expect(files.sort()).toEqual(['/assets/app.css', '/assets/app.js', '/assets/icon.svg']);
    for (const file of files) expect((await fetch(path(file))).status).toBe(200);
  });

  test('stops within 5 s by SIGTERM, and finds all its data when it starts again', async () => {
    const asked = performance.now();
    expect(await demo.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
    await expect(fetch(path('/healthz'))).rejects.toThrow();
    demo = await services.start('demo', ['demo']);
    const { data } = await services.ask(demo, '{ coverage { total authorities { authority seq total } } }');
    expect(data).toMatchObject({ coverage: { total: wanted } });
    const { authorities } = data?.['coverage'] as { authorities: readonly { seq: number; total: number }[] };
    // The seed was not loaded again: each log is as long as the records are many.
    for (const { seq, total } of authorities) expect(seq).toBe(total);
  }, 60_000);

  test('keeps what its users did, wherever it starts again', async () => {
    const [edited, retired] = readSeedFiles().find(({ code }) => code === '310000')!.records.filter(({ kind }) => kind === 'DATASET') as [RecordInput, RecordInput];
    await demo.stop();
    const port = await freePorts();
    demo = await services.start('demo', ['demo'], { PORT: String(port) });
    const [registry, node] = [{ url: `http://127.0.0.1:${String(port + 3)}/graphql` }, { url: (await addresses())['310000']! }];
    await services.publish(node, [{ ...edited, titles: [{ lang: 'zh', text: '改过的标题' }] }]);
    await services.ask(node, 'mutation ($id: ID!) { retireRecord(id: $id, reason: "no longer kept") { changed } }', { id: retired.id });
    await services.ask(registry, 'mutation { setMemberStatus(code: "MEE", status: WITHDRAWN) { status } }');
    await demo.stop();
    demo = await services.start('demo', ['demo']);
    expect((await addresses())['310000']).not.toBe(node.url);
    const { data, errors } = await services.ask(demo, 'query ($edited: ID!, $retired: ID!) { edited: record(id: $edited) { title } retired: record(id: $retired) { id } }', { edited: edited.id, retired: retired.id });
    expect(data).toEqual({ edited: { title: '改过的标题' }, retired: null });
    expect(errors).toMatchObject([{ path: ['retired'], extensions: { code: 'RECORD_RETIRED', reason: 'no longer kept' } }]);
    expect(await addresses()).not.toHaveProperty('MEE');
  }, 120_000);

  test('leaves no process behind when it is killed', async () => {
    const children = execFileSync('pgrep', ['-P', String(demo.pid)], { encoding: 'utf8' }).trim().split('\n').map(Number);
    // Registry, nodes, index, replica, gateway, and the layers.
    expect(children.length).toBe(5 + LAYERS.length);
    await demo.kill();
    for (const pid of children) await until(`the end of process ${String(pid)}`, async () => !isRunning(pid));
  });
});

/** Where the nodes of the members are that have not left. */
async function addresses(): Promise<Readonly<Record<string, string>>> {
  const { data } = await services.ask(demo, '{ authorities { code url } }');
  return Object.fromEntries((data?.['authorities'] as readonly { code: string; url: string }[]).map(({ code, url }) => [code, url]));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
