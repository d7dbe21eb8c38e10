import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../subgraphs/kit/identity/calls/call-signer.js';
import { CALL_TOKEN_TYPE } from '../../../subgraphs/kit/identity/calls/call-token.js';
import { listen, readBody, sendJson, type HttpServer } from '../../../subgraphs/kit/http-server.js';
import type { NodeKey } from '../../../subgraphs/kit/identity/node-key.js';
import { datasetId, dataset, owner } from '../support/records.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const TOKEN = 'a-stewards-secret';
const AS_STEWARD = { authorization: `Bearer ${TOKEN}` };

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let node: RunningService;
let nodeSettings: Environment;
let keys: Readonly<Record<'GATEWAY' | 'INDEX' | 'REPLICA' | 'REGISTRY', NodeKey>>;
let provider: { readonly privateKey: CryptoKey };
/** Stands in a node's place and keeps what the gateway brought. */
let listener: HttpServer;
const heard: { readonly authorization: string | undefined; readonly body: string }[] = [];

beforeAll(async () => {
  services = await Services.create();
  const folder = (name: string): string => join(services.folder, name);
  keys = { GATEWAY: callKeyIn(folder('gateway')), INDEX: callKeyIn(folder('search')), REPLICA: callKeyIn(folder('replica')), REGISTRY: callKeyIn(folder('registry')) };
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  provider = { privateKey };
  writeFileSync(folder('jwks.json'), JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'idp', alg: 'EdDSA' }] }));
  const trusted = { TRUSTED_CALLERS: Object.entries(keys).map(([role, { publicKey: key }]) => `${role}=${key}`).join() };
  // The registry knows another gateway too, which no node knows.
  registry = await services.start('registry', ['registry', 'start'], { TRUSTED_CALLERS: `${trusted.TRUSTED_CALLERS},GATEWAY=${callKeyIn(folder('other-gateway')).publicKey}` });
  nodeSettings = { UCAT_ENV: 'production', STEWARD_TOKEN: TOKEN, ...trusted };
  node = await services.node('310000', nodeSettings);
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  gateway = await services.gateway(registry, search, { VIEWER_JWKS_FILE: folder('jwks.json'), VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' });
  listener = await listen(
    async (request, response) => {
      heard.push({ authorization: request.headers.authorization, body: (await readBody(request, 1_000_000)).toString() });
      sendJson(response, 200, { data: { _0: null, f0: null } });
    },
    { port: 0 },
  );
  const { errors } = await services.ask(node, 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', { records: [owner('310000'), dataset('310000', 1, '水位')] }, AS_STEWARD);
  expect(errors).toBeUndefined();
  await services.enroll(registry, '310000', node.url);
  await services.enroll(registry, 'MEE', `${listener.url}/graphql`);
  await until('the records in the index', async () => (await services.total(search)) === 2);
}, 60_000);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await listener.close();
});

const viewerToken = async (claims: object = {}, ends = '5m'): Promise<string> =>
  new SignJWT({ sub: 'zhang', authorities: ['MEE'], ...claims }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime(ends).sign(provider.privateKey);

/** Sends a call straight to a service, signed as another would. */
async function call(service: RunningService, key: NodeKey | null, query: string, { audience = ['310000'], authorization = '' } = {}) {
  const body = JSON.stringify({ query });
  const signed = authorization || (key ? callSigner(key)({ audience, method: 'POST', path: '/graphql', body }) : '');
  const response = await fetch(service.url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...(signed ? { authorization: signed } : {}) } });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: readonly { message: string; extensions: { code: string } }[] };
  return { status: response.status, data, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
}

const READ = `{ dataset(id: "${datasetId('310000', 1)}") { title } }`;
const CHANGES = '{ changes(authority: "310000") { head } }';

