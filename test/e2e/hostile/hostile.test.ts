import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { honestIntrospection, hostileRequests, type HostileRequest } from '../../../bench/lib/hostile/requests.js';
import { packagePath } from '../../../schema/package-path.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../subgraphs/kit/identity/calls/call-signer.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly text: string;
}

let services: Services;
let registry: RunningService;
let search: RunningService;
let node: RunningService;
let gateway: RunningService;

const start = async (name: string, env: Environment): Promise<RunningService> => services.start(name, ['gateway', 'start'], { REGISTRY_URL: registry.url, SEARCH_URL: search.url, ...env });

const post = async (url: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

async function refusalOf(response: Response): Promise<Refused> {
  const text = await response.text();
  const [error] = (JSON.parse(text) as { errors: readonly { message: string; extensions: { code: string } }[] }).errors;
  return { status: response.status, code: error!.extensions.code, message: error!.message, extensions: error!.extensions, text };
}

const answers = async (url: string): Promise<unknown> => ((await (await post(url, '{"query":"{ __typename }"}')).json()) as { data: unknown }).data;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  search = await services.search(registry);
  node = await services.node('310000');
  await services.publish(node, [owner('310000'), dataset('310000', 1, '空气质量')]);
  await services.enroll(registry, '310000', node.url);
  gateway = await services.gateway(registry, search);
  await until('the node', async () => (await services.ask(gateway, '{ changes(authority: "310000") { head } }')).data?.['changes']);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

describe('hostile operations at the gateway', () => {
  test.each(hostileRequests().map((hostile): [string, HostileRequest] => [hostile.name, hostile]))('%s', async (_, { body, status, code, limit }) => {
    const refused = await refusalOf(await post(gateway.url, body));
    expect([refused.status, code.split('|').includes(refused.code)]).toEqual([status, true]);
    if (limit) expect(refused.extensions['limit']).toBe(limit);
    expect(refused.text).not.toMatch(/node_modules|at \w+ \(|127\.0\.0\.1|localhost/);
    expect(await answers(gateway.url)).toEqual({ __typename: 'Query' });
  });

  test('a body that does not come is not waited for', async () => {
    const impatient = await start('impatient', { BODY_TIMEOUT_MILLIS: '200' });
    const { hostname, port } = new URL(impatient.url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"query"');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('REQUEST_TOO_SLOW');
    expect(await answers(impatient.url)).toEqual({ __typename: 'Query' });
  });

  test('the router’s door and a node refuse what is endless or malformed too', async () => {
    for (const url of [gateway.url.replace('/graphql', '/subgraph/catalog'), node.url]) {
      const cycle = await refusalOf(await post(url, JSON.stringify({ query: '{ ...A } fragment A on Query { ...A }' })));
      const deep = await refusalOf(await post(url, JSON.stringify({ query: `${'{ a '.repeat(40_000)}` })));
      const broken = await refusalOf(await post(url, Buffer.from([0x7b, 0xff, 0x7d])));
      expect([cycle, deep, broken].map(({ status, code }) => [status, code])).toEqual([[400, 'OPERATION_TOO_LARGE'], [400, 'OPERATION_TOO_LARGE'], [400, 'BAD_INPUT']]);
    }
  });
});

describe('tokens of calls at a node', () => {
  test('that are forged, malformed or endless are refused in all forms, and it goes on', async () => {
    const key = callKeyIn(join(services.folder, 'caller'));
    const trusting = await services.node('330000', { STEWARD_TOKEN: 'a-stewards-secret', TRUSTED_CALLERS: `GATEWAY=${key.publicKey}` });
    const body = '{"query":"{ __typename }"}';
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = part({ aud: ['330000'], htm: 'POST', path: '/graphql', bh: createHash('sha256').update(body).digest('base64url'), iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 10, jti: 'one' });
    const forged = ([{ alg: 'HS256', kid: key.publicKey }, { alg: 'HS256', kid: 'a'.repeat(22) }, { alg: 'HS256', kid: 'a'.repeat(10_000) }, { alg: 'HS256', kid: ['a'] }, { alg: 'HS256' }, { alg: 'HS512', kid: key.publicKey }, { alg: 'none', kid: key.publicKey }, { alg: 'EdDSA', kid: 'a'.repeat(22) }, { alg: 'EdDSA', kid: key.publicKey }] as const).flatMap((header) => {
      const text = `${part({ typ: 'ucat-call+jwt', ...header })}.${claims}`;
      return [key.publicKey, Buffer.from(key.publicKey, 'base64url'), ''].map((secret) => `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`);
    });
    const head = part({ typ: 'ucat-call+jwt', alg: 'HS256', kid: 'a'.repeat(22) });
    for (const token of [...forged, `${head}.${claims}.`, `${head}..x`, `${head}.${part([])}.x`, `${head}.${'A'.repeat(12_000)}.x`, `${part(null)}.${claims}.x`, '...', 'a.b.c.d']) {
      expect(await refusalOf(await post(trusting.url, body, { authorization: `Bearer ${token}` }))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    }
    const signed = callSigner(key)({ audience: ['330000'], method: 'POST', path: '/graphql', body });
    expect((await post(trusting.url, body, { authorization: signed })).status).toBe(200);
  });
});

describe('honest operations', () => {
  test('stay far below the limits: the README’s, the pages’, introspection', async () => {
    const half = await start('half', { MAX_TOKENS: '1000', MAX_DEPTH: '16', MAX_FIELDS: '1000', MAX_ROOT_FIELDS: '50', MAX_ALIASES: '100', MAX_DIRECTIVES: '25', MAX_VARIABLES: '5000', MAX_COST: '25000' });
    const readme = /```graphql\n([\s\S]*?)```/.exec(readFileSync(packagePath('README.md'), 'utf8'))?.[1];
    const folder = packagePath('web', 'operations');
    const ofPages = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const national = '{ search(query: "空气", first: 20) { total edges { node { id title summary modified record { ... on Dataset { title owner { name } distributions { title format accessURL } conformsTo { number title } } } } } } }';
    const bodies = [...[readme, ...ofPages, national].map((query) => JSON.stringify({ query, variables: { prefix: '空', query: '空气', id: datasetId('310000', 1), authority: '310000', code: '310000', names: true, hasRelated: true, hasLayers: false, field: 'THEME' } })), honestIntrospection()];
    for (const body of bodies) {
      const response = await post(half.url, body);
      const text = await response.text();
      expect([response.status, text.includes('OPERATION_TOO_LARGE'), text.includes('"errors"')]).toEqual([200, false, false]);
    }
  });
});

describe('how often each may ask', () => {
  test('is limited by address, and says when to come again', async () => {
    const limited = await start('limited', { RATE_PER_MINUTE: '6', RATE_BURST: '2', PROXIES: '1' });
    const from = async (address: string): Promise<Response> => post(limited.url, '{"query":"{ __typename }"}', { 'x-forwarded-for': `9.9.9.9, ${address}` });
    expect([(await from('203.0.113.1')).status, (await from('203.0.113.1')).status]).toEqual([200, 200]);
    const over = await from('203.0.113.1');
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusalOf(over)).toMatchObject({ status: 429, code: 'RATE_LIMITED', extensions: { retryable: true, allowed: 6 } });
    expect((await from('203.0.113.2')).status).toBe(200);
  });
});

describe('a gateway with a list of trusted documents', () => {
  test('answers those by id or text, and nothing else', async () => {
    const body = 'query Head($a: ID!) { changes(authority: $a) { head } }';
    const id = createHash('sha256').update(body).digest('hex');
    const file = join(services.folder, 'documents.json');
    await writeFile(file, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id, name: 'Head', type: 'query', body }] }));
    const trusting = await start('trusting', { TRUSTED_DOCUMENTS: file });
    const variables = { a: '310000' };
    const ask = async (request: object): Promise<unknown> => (await post(trusting.url, JSON.stringify(request))).json();
    await until('the node', async () => ((await ask({ documentId: id, variables })) as { data?: { changes: unknown } }).data?.changes);
    for (const request of [{ documentId: id }, { extensions: { persistedQuery: { version: 1, sha256Hash: id } } }, { query: body }]) {
      expect(await ask({ ...request, variables })).toEqual({ data: { changes: { head: 2 } } });
    }
    for (const request of [{ query: '{ __typename }' }, { documentId: 'x' }, { documentId: id.toUpperCase() }, { query: body, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, {}]) {
      expect(await refusalOf(await post(trusting.url, JSON.stringify(request)))).toMatchObject({ status: 400, code: 'UNKNOWN_DOCUMENT' });
    }
  });

  test('does not start with a list that is none', async () => {
    const file = join(services.folder, 'none.json');
    await writeFile(file, '{}');
    await expect(start('untrusting', { TRUSTED_DOCUMENTS: file })).rejects.toThrow('ended with code 2');
  });
});

describe('a gateway that does not tell its schema', () => {
  test('refuses introspection and suggests no names', async () => {
    const silent = await start('silent', { INTROSPECTION: 'off' });
    expect(await refusalOf(await post(silent.url, honestIntrospection()))).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    const mistyped = await refusalOf(await post(silent.url, JSON.stringify({ query: '{ serch(query: "x") { total } }' })));
    expect(mistyped.text).not.toContain('Did you mean');
    expect(await answers(silent.url)).toEqual({ __typename: 'Query' });
  });
});
