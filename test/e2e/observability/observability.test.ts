import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { pino } from 'pino';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { startOtlpReceiver, type ReceivedSpan } from './otlp-receiver.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
let services: Services;
let collector: Awaited<ReturnType<typeof startOtlpReceiver>>;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let seen: HttpServer;
const lines: Record<string, unknown>[] = [];

/** Two nodes: one as a process that sends traces, one in here whose log lines can be read. */
beforeAll(async () => {
  services = await Services.create();
  collector = await startOtlpReceiver();
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50' };
  registry = await services.registry();
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...traced });
  const mee = await services.node('MEE', traced);
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  seen = await startNode({ host: '127.0.0.1', port: 0, dataDir: join(services.folder, 'node-SEEN'), authorities: ['SEEN'], stewardToken: undefined }, logger);
  await services.publish(mee, [owner('MEE'), dataset('MEE', 1, '空气质量')]);
  await services.publish({ url: `${seen.url}/graphql` }, [owner('SEEN'), dataset('SEEN', 1, '空气质量监测')]);
  await services.enroll(registry, 'MEE', mee.url);
  await services.enroll(registry, 'SEEN', `${seen.url}/graphql`);
  gateway = await services.gateway(registry, search, traced);
  await until('both are searchable', async () => (await services.total(search)) === 4);
  await until('the gateway is ready', async () => (await fetch(address(gateway, '/readyz'))).status === 200);
}, 60_000);
afterAll(async () => {
  // Before its folder goes with the others.
  await seen.close();
  await services[Symbol.asyncDispose]();
  await collector.close();
});

const address = (service: { readonly url: string }, path: string): string => service.url.replace('/graphql', path);
const post = async (query: string, headers: Record<string, string> = {}): Promise<Response> => fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
const metricsOf = async (service: { readonly url: string }): Promise<string> => (await fetch(address(service, '/metrics'))).text();

describe('a request id', () => {
  test('goes from the client to the node that answers, and back', async () => {
    const response = await post(`{ record(id: "${datasetId('SEEN', 1)}") { id } }`, { 'x-request-id': 'from-a-client-1' });
    expect(response.headers.get('x-request-id')).toBe('from-a-client-1');
    expect(await response.json()).toEqual({ data: { record: { id: datasetId('SEEN', 1) } } });
    const line = await until('a line of the node', async () => lines.find(({ requestId }) => requestId === 'from-a-client-1'));
    expect(line).toMatchObject({ route: '/graphql', code: 200 });
  });

  test.each(['{ record(id: "nonsense") { id } }', '{ changes(authority: "NOBODY") { head } }', '{ nothing }', '{'])('stands in the errors of %s', async (query) => {
    const { errors } = (await (await post(query, { 'x-request-id': 'wrong-question' })).json()) as { errors: readonly { extensions: Record<string, unknown> }[] };
    expect(errors.map(({ extensions }) => extensions['requestId'])).toEqual(errors.map(() => 'wrong-question'));
  });

  test('is each client’s own where the same question is answered once', async () => {
    const ids = ['first-of-two', 'second-of-two'];
    const answers = await Promise.all(ids.map(async (id) => (await post('{ changes(authority: "NOBODY") { head } }', { 'x-request-id': id })).text()));
    answers.forEach((text, index) => expect(text).toContain(`"requestId":"${String(ids[index])}"`));
  });
});

