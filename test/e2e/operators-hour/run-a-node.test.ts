import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../../schema/package-path.js';
import { freePort } from '../support/free-port.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { PageCommands } from './page-commands.js';

/* docs/run-a-node.md, command after command, beside a small nation. */

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let page: PageCommands;
let node: RunningService;
let port: string;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  port = String(await freePort());
  page = new PageCommands('run-a-node.md', services.folder, { 'http://127.0.0.1:4201': `http://127.0.0.1:${port}`, 'http://127.0.0.1:4003/graphql': registry.url });
  for (const name of ['hainan.csv', 'hainan.yaml']) copyFileSync(packagePath('docs', 'examples', name), join(services.folder, name));
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const at = (name: string): string => join(services.folder, name);
const startNode = async (words: readonly string[]): Promise<RunningService> => services.start('hainan', words.map((word) => (word.endsWith('.env') ? at(word) : word)), { PORT: port });
const found = async (): Promise<unknown> => (await services.ask(gateway, '{ search(query: "海水浴场", sort: TITLE) { total edges { node { id record { title version servedFrom } } } } }')).data?.['search'];

describe('the first hour of a node', () => {
  let start: readonly string[];

  test('it is set up, started, filled, tried and joined', async () => {
    expect(await page.run()).toContain('node-460000.env');
    start = page.words();
    node = await startNode(start);
    expect(await page.run()).toContain('FEED_GAPLESS');
    expect((await runUcat(['members', 'approve', '460000', '--registry', registry.url], {})).code).toBe(0);
    await until('its records', async () => ((await found()) as { total: number } | undefined)?.total === 1);
  });

  test('what is installed as `ucat` runs', () => {
    const [line = 'false'] = /^.*\/usr\/local\/bin\/ucat.*$/m.exec(readFileSync(packagePath('docs', 'run-a-node.md'), 'utf8')) ?? [];
    mkdirSync(at('local'));
    execFileSync('bash', ['-euo', 'pipefail', '-c', line.replaceAll('/opt/ucat/', packagePath('/')).replaceAll('/usr/local/bin', at('local'))]);
    expect(execFileSync(join(at('local'), 'ucat'), ['--help'], { encoding: 'utf8' })).toContain('Usage: ucat');
  });

  test('it tells how it stands', async () => {
    expect(await page.run()).toContain('ucat_node_log_entries');
  });

  test('its backup restores it in an empty folder, and the nation reads on where it was', async () => {
    const before = await until('the owner’s answer', async () => {
      const now = await found();
      return JSON.stringify(now).includes('OWNER') && now;
    });
    expect(await node.stop()).toBe(0);
    await page.run();
    renameSync(at('hainan'), at('hainan.lost'));
    await page.run();
    expect(page.left).toBe(0);
    node = await startNode(start);
    await until('the owner again', async () => JSON.stringify(await found()) === JSON.stringify(before));
    const { data } = await until('the index has heard it again', async () => {
      const answer = await services.ask(search, '{ search(first: 0) { index { authorities { status resyncs } } } }');
      return JSON.stringify(answer.data).includes('CURRENT') && answer;
    });
    expect(data).toEqual({ search: { index: { authorities: [{ status: 'CURRENT', resyncs: 0 }] } } });
  });
});
