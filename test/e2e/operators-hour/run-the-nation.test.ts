import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { packagePath } from '../../../schema/package-path.js';
import { dataset, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services } from '../support/services.js';
import { until } from '../support/until.js';
import { ComposedNation } from './composed-nation.js';
import { PageCommands } from './page-commands.js';

/* docs/run-the-nation.md: the services of the compose file as processes, two gateways behind haproxy, backup and restore. */

const hasHaproxy = spawnSync('haproxy', ['-v']).status === 0 || Boolean(process.env['CI']);
const A = '310000';
const NODE = `node-${A}`;
/** Clients that ask one after the other, without a pause. */
const CLIENTS = 6;
/** The load comes from one address. */
const UNLIMITED = { RATE_PER_MINUTE: '0' };

let services: Services;
let nation: ComposedNation;
let page: PageCommands;
let balancer: ChildProcess;
let front: string;
const agent = new Agent({ connections: CLIENTS });

beforeAll(async () => {
  services = await Services.create();
  nation = await ComposedNation.create(services);
  page = new PageCommands('run-the-nation.md', services.folder, {});
  // All at once: each may start without the others.
  await Promise.all(nation.names.map(async (name) => nation.start(name, name.startsWith('gateway') ? UNLIMITED : {})));
}, 90_000);
afterAll(async () => {
  await agent.close();
  await services[Symbol.asyncDispose]();
});

const operator = { OPERATOR_TOKEN: 'operator-secret' };
const members = (...words: readonly string[]) => runUcat(['members', ...words, '--registry', nation.service('registry').url], operator);
const BODY = JSON.stringify({ query: '{ search(query: "空气质量") { total edges { node { record { title servedFrom } } } } }' });
const post = async (url: string): Promise<{ readonly status: number; readonly text: string }> => {
  const { statusCode, body } = await request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: BODY, dispatcher: agent });
  return { status: statusCode, text: await body.text() };
};
const isRight = ({ status, text }: { readonly status: number; readonly text: string }): boolean => status === 200 && text.includes('"title":"空气质量"') && !text.includes('"errors"');

describe('the nation of the compose file', () => {
  test('its node, which refuses all but signed calls, joins, and its records are found at both gateways', async () => {
    const node = nation.service(NODE);
    const authorization = { authorization: 'Bearer steward-secret' };
    const upsert = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }';
    expect((await services.ask(node, upsert, { records: [owner(A), dataset(A, 1, '空气质量')] }, authorization)).errors).toBeUndefined();
    expect((await services.ask(node, '{ contractVersion }')).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    const joined = await runUcat(['join', '--node', node.url, '--data-dir', join(services.folder, NODE), '--registry', nation.service('registry').url, '--code', A, '--name-zh', '上海市', '--name-en', 'Shanghai'], {});
    expect(joined).toMatchObject({ code: 0 });
    expect(await members('approve', A)).toMatchObject({ code: 0 });
    for (const name of ['gateway-1', 'gateway-2']) await until('the record', async () => isRight(await post(nation.service(name).url)));
    expect((await services.ask(nation.service('gateway-1'), `{ dataset(id: "${dataset(A, 1, '').id ?? ''}") { offers { code } } }`)).errors ?? []).toEqual([]);
  }, 90_000);

  (hasHaproxy ? describe : describe.skip)('behind haproxy', () => {
    beforeAll(async () => {
      const settings = nation.filledIn(readFileSync(packagePath('docs', 'operations', 'haproxy.cfg'), 'utf8')).replace('bind :80\n', `bind ${nation.address('balancer')}\n`);
      writeFileSync(join(services.folder, 'haproxy.cfg'), settings);
      await page.run();
      balancer = spawn('haproxy', ['-db', '-f', join(services.folder, 'haproxy.cfg')], { stdio: 'ignore' });
      front = `http://${nation.address('balancer')}`;
      await until('the balancer', async () => (await fetch(`${front}/readyz`)).status === 200);
    }, 60_000);
    afterAll(async () => {
      if (balancer.exitCode !== null) return;
      const ended = once(balancer, 'exit');
      balancer.kill('SIGTERM');
      await ended;
    });

    /** Asks on and on while `work` is done. */
    async function under(work: (answered: () => number) => Promise<void>): Promise<readonly unknown[]> {
      const failures: unknown[] = [];
      let answered = 0;
      let loading = true;
      const client = async (): Promise<void> => {
        while (loading) {
          const answer = await post(`${front}/graphql`).catch((error: unknown) => ({ status: 0, text: String(error) }));
          if (isRight(answer)) answered += 1;
          else failures.push(answer);
        }
      };
      const clients = Array.from({ length: CLIENTS }, client);
      try {
        await work(() => answered);
      } finally {
        loading = false;
        await Promise.all(clients);
      }
      return failures;
    }

    const asked = async (name: string): Promise<boolean> => (await (await fetch(`http://${nation.address(name)}/metrics`)).text()).includes('route="/graphql"');

    test('what is for inside stays there', async () => {
      for (const path of ['/metrics', '/subgraph/catalog']) expect((await fetch(front + path, { method: 'POST' })).status).toBe(404);
      expect((await fetch(`${front}/id/${dataset(A, 1, '').id ?? ''}`)).status).toBe(200);
    });

    test('both gateways are restarted one after the other under load, and no request is dropped', async () => {
      const failures = await under(async (answered) => {
        for (const name of ['gateway-1', 'gateway-2']) {
          const before = answered();
          await until('both serve', async () => answered() > before + 50);
          expect(await nation.service(name).stop()).toBe(0);
          await nation.start(name, UNLIMITED);
          await until(`${name} is asked again`, async () => asked(name), 30_000);
        }
      });
      expect(failures).toEqual([]);
    }, 120_000);

    test('of one that is killed no more is lost than it was answering', async () => {
      const failures = await under(async (answered) => {
        await nation.service('gateway-2').kill();
        const before = answered();
        await until('the other serves alone', async () => answered() > before + 100);
      });
      expect(failures.length).toBeLessThanOrEqual(CLIENTS);
      await nation.start('gateway-2', UNLIMITED);
    }, 60_000);
  });

  test('registry and index are backed up and restored into empty folders, and nothing is missing', async () => {
    if (!hasHaproxy) page.words();
    const all = async (): Promise<string> => (await members('list')).stdout;
    const before = await all();
    expect(before).toContain(A);
    for (const name of ['registry', 'search']) expect(await nation.service(name).stop()).toBe(0);
    expect((await services.ask(nation.service('gateway-1'), `{ dataset(id: "${dataset(A, 1, '').id ?? ''}") { title } }`)).data).toEqual({ dataset: { title: '空气质量' } });
    await page.run();
    await page.run();
    expect(page.left).toBe(0);
    for (const name of ['registry', 'search']) await nation.start(name);
    expect(await all()).toBe(before);
    await until('the search', async () => isRight(await post(nation.service('gateway-1').url)));
    expect(await services.total(nation.service('search'))).toBe(2);
  }, 90_000);
});