describe('a trace', () => {
  test('reaches from the client over the gateway to the index and the node', async () => {
    const query = `{ search(query: "空气质量", filter: { authorities: ["MEE"] }) { edges { node { record { id title } } } } }`;
    expect((await post(query, { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` })).status).toBe(200);
    const ofTrace = (): readonly ReceivedSpan[] => collector.spans.filter(({ traceId }) => traceId === TRACE);
    await until('spans of all three services', async () => new Set(ofTrace().map(({ service }) => service)).size === 3 && ofTrace().some(({ parentSpanId }) => parentSpanId === '00f067aa0ba902b7'));
    const spans = ofTrace();
    const names = (service: string): ReadonlySet<string> => new Set(spans.filter((span) => span.service === service).map(({ name }) => name));
    for (const name of ['POST /graphql', 'graphql operation', 'ask search', 'router wave', 'ask node']) expect(names('ucat-gateway')).toContain(name);
    for (const [service, work] of [['ucat-search', 'index search'], ['ucat-node', 'store read']] as const) expect([...names(service)]).toEqual(expect.arrayContaining(['POST /graphql', work]));
    // Every span but the client's own hangs on another of the same trace.
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentSpanId }) => parentSpanId !== '00f067aa0ba902b7' && !ids.has(parentSpanId ?? ''))).toEqual([]);
  });
});

describe('/metrics', () => {
  test('the gateway tells by authority who answered', async () => {
    await post(`{ record(id: "${datasetId('MEE', 1)}") { id title } }`);
    const text = await metricsOf(gateway);
    expect(text).toMatch(/^ucat_node_requests_total\{authority="MEE",served_from="OWNER",result="answered"\} \d+/m);
    expect(text).toMatch(/^ucat_node_request_duration_seconds_count\{authority="MEE"\} \d+/m);
    expect(text).toMatch(/^ucat_node_breaker_state\{authority="MEE"\} 0$/m);
    expect(text).toMatch(/^ucat_http_request_duration_seconds_count\{route="\/graphql",code="200"\} \d+/m);
  });

  test('no label is a client’s word', async () => {
    await post('{ changes(authority: "MADEUP") { head } }');
    await post('{ record(id: "MADEUP-DS-0000000001-8") { id } }');
    await fetch(address(gateway, '/madeup'));
    expect(await metricsOf(gateway)).not.toMatch(/madeup/i);
  });

  test('the index tells by authority how far it is', async () => {
    const text = await metricsOf(search);
    expect(text).toMatch(/^ucat_index_records\{authority="MEE",kind="DATASET"\} 1$/m);
    expect(text).toMatch(/^ucat_feed_lag_seconds\{authority="MEE"\} \d/m);
    expect(text).toMatch(/^ucat_feed_state\{authority="MEE",state="CURRENT"\} 1$/m);
  });

  test('the registry counts members, the node its log', async () => {
    expect(await metricsOf(registry)).toMatch(/^ucat_registry_members\{status="ACTIVE"\} 2$/m);
    const text = await metricsOf({ url: `${seen.url}/graphql` });
    expect(text).toMatch(/^ucat_node_log_entries\{authority="SEEN"\} 2$/m);
    expect(text).toMatch(/^ucat_node_store_reachable 1$/m);
  });
});

describe('ucat status', () => {
  test('shows an officer how it stands with each authority, and ends with 0 while all is well', async () => {
    const { code, stdout, stderr } = await runUcat(['status', '--gateway', gateway.url], {});
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^  MEE +MEE 区 +active +heard +\d+ s +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +2 +closed +100 %$/m);
    expect(code).toBe(0);
  });

  test('marks who is silent, and ends with 1', async () => {
    await services.enroll(registry, 'GONE', 'http://127.0.0.1:1/graphql');
    const told = await until('the index has tried', async () => {
      const { code, stdout } = await runUcat(['status', '--gateway', gateway.url, '--json'], {});
      const { authorities } = JSON.parse(stdout) as { authorities: readonly { authority: string; member: string; reachable: boolean | null }[] };
      const gone = authorities.find(({ authority }) => authority === 'GONE');
      return gone?.reachable === false ? { code, gone } : null;
    });
    expect(told).toMatchObject({ code: 1, gone: { authority: 'GONE', member: 'ACTIVE', reachable: false } });
    expect((await runUcat(['status', '--gateway', gateway.url], {})).stdout).toMatch(/^! GONE /m);
  });

  test('ends with 2 where there is no gateway', async () => {
    const { code, stderr } = await runUcat(['status', '--gateway', 'http://127.0.0.1:1/graphql'], {});
    expect([code, stderr]).toEqual([2, expect.stringContaining('127.0.0.1:1')]);
  });
});
