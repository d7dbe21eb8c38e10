import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

let services: Services;
let registry: RunningService;
let search: RunningService;
let node: RunningService;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  node = await services.node('MEE');
  await services.publish(node, [owner('MEE'), dataset('MEE', 1, '空气质量')]);
  await services.enroll(registry, 'MEE', node.url);
  search = await services.search(registry);
  await until('the node is searchable', async () => (await services.total(search)) === 2);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const readiness = async (service: { readonly url: string }): Promise<{ readonly status: string; readonly dependencies: Record<string, { ok: boolean; detail?: string }> }> =>
  (await fetch(service.url.replace('/graphql', '/readyz'))).json() as Promise<Awaited<ReturnType<typeof readiness>>>;

const port = ({ url }: RunningService): string => new URL(url).port;
const record = `{ record(id: "${datasetId('MEE', 1)}") { id } }`;
const isRecordServed = async (gateway: { readonly url: string }): Promise<boolean> => (await services.ask(gateway, record)).data?.['record'] != null;
const hitsOf = async (gateway: { readonly url: string }): Promise<unknown> => ((await services.ask(gateway, '{ search(query: "空气质量") { total } }')).data?.['search'] as { total: number } | null)?.total;

describe('a gateway that starts while the registry is gone', () => {
  test('serves all that it knew, says that its table is a kept one, and heals', async () => {
    const first = await services.gateway(registry, search);
    await until('it serves', async () => isRecordServed(first));
    const place = port(registry);
    await registry.stop();
    await first.stop();
    const second = await services.gateway(registry, search);
    expect(await isRecordServed(second)).toBe(true);
    expect(await hitsOf(second)).toBe(1);
    expect(await readiness(second)).toEqual({ status: 'ready', dependencies: { members: { ok: true, detail: 'kept from the last time; the registry was not heard yet' } } });
    registry = await services.start('registry', ['registry', 'start'], { PORT: place });
    await until('it hears the registry', async () => !(await readiness(second)).dependencies['members']?.detail);
    await second.stop();
  });
});

describe('an index that is gone, and comes back while the registry is', () => {
  test('costs its own fields only, and goes on with what it knew', async () => {
    const gateway = await services.gateway(registry, search);
    await until('search is answered', async () => (await hitsOf(gateway)) === 1);
    const [indexPlace, registryPlace] = [port(search), port(registry)];
    await search.kill();
    const { data, errors } = await services.ask(gateway, `{ search(query: "空气质量") { total } record(id: "${datasetId('MEE', 1)}") { id } }`);
    expect(data).toMatchObject({ search: null, record: { id: datasetId('MEE', 1) } });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INDEX_UNAVAILABLE']);
    await registry.kill();
    search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, PORT: indexPlace });
    await until('search is answered again', async () => (await hitsOf(gateway)) === 1);
    // It follows the node from the kept table alone.
    await services.publish(node, [dataset('MEE', 2, '空气质量预报')]);
    await until('what was published meanwhile is found', async () => (await hitsOf(gateway)) === 2);
    registry = await services.start('registry', ['registry', 'start'], { PORT: registryPlace });
    await until('it hears the registry', async () => !(await readiness(search)).dependencies['members']?.detail);
    await gateway.stop();
  });
});

describe('a registry that comes back with an empty store', () => {
  test('empties neither the gateway nor the index, and both say what it does not name', async () => {
    const gateway = await services.gateway(registry, search);
    await until('it serves', async () => isRecordServed(gateway));
    const hits = await hitsOf(gateway);
    const place = port(registry);
    await registry.stop();
    await rm(join(services.folder, 'registry'), { recursive: true });
    registry = await services.start('registry', ['registry', 'start'], { PORT: place });
    const silent = (service: RunningService) => async (): Promise<boolean> => (await readiness(service)).dependencies['members']?.detail?.includes('does not name 1') === true;
    await until('the gateway notices', silent(gateway));
    await until('the index notices', silent(search));
    expect(await isRecordServed(gateway)).toBe(true);
    expect(await hitsOf(gateway)).toBe(hits);
    // Not even a new start forgets, and an enrolment heals.
    const kept = JSON.parse(await readFile(join(services.folder, 'gateway', 'members.json'), 'utf8')) as { authorities: readonly { code: string }[] };
    expect(kept.authorities.map(({ code }) => code)).toEqual(['MEE']);
    await services.enroll(registry, 'MEE', node.url);
    await until('nothing is missing', async () => !(await readiness(gateway)).dependencies['members']?.detail);
    await gateway.stop();
  });
});

describe('everything, started in the worst order', () => {
  test('comes together', async () => {
    await using nation = await Services.create();
    // Ports that were free a moment ago: who is asked is started after who asks.
    const registryFirst = await nation.registry();
    const searchFirst = await nation.search(registryFirst);
    await searchFirst.stop();
    await registryFirst.stop();
    const gateway = await nation.gateway(registryFirst, searchFirst);
    expect((await readiness(gateway)).status).toBe('not ready');
    await nation.start('search', ['search', 'start'], { REGISTRY_URL: registryFirst.url, PORT: port(searchFirst) });
    const late = await nation.node('LATE');
    await nation.publish(late, [owner('LATE'), dataset('LATE', 1, '空气质量')]);
    const reborn = await nation.start('registry', ['registry', 'start'], { PORT: port(registryFirst) });
    await nation.enroll(reborn, 'LATE', late.url);
    await until('the gateway finds and reads the record', async () => {
      const { data } = await nation.ask(gateway, '{ search(query: "空气质量") { edges { node { record { title } } } } }');
      return JSON.stringify(data).includes('"record":{"title"');
    });
    expect((await readiness(gateway)).status).toBe('ready');
  });
});