describe('a nation whose nodes are in production', () => {
  test('is harvested and read through signed calls', async () => {
    expect(await services.ask(gateway, READ)).toEqual({ data: { dataset: { title: '水位' } } });
    expect((await call(search, null, '{ search { total } }')).data).toEqual({ search: { total: 2 } });
  });

  test('is read under agreed keys after the first calls, of which a node that was killed knows nothing, and nobody notices', async () => {
    const taken = async (): Promise<number> => Number(/ucat_calls_taken_total\{algorithm="HS256"\} (\d+)/.exec(await (await fetch(node.url.replace('graphql', 'metrics'))).text())?.[1]);
    const ask = async (): Promise<unknown> => services.ask(gateway, READ);
    for (let n = 0; n < 5; n += 1) expect(await ask()).toEqual({ data: { dataset: { title: '水位' } } });
    expect(await taken()).toBeGreaterThanOrEqual(3);
    await node.kill();
    node = await services.node('310000', { ...nodeSettings, PORT: new URL(node.url).port });
    for (let n = 0; n < 5; n += 1) expect(await ask()).toEqual({ data: { dataset: { title: '水位' } } });
    expect(await taken()).toBeGreaterThanOrEqual(3);
  });

  test('answers nobody who brings no token, but for what must be open', async () => {
    expect(await call(node, null, READ)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await call(node, null, 'mutation { retireRecord(id: "x", reason: "y") { id } }')).toMatchObject({ status: 401 });
    for (const path of ['healthz', 'readyz', '.well-known/ucat-node']) expect((await fetch(node.url.replace('graphql', path))).status).toBe(200);
  });

  test('answers its stewards by their token, and no other token', async () => {
    expect(await call(node, null, READ, { authorization: `Bearer ${TOKEN}` })).toMatchObject({ status: 200, data: { dataset: { title: '水位' } } });
    expect(await call(node, null, READ, { authorization: 'Bearer other' })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await call(node, null, READ, { authorization: `Bearer ${await viewerToken()}` })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('gives each service what its role needs, and nothing else', async () => {
    expect(await call(node, keys.GATEWAY, READ)).toMatchObject({ status: 200 });
    expect(await call(node, keys.INDEX, CHANGES)).toMatchObject({ status: 200, data: { changes: { head: 2 } } });
    expect(await call(node, keys.REGISTRY, CHANGES)).toMatchObject({ status: 200 });
    expect(await call(node, keys.INDEX, READ)).toMatchObject({ status: 403, code: 'FORBIDDEN', message: 'A service of the role INDEX may not ask the query `dataset` here.' });
    expect(await call(node, keys.INDEX, `query { ...A } fragment A on Query { ... { dataset(id: "${datasetId('310000', 1)}") { title } } }`)).toMatchObject({ status: 403 });
    expect(await call(node, keys.GATEWAY, 'mutation { retireRecord(id: "x", reason: "y") { id } }')).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await call(node, keys.REPLICA, READ)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('takes a call once, for its own authorities alone, from those it trusts', async () => {
    const authorization = callSigner(keys.GATEWAY)({ audience: ['310000'], method: 'POST', path: '/graphql', body: JSON.stringify({ query: READ }) });
    expect((await call(node, null, READ, { authorization })).status).toBe(200);
    expect(await call(node, null, READ, { authorization })).toMatchObject({ status: 401, message: expect.stringContaining('used before') });
    expect(await call(node, keys.GATEWAY, READ, { audience: ['MEE'] })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await call(node, callKeyIn(join(services.folder, 'stranger')), READ)).toMatchObject({ status: 401 });
    expect(await call(node, keys.GATEWAY, READ.replace('310000', '330000'))).toMatchObject({ status: 200, data: { dataset: null } });
  });

  test('says that a node is not available where it does not trust the gateway, not that its client is wrong', async () => {
    const other = await services.start('other-gateway', ['gateway', 'start'], { REGISTRY_URL: registry.url, SEARCH_URL: search.url });
    const { data, errors } = await until('the members', async () => {
      const answer = await services.ask(other, READ);
      return answer.errors?.[0]?.extensions?.['code'] === 'NODE_UNAVAILABLE' ? answer : null;
    });
    expect(data).toEqual({ dataset: null });
    expect(JSON.stringify(errors)).not.toMatch(/TRUSTED_CALLERS|127\.0\.0\.1/);
    await other.stop();
  });
});

describe('a viewer of the gateway', () => {
  test('is named to the node, in a call that anybody can check by the keys that the gateway publishes', async () => {
    const authorization = `Bearer ${await viewerToken({ roles: ['AUDITOR'] })}`;
    await services.ask(gateway, `{ record(id: "${datasetId('MEE', 7)}") { title } }`, {}, { authorization });
    const signed = await until('the call at the node', async () => heard.find(({ authorization: given, body }) => given && body.includes(datasetId('MEE', 7))));
    const published = createRemoteJWKSet(new URL(gateway.url.replace('graphql', '.well-known/jwks.json')));
    const { payload } = await jwtVerify(String(signed.authorization).slice(7), published, { typ: CALL_TOKEN_TYPE, audience: 'MEE', algorithms: ['EdDSA'] });
    expect(payload).toMatchObject({ sub: 'zhang', authorities: ['MEE'], roles: ['AUDITOR'], htm: 'POST', path: '/graphql' });
    expect(signed.authorization).not.toBe(authorization);
  });

  test('with a token that is not good is refused, and not answered as the public', async () => {
    for (const token of [await viewerToken({}, '-5m'), 'nonsense']) {
      expect(await call(gateway, null, READ, { authorization: `Bearer ${token}` })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', data: undefined });
      expect((await fetch(gateway.url.replace('graphql', 'subgraph/catalog'), { method: 'POST', body: JSON.stringify({ query: READ }), headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    }
    expect((await call(gateway, null, READ, { authorization: `Bearer ${await viewerToken()}` })).data).toEqual({ dataset: { title: '水位' } });
  });

  test("can't come as a service of the nation", async () => {
    expect(await call(gateway, keys.INDEX, READ, { audience: ['gateway'] })).toMatchObject({ status: 401 });
  });
});
