import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { listen, sendJson, type HttpServer } from '../../../subgraphs/kit/http-server.js';
import { knownCallers } from '../../../subgraphs/kit/identity/calls/known-callers.js';
import { readTrustedCallers } from '../../../subgraphs/kit/identity/calls/trusted-callers.js';
import { readViewerConfig } from '../../../subgraphs/kit/identity/viewers/viewer-config.js';
import { viewerIdentity } from '../../../subgraphs/kit/identity/viewers/viewer-identity.js';
import { readClientTls } from '../../../subgraphs/kit/tls.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { makeCertificates, type Certificates } from './certificates.js';

let services: Services;
let certificates: Certificates;
let registry: RunningService;
let search: RunningService;
let node: RunningService;
let asClient: Readonly<Record<string, string>>;

beforeAll(async () => {
  services = await Services.create();
  certificates = makeCertificates(services.folder);
  const { ca, server, client } = certificates;
  asClient = { UCAT_TLS_CA: ca, UCAT_TLS_CERT: client.cert, UCAT_TLS_KEY: client.key };
  node = await services.node('310000', { NODE_TLS_CERT: server.cert, NODE_TLS_KEY: server.key, NODE_TLS_CLIENT_CA: ca });
  registry = await services.start('registry', ['registry', 'start'], asClient);
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...asClient });
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const pem = (file: string): string => readFileSync(file, 'utf8');

/** Asks the node with this certificate, or with none. */
async function ask(query: string, variables: object, of: { readonly cert: string; readonly key: string } | null) {
  const http = createHttpTransport({ tls: { ca: pem(certificates.ca), ...(of && { cert: pem(of.cert), key: pem(of.key) }) } });
  return http.send({ url: node.url, query, variables: { ...variables } }).finally(() => http.close());
}

test('lets in who has a certificate of its authority, and nobody else', async () => {
  expect(node.url).toMatch(/^https:/);
  expect(await ask('{ __typename }', {}, certificates.client)).toEqual({ data: { __typename: 'Query' } });
  await expect(ask('{ __typename }', {}, null)).rejects.toThrow(node.url);
  const plain = createHttpTransport();
  await expect(plain.send({ url: node.url, query: '{ __typename }' })).rejects.toThrow(/self-signed|certificate/);
  await plain.close();
});

test('joins index and gateway to a node that asks for certificates', async () => {
  const gateway = await services.gateway(registry, search, asClient);
  const { data } = await ask('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', { records: [owner('310000'), dataset('310000', 1, '水位')] }, certificates.client);
  expect(data?.['upsertRecords']).toEqual([{ outcome: 'CREATED' }, { outcome: 'CREATED' }]);
  await services.enroll(registry, '310000', node.url);
  await until('the records in the index', async () => (await services.total(search)) === 2);
  const answer = await until('the member at the gateway', async () => {
    const given = await services.ask(gateway, '{ search(query: "水位") { edges { node { record { title servedFrom } } } } }');
    return given.errors ? null : given;
  });
  expect(answer.data).toEqual({ search: { edges: [{ node: { record: { title: '水位', servedFrom: 'OWNER' } } }] } });
}, 60_000);

describe('a verb', () => {
  const ID = datasetId('310000', 1);
  const atNode: readonly (readonly string[])[] = [
    ['node', 'status', '--node'],
    ['audit', '--node'],
    ['access', 'list', '--node'],
    ['conformance'],
    ['get', ID, '--gateway'],
    ['verify', ID, '--gateway'],
    ['export', '--format', 'ndjson', '--node'],
  ];

  test.each(atNode.map((words) => [words.join(' '), words] as const))('%s: asks with its certificate, and is not let in without', async (_, words) => {
    const asked = await runUcat([...words, node.url], asClient);
    expect({ done: asked.code === 0 || asked.code === 1, stderr: asked.stderr }).toMatchObject({ done: true, stderr: expect.not.stringMatching(/certificate|CERT/) });
    const refused = await runUcat([...words, node.url], {});
    expect({ code: refused.code, said: `${refused.stdout}${refused.stderr}` }).toEqual({ code: 2, said: expect.stringMatching(/certificate|SELF_SIGNED_CERT/) });
  });

  test('asks a gateway so too', async () => {
    const { ca, server } = certificates;
    const gateway = await services.start('gateway-tls', ['gateway', 'start'], { REGISTRY_URL: registry.url, SEARCH_URL: search.url, ...asClient, NODE_TLS_CERT: server.cert, NODE_TLS_KEY: server.key, NODE_TLS_CLIENT_CA: ca });
    const status = await until('the member at the gateway', async () => {
      const run = await runUcat(['status', '--gateway', gateway.url], asClient);
      return run.stdout.includes('310000') ? run : null;
    });
    expect(status.stderr).toBe('');
    expect(await runUcat(['search', '水位', '--gateway', gateway.url], asClient)).toMatchObject({ code: 0, stdout: expect.stringContaining(ID) });
    for (const words of [['status'], ['search', '水位']]) expect((await runUcat([...words, '--gateway', gateway.url], {})).code).toBe(2);
  });

  test('says which setting is wrong', async () => {
    const wrong = { UCAT_TLS_CA: 'none.pem' };
    for (const words of [['node', 'status', '--node'], ['get', ID, '--gateway'], ['conformance']]) {
      expect(await runUcat([...words, node.url], wrong)).toMatchObject({ code: 2, stderr: expect.stringContaining('UCAT_TLS_CA: expected a file that can be read (ENOENT)') });
    }
  });
});

describe('keys that are published behind mutual TLS', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'idp', alg: 'EdDSA' };
  const logger = pino({ level: 'silent' });
  let keys: HttpServer;
  beforeAll(async () => {
    const { ca, server } = certificates;
    keys = await listen((_, response) => sendJson(response, 200, { keys: [jwk] }), { port: 0, tls: { cert: pem(server.cert), key: pem(server.key), clientCa: pem(ca) } });
  });
  afterAll(async () => keys.close());

  test('of callers are had with the certificate that is set', async () => {
    const find = async (env: Environment): Promise<unknown> => knownCallers(readTrustedCallers({ TRUSTED_CALLERS: `INDEX=${keys.url}`, ...env }), { logger }).find(String(jwk.x));
    expect(await find(asClient)).toMatchObject({ role: 'INDEX' });
    await expect(find({})).rejects.toMatchObject({ extensions: { code: 'IDENTITY_UNAVAILABLE' } });
  });

  test('of an identity provider too', async () => {
    const token = await new SignJWT({ sub: 'zhang' }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('5m').sign(privateKey);
    const config = readViewerConfig({ VIEWER_JWKS_URL: keys.url, VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' });
    const identify = async (env: Environment): Promise<unknown> => viewerIdentity({ config, clientTls: readClientTls(env), logger })({ message: { headers: { authorization: `Bearer ${token}` } } as never, body: Buffer.alloc(0) });
    expect(await identify(asClient)).toMatchObject({ viewer: { subject: 'zhang' } });
    await expect(identify({})).rejects.toMatchObject({ extensions: { code: 'IDENTITY_UNAVAILABLE' } });
  });
});
