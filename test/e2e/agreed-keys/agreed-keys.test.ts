import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { request } from 'undici';
import { listen, readBody, type HttpServer } from '../../../subgraphs/kit/http-server.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../subgraphs/kit/identity/calls/call-signer.js';
import { callingTransport, type CallingTransport } from '../../../subgraphs/kit/identity/calls/calling-transport.js';
import { readCallToken } from '../../../subgraphs/kit/identity/calls/call-token.js';
import { newShare } from '../../../subgraphs/kit/identity/calls/key-agreement.js';
import { CALL_KEY_HEADER, formatOffer, readOffer, UNKNOWN_KEY } from '../../../subgraphs/kit/identity/calls/key-header.js';
import { serviceIdentity } from '../../../subgraphs/kit/identity/calls/service-identity.js';
import type { Identify } from '../../../subgraphs/kit/identity/identity.js';
import { startSubgraph } from '../../../subgraphs/kit/start-subgraph.js';
import { CallRefused, type TransportAnswer } from '../../../subgraphs/kit/transport/transport.js';

const logger = pino({ level: 'silent' });
const schema = buildSubgraphSchema([{ typeDefs: parse('type Query { byKey: Boolean } type Mutation { write(n: Int!): Boolean }'), resolvers: { Query: { byKey: (_: unknown, __: unknown, context: { caller: { byAgreedKey?: boolean } }) => context.caller.byAgreedKey ?? false }, Mutation: { write: (_: unknown, { n }: { n: number }) => (written.push(n), true) } } }]);

let folder: string;
let caller: CallingTransport;
let written: number[];
const open: { close(): Promise<void> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-agreed-'));
  caller = callingTransport({ dataDir: join(folder, 'gateway'), signsCalls: true }, logger);
  open.push(caller);
  written = [];
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  rmSync(folder, { recursive: true });
});

/** What a process of the service knows of its callers: a new one knows what is in its folder. */
const newProcess = (name = 'node'): Identify => serviceIdentity({ names: ['MEE'], trusted: [{ role: 'GATEWAY', key: callKeyIn(join(folder, 'gateway')).publicKey }], requiresToken: true, dataDir: join(folder, name), logger });

/** A service behind one address, whose processes are told by `process`. */
async function serviceOf(process: () => Identify): Promise<{ readonly url: string; readonly asked: () => number }> {
  let asked = 0;
  const identify: Identify = (call) => {
    asked += 1;
    return process()(call);
  };
  const server = await startSubgraph({ schema, host: '127.0.0.1', port: 0, logger, identify, context: () => ({}) });
  open.push(server);
  return { url: `${server.url}/graphql`, asked: () => asked };
}

interface Passed {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Passes requests on, and answers as it likes. @param change headers and status of the answer */
async function inTheMiddle(url: string, change: (answer: Passed, n: number) => Passed): Promise<string> {
  let count = 0;
  const server: HttpServer = await listen(async (message, response) => {
    const { authorization = '' } = message.headers;
    const { statusCode, headers, body } = await request(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: await readBody(message, 100_000) });
    const answer = change({ status: statusCode, headers }, (count += 1));
    response.writeHead(answer.status, answer.headers).end(await body.text());
  }, { port: 0 });
  open.push(server);
  return `${server.url}/graphql`;
}

const read = async (url: string): Promise<unknown> => ((await caller.send({ url, query: '{ byKey }', audience: ['MEE'] })).data ?? {})['byKey'];
const write = async (url: string, n: number): Promise<TransportAnswer> => caller.send({ url, query: 'mutation ($n: Int!) { write(n: $n) }', variables: { n }, audience: ['MEE'] });

