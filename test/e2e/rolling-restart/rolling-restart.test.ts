import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dataset, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { RoundRobin } from './round-robin.js';

/** Clients that ask one after the other, without a pause. */
const CLIENTS = 8;
let services: Services;
let registry: RunningService;
let search: RunningService;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  const node = await services.node('MEE');
  await services.publish(node, [owner('MEE'), dataset('MEE', 1, '空气质量')]);
  await services.enroll(registry, 'MEE', node.url);
  search = await services.search(registry);
  await until('the node is searchable', async () => (await services.total(search)) === 2);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const gatewayAt = async (name: string, port = '0'): Promise<RunningService> => {
  const gateway = await services.start(name, ['gateway', 'start'], { REGISTRY_URL: registry.url, SEARCH_URL: search.url, REUSE_MILLIS: '0', PORT: port });
  await until(`${name} is ready`, async () => (await fetch(gateway.url.replace('/graphql', '/readyz'))).status === 200);
  return gateway;
};

test('two gateways, restarted one after the other under load, drop no request', async () => {
  const gateways = [await gatewayAt('one'), await gatewayAt('two')] as [RunningService, RunningService];
  const balancer = new RoundRobin(gateways.map(({ url }) => url));
  const body = JSON.stringify({ query: '{ search(query: "空气质量") { total edges { node { record { title } } } } }' });
  const failures: unknown[] = [];
  let answered = 0;
  let loading = true;
  const client = async (): Promise<void> => {
    while (loading) {
      try {
        const { status, text } = await balancer.post(body);
        if (status !== 200 || !text.includes('"record":{"title":"空气质量"}')) failures.push(text);
        else answered += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  for (const [index, name] of ['one', 'two'].entries()) {
    const before = answered;
    await until('both serve', async () => answered > before + 100);
    const old = gateways[index as 0 | 1];
    const closing = old.stop();
    expect(await closing).toBe(0);
    const meanwhile = answered;
    await until('the other serves alone', async () => answered > meanwhile + 20);
    gateways[index as 0 | 1] = await gatewayAt(name, new URL(old.url).port);
  }
  const restarted = answered;
  await until('both serve again', async () => answered > restarted + 100);
  loading = false;
  await clients;
  await balancer.close();
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(300);
}, 60_000);

test('a gateway that drains says so while it goes on', async () => {
  const gateway = await gatewayAt('draining');
  const stopped = gateway.stop();
  const closing = await until('it says so', async () => {
    const answer = await fetch(gateway.url.replace('/graphql', '/readyz'));
    return answer.status === 503 ? ((await answer.json()) as { readonly status: string }) : null;
  });
  expect(closing.status).toBe('closing');
  expect((await services.ask(gateway, '{ __typename }')).data).toEqual({ __typename: 'Query' });
  expect(await stopped).toBe(0);
});
