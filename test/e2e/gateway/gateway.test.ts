import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataset, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

let services: Services;
let registry: RunningService;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
}, 30_000);
afterAll(async () => services[Symbol.asyncDispose]());

describe('the gateway', () => {
  test('ends with a code where its port is taken, so that whoever runs it can tell', async () => {
    const port = new URL(registry.url).port;
    await expect(services.start('gateway', ['gateway', 'start'], { PORT: port, REGISTRY_URL: registry.url })).rejects.toThrow('ended with code 1');
  });

  test('is not ready before it has heard the registry, and takes a new member up within a second', async () => {
    const lonely = await services.start('lonely', ['gateway', 'start'], { REGISTRY_URL: 'http://127.0.0.1:1/graphql' });
    expect((await fetch(lonely.url.replace('/graphql', '/readyz'))).status).toBe(503);

    const gateway = await services.gateway(registry, { url: 'http://127.0.0.1:1/graphql' } as RunningService);
    const node = await services.node('MEE');
    await services.publish(node, [owner('MEE'), dataset('MEE', 1, '空气质量')]);
    await services.enroll(registry, 'MEE', node.url);
    const found = await until('the new member', async () => (await services.ask(gateway, '{ changes(authority: "MEE") { head } }')).data?.['changes'], 1_000);
    expect(found).toEqual({ head: 2 });
    const withdraw = 'mutation { setMemberStatus(code: "MEE", status: WITHDRAWN) { code } }';
    expect((await services.ask(registry, withdraw)).errors).toBeUndefined();
    await until('its leaving', async () => (await services.ask(gateway, '{ changes(authority: "MEE") { head } }')).errors?.[0]?.extensions?.['code'] === 'UNKNOWN_AUTHORITY', 1_000);
  });

  test('knows no node before it has heard the registry, and says that trying again can help', async () => {
    const lonely = await services.start('unheard', ['gateway', 'start'], { REGISTRY_URL: 'http://127.0.0.1:1/graphql' });
    const { errors } = await services.ask(lonely, '{ changes(authority: "MEE") { head } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
  });

  test.each([
    ['mutation { x: putMember { code } }', {}, 'GRAPHQL_VALIDATION_FAILED|BAD_INPUT'],
    ['mutation { __typename }', {}, 'BAD_INPUT|GRAPHQL_VALIDATION_FAILED'],
    ['query A { __typename } query B { __typename }', {}, 'BAD_INPUT'],
    ['query A { __typename }', { operationName: 'Z' }, 'BAD_INPUT'],
    ['{ search(', {}, 'GRAPHQL_PARSE_FAILED'],
  ])('%s is the client’s mistake', async (query, more, codes) => {
    const gateway = await services.gateway(registry, { url: 'http://127.0.0.1:1/graphql' } as RunningService);
    const response = await fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, ...more }) });
    const { errors } = (await response.json()) as { errors: readonly { extensions: { code: string } }[] };
    expect([response.status, codes.split('|').includes(errors[0]!.extensions.code)]).toEqual([400, true]);
  });

  test('gives no answer with an error again, however long answers are reused', async () => {
    const gateway = await services.gateway(registry, { url: 'http://127.0.0.1:1/graphql' } as RunningService, { REUSE_MILLIS: '60000' });
    const query = '{ __typename changes(authority: "LATE") { head } }';
    expect((await services.ask(gateway, query)).errors?.[0]?.extensions?.['code']).toMatch(/UNKNOWN_AUTHORITY|SUBGRAPH_UNAVAILABLE/);
    const node = await services.node('LATE');
    await services.enroll(registry, 'LATE', node.url);
    expect(await until('an answer', async () => (await services.ask(gateway, query)).data?.['changes'], 5_000)).toEqual({ head: 0 });
  });

  test('gives the page of a node to clients, but not the node’s long polls', async () => {
    const gateway = await services.gateway(registry, { url: 'http://127.0.0.1:1/graphql' } as RunningService);
    const endpoint = { url: gateway.url.replace('/graphql', '/subgraph/catalog') };
    const { errors } = await services.ask(endpoint, '{ changes(authority: "MEE", waitMillis: 30000) { head } }');
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_INPUT');
  });
});