describe('calls over HTTP', () => {
  test('read under an agreed key from the second on, and write by signature', async () => {
    const only = newProcess();
    const { url, asked } = await serviceOf(() => only);
    expect([await read(url), await read(url), await read(url)]).toEqual([false, true, true]);
    expect(await write(url, 1)).toEqual({ data: { write: true } });
    expect([asked(), written, caller.proofs?.counts]).toEqual([4, [1], { EdDSA: 2, HS256: 2 }]);
  });

  test('to a service that is started anew under load are all answered, and write once each', async () => {
    let running = newProcess();
    const { url, asked } = await serviceOf(() => running);
    const [READERS, READS, RESTARTS] = [8, 60, 6];
    let reads = 0;
    const readers = Array.from({ length: READERS }, async () => {
      for (let n = 0; n < READS; n += 1) {
        expect(typeof (await read(url))).toBe('boolean');
        reads += 1;
        if (reads % Math.ceil((READERS * READS) / (RESTARTS + 1)) === 0) running = newProcess();
      }
    });
    const wrote = Array.from({ length: 50 }, (_, n) => n);
    const writer = (async () => {
      for (const n of wrote) expect(await write(url, n)).toEqual({ data: { write: true } });
    })();
    await Promise.all([...readers, writer]);
    expect([reads, written]).toEqual([READERS * READS, wrote]);
    // What came under a key that was gone came again: no more than was under way, and only until the caller knew.
    expect(asked() - reads - wrote.length).toBeLessThanOrEqual(READERS * RESTARTS);
    expect(asked() - reads - wrote.length).toBeGreaterThan(0);
  });

  test('to two processes behind one address are all answered, and do not come twice for long', async () => {
    const processes = [newProcess('one'), newProcess('two')] as const;
    let turn = 0;
    const { url, asked } = await serviceOf(() => processes[(turn += 1) % 2 === 0 ? 0 : 1]);
    for (let n = 0; n < 200; n += 1) expect(typeof (await read(url))).toBe('boolean');
    for (let n = 0; n < 20; n += 1) expect(await write(url, n)).toEqual({ data: { write: true } });
    expect(asked() - 220).toBeLessThanOrEqual(3);
    expect(written).toHaveLength(20);
  });

  test('to services and of gateways that know nothing of agreed keys are signed, each alone', async () => {
    const only = newProcess();
    const { url } = await serviceOf(() => only);
    const older = await inTheMiddle(url, ({ status, headers }) => ({ status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== CALL_KEY_HEADER)) }));
    expect([await read(older), await read(older), await read(older)]).toEqual([false, false, false]);
    const body = JSON.stringify({ query: '{ byKey }' });
    const answer = await request(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: callSigner(callKeyIn(join(folder, 'gateway')))({ audience: ['MEE'], method: 'POST', path: '/graphql', body }) }, body });
    expect([answer.statusCode, answer.headers[CALL_KEY_HEADER], await answer.body.json()]).toEqual([200, undefined, { data: { byKey: false } }]);
  });
});

describe('somebody in the middle', () => {
  test('who swaps the service’s share gets no call answered under his key, and has none lost', async () => {
    const only = newProcess();
    const { url, asked } = await serviceOf(() => only);
    const middle = await inTheMiddle(url, ({ status, headers }) => {
      const offer = readOffer(String(headers[CALL_KEY_HEADER]));
      return { status, headers: offer ? { ...headers, [CALL_KEY_HEADER]: formatOffer({ ...offer, dh: newShare().publicKey }) } : headers };
    });
    for (let n = 0; n < 50; n += 1) expect(await read(middle)).toBe(false);
    expect(asked() - 50).toBeLessThanOrEqual(2);
  });

  test('who says that a key is unknown which has served has nothing written twice', async () => {
    const only = newProcess();
    const { url } = await serviceOf(() => only);
    const middle = await inTheMiddle(url, ({ headers }, n) => (n === 1 ? { status: 200, headers } : { status: 401, headers: { ...headers, [CALL_KEY_HEADER]: UNKNOWN_KEY } }));
    expect(await read(middle)).toBe(false);
    await expect(write(middle, 7)).rejects.toThrow(CallRefused);
    expect(written).toEqual([7]);
    await expect(read(middle)).rejects.toThrow(CallRefused);
  });

  test('who sends a call of either form again is refused', async () => {
    const only = newProcess();
    const { url } = await serviceOf(() => only);
    const heard: string[] = [];
    const again: number[] = [];
    const server = await listen(async (message, response) => {
      const { authorization = '' } = message.headers;
      const body = await readBody(message, 100_000);
      const post = async () => request(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body });
      const { statusCode, headers, body: answer } = await post();
      const second = await post();
      await second.body.dump();
      heard.push(String(readCallToken(authorization.slice(7))?.header['alg']));
      again.push(second.statusCode);
      response.writeHead(statusCode, headers).end(await answer.text());
    }, { port: 0 });
    open.push(server);
    const middle = `${server.url}/graphql`;
    expect([await read(middle), await read(middle)]).toEqual([false, true]);
    await write(middle, 1);
    expect([heard, again, written]).toEqual([['EdDSA', 'HS256', 'EdDSA'], [401, 401, 401], [1]]);
  });
});

test('what writes under an agreed key is refused, and nothing is written', async () => {
  const only = newProcess();
  const { url } = await serviceOf(() => only);
  await read(url);
  const { prove } = caller.proofs!;
  for (const query of ['mutation { write(n: 1) }', 'query A { byKey } mutation B { write(n: 2) }']) {
    const body = JSON.stringify({ query, operationName: query.includes('B') ? 'B' : undefined });
    const { authorization } = prove({ url, audience: ['MEE'], method: 'POST', path: '/graphql', body, needsSignature: false });
    const answer = await request(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body });
    expect([readCallToken(authorization.slice(7))?.header['alg'], answer.statusCode, await answer.body.json()]).toMatchObject(['HS256', 401, { errors: [{ message: expect.stringContaining('has to be signed'), extensions: { code: 'UNAUTHENTICATED' } }] }]);
  }
  expect(written).toEqual([]);
});
