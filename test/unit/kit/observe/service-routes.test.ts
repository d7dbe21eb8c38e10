import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { pino } from 'pino';
import { serveAnswers } from '../../../../subgraphs/kit/apollo-handler.js';
import { listen, type HttpServer } from '../../../../subgraphs/kit/http-server.js';
import { createServiceMetrics } from '../../../../subgraphs/kit/observe/service-metrics.js';
import type { Dependencies } from '../../../../subgraphs/kit/observe/readiness.js';
import { serviceRoutes } from '../../../../subgraphs/kit/service-routes.js';
import { until } from '../../../e2e/support/until.js';

const lines: Record<string, unknown>[] = [];
let dependencies: Dependencies = {};
let closing = false;
let server: HttpServer;

beforeAll(async () => {
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const fails = async (): Promise<never> => Promise.reject(new Error('the password is swordfish'));
  server = await listen(
    serviceRoutes({ dependencies: () => dependencies, isClosing: () => closing, logger, metrics: createServiceMetrics(), routes: { '/works': serveAnswers(async () => ({ status: 200, headers: {}, body: Buffer.from('{}') })), '/fails': fails } }),
    { port: 0 },
  );
});
afterAll(async () => server.close());

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${server.url}${path}`, { headers });

test('a client that goes away while it sends is no failure of the service', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write('POST /works HTTP/1.1\r\nhost: x\r\nx-request-id: left-early\r\ncontent-length: 9\r\n\r\n{', () => void setImmediate(() => socket.destroy()));
  const own = (): readonly Record<string, unknown>[] => lines.filter(({ requestId }) => requestId === 'left-early');
  await until('its line', async () => own().some(({ msg }) => msg === 'a request was not sent to its end'));
  expect(own().filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

describe('a request id', () => {
  test('is the one that the request brings, where it is well formed', async () => {
    expect((await get('/works', { 'x-request-id': 'portal-2026.11_24' })).headers.get('x-request-id')).toBe('portal-2026.11_24');
  });

  test.each(['short', 'a b c d e f g h', '"},{"level":60', 'x'.repeat(129), '--------'])('is made where the request brings %j', async (given) => {
    expect((await get('/works', { 'x-request-id': given })).headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('stands in the answer and in the log lines of a request that failed; its cause in the log alone', async () => {
    const response = await get('/fails', { 'x-request-id': 'failing-one' });
    const text = await response.text();
    expect([response.status, response.headers.get('x-request-id')]).toEqual([500, 'failing-one']);
    expect(JSON.parse(text)).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'INTERNAL', requestId: 'failing-one' } }] });
    expect(text).not.toContain('swordfish');
    const own = lines.filter(({ requestId }) => requestId === 'failing-one');
    expect(own.map(({ msg }) => msg)).toContain('a request failed');
    expect(JSON.stringify(own)).toContain('swordfish');
  });
});

describe('/metrics', () => {
  test('counts requests by route and code; paths that clients make up are one route', async () => {
    for (const path of ['/nowhere-1', '/nowhere-2?x=1', '/works?y=2', '/fails']) await get(path);
    const text = await (await get('/metrics')).text();
    const count = (labels: string): number => Number(new RegExp(`ucat_http_request_duration_seconds_count\\{${labels}\\} (\\d+)`).exec(text)?.[1] ?? 0);
    expect(count('route="other",code="404"')).toBe(2);
    expect(count('route="/works",code="200"')).toBeGreaterThanOrEqual(1);
    expect(count('route="/fails",code="500"')).toBeGreaterThanOrEqual(1);
    expect(text).not.toContain('nowhere');
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });
});

describe('/readyz', () => {
  test('is as ready as what is needed, and names everything', async () => {
    dependencies = { store: { ok: true }, registry: { ok: false, needed: false, detail: 'kept' } };
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', dependencies }]);
    dependencies = { store: { ok: false } };
    const lost = await get('/readyz');
    expect([lost.status, await lost.json()]).toEqual([503, { status: 'not ready', dependencies }]);
    expect((await get('/healthz')).status).toBe(200);
    dependencies = {};
  });

  test('says so while the service closes', async () => {
    closing = true;
    const response = await get('/readyz');
    expect([response.status, ((await response.json()) as { status: string }).status]).toEqual([503, 'closing']);
    closing = false;
  });
});
