import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import Database from 'libsql';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const ID = datasetId('310000', 1);
const SECRET = 'https://data.example.org/the-whole-flood';
const READ = `{ dataset(id: "${ID}") { title restricted { distributions { accessURL } items { name } note until } } }`;

let services: Services;
let registry: RunningService;
let gateway: RunningService;
let node: RunningService;
let privateKey: CryptoKey;
let steward: string;
let auditor: string;
let li: string;
let wang: string;

const as = (token: string) => ({ authorization: `Bearer ${token}` });

const viewer = async (sub: string): Promise<string> =>
  new SignJWT({ sub, authorities: ['MEE'] }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('10m').sign(privateKey);

const ucat = async (words: readonly string[]) => runUcat(words, { DATA_DIR: join(services.folder, 'node-310000') });

async function addSteward(name: string, ...options: readonly string[]): Promise<string> {
  const { stdout } = await ucat(['node', 'steward', 'add', name, '--json', ...options]);
  return (JSON.parse(stdout) as { readonly token: string }).token;
}

beforeAll(async () => {
  services = await Services.create();
  const folder = (name: string): string => join(services.folder, name);
  const pair = await generateKeyPair('EdDSA');
  ({ privateKey } = pair);
  writeFileSync(folder('jwks.json'), JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'idp', alg: 'EdDSA' }] }));
  const trusted = services.trusting();
  registry = await services.start('registry', ['registry', 'start'], { OPERATOR_TOKEN: '', ...trusted });
  steward = await addSteward('张三');
  auditor = await addSteward('赵六', '--role', 'AUDITOR');
  node = await services.node('310000', { UCAT_ENV: 'production', ...trusted });
  const search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  gateway = await services.gateway(registry, search, { VIEWER_JWKS_FILE: folder('jwks.json'), VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' });
  [li, wang] = [await viewer('li'), await viewer('wang')];
  const record = { ...dataset('310000', 1, '水位'), shareType: 'CONDITIONAL', shareCondition: '签订协议', restricted: { distributions: [{ accessURL: SECRET }], items: [{ name: '经度' }], note: '联系信息中心' } };
  const { data, errors } = await services.ask(node, 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { message } } }', { records: [owner('310000'), record] }, as(steward));
  expect({ data, errors }).toEqual({ data: { upsertRecords: [{ outcome: 'CREATED', problems: [] }, { outcome: 'CREATED', problems: [] }] } });
  await services.enroll(registry, '310000', node.url);
  await until('the records in the index', async () => (await services.total(search)) === 2);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const restricted = async (token?: string) => {
  const { data, errors } = await services.ask(gateway, READ, {}, token === undefined ? {} : as(token));
  return { seen: (data?.['dataset'] as { readonly restricted: unknown } | null)?.restricted ?? null, code: errors?.[0]?.extensions?.['code'] ?? null };
};

const ASK = 'mutation ($id: ID!, $purpose: String!, $until: DateTime!) { requestAccess(id: $id, purpose: $purpose, useCase: "汛期模型", until: $until) { id state dataset { title } trail { act by text } } }';
const STEP = 'id state question until trail { act by text }';

async function ask(token: string, purpose = '防洪研究'): Promise<string> {
  const { data, errors } = await services.ask(gateway, ASK, { id: ID, purpose, until: '2999-01-01T00:00:00Z' }, as(token));
  expect(errors).toBeUndefined();
  expect(data?.['requestAccess']).toMatchObject({ state: 'SUBMITTED', dataset: { title: '水位' }, trail: [{ act: 'REQUEST', text: purpose }] });
  return (data?.['requestAccess'] as { readonly id: string }).id;
}

const decide = async (request: string, decision: string, more: object = {}) =>
  services.ask(node, `mutation ($request: ID!, $decision: AccessDecision!, $until: DateTime) { decideAccess(request: $request, decision: $decision, reason: "说明", until: $until) { ${STEP} } }`, { request, decision, ...more }, as(steward));

describe('restricted details', () => {
  test('are shown to nobody without a grant, and stand in no log, index or copy', async () => {
    expect(await restricted()).toEqual({ seen: null, code: 'ACCESS_REQUIRED' });
    expect(await restricted(wang)).toEqual({ seen: null, code: 'ACCESS_REQUIRED' });
    const files = (readdirSync(services.folder, { recursive: true }) as readonly string[]).filter((name) => /\.db(-wal)?$/.test(name));
    expect(files.filter((name) => readFileSync(join(services.folder, name)).includes(SECRET)).map((name) => name.replace(/-wal$/, ''))).toEqual(['node-310000/access.db']);
  });

  test('are asked for, asked about, granted and revoked, and open and close with that', async () => {
    const request = await ask(li);
    expect(await ask(li)).toBe(request);
    expect((await services.ask(gateway, ASK, { id: ID, purpose: '别的', until: '2999-01-01T00:00:00Z' }, as(li))).errors).toMatchObject([{ extensions: { code: 'ACCESS_STATE' } }]);
    expect((await decide(request, 'ASK')).data?.['decideAccess']).toMatchObject({ state: 'QUESTIONED', question: '说明' });
    const answered = await services.ask(gateway, `mutation ($request: ID!) { answerAccessQuestion(request: $request, answer: "内部") { ${STEP} } }`, { request }, as(li));
    expect(answered).toMatchObject({ data: { answerAccessQuestion: { state: 'SUBMITTED', question: null } } });
    expect(await restricted(li)).toEqual({ seen: null, code: 'ACCESS_REQUIRED' });
    expect((await decide(request, 'GRANT', { until: '2998-01-01T00:00:00Z' })).data?.['decideAccess']).toMatchObject({ state: 'GRANTED', until: '2998-01-01T00:00:00.000Z' });
    expect(await restricted(li)).toEqual({ seen: { distributions: [{ accessURL: SECRET }], items: [{ name: '经度' }], note: '联系信息中心', until: '2998-01-01T00:00:00.000Z' }, code: null });
    expect(await restricted(wang)).toEqual({ seen: null, code: 'ACCESS_REQUIRED' });
    expect(await restricted()).toEqual({ seen: null, code: 'ACCESS_REQUIRED' });
    const revoked = await services.ask(node, `mutation ($request: ID!) { revokeAccess(request: $request, reason: "违约") { ${STEP} } }`, { request }, as(steward));
    expect(revoked.data?.['revokeAccess']).toMatchObject({ state: 'REVOKED' });
    expect(await restricted(li)).toEqual({ seen: null, code: 'ACCESS_REQUIRED' });
  });

  test('close when a grant ends by itself', async () => {
    const request = await ask(wang, '短期');
    const end = new Date(Date.now() + 3_000);
    expect((await decide(request, 'GRANT', { until: end.toISOString() })).data?.['decideAccess']).toMatchObject({ state: 'GRANTED' });
    expect((await restricted(wang)).seen).not.toBeNull();
    await until('the end of the grant', async () => (await restricted(wang)).code === 'ACCESS_REQUIRED');
    expect(Date.now() - end.getTime()).toBeLessThan(1_000);
    expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
    expect((await decide(request, 'REFUSE')).errors).toMatchObject([{ extensions: { code: 'ACCESS_STATE' } }]);
  });

  test('a request is seen by both sides and an auditor, and to others there is none', async () => {
    const request = await ask(li, '再次');
    const show = `{ accessRequest(id: "${request}") { state trail { act } } }`;
    const seen = { data: { accessRequest: { state: 'SUBMITTED', trail: [{ act: 'REQUEST' }] } } };
    expect(await services.ask(gateway, show, {}, as(li))).toEqual(seen);
    for (const token of [steward, auditor]) expect(await services.ask(node, show, {}, as(token))).toEqual(seen);
    expect(await services.ask(gateway, show, {}, as(wang))).toEqual({ data: { accessRequest: null } });
    expect(await services.ask(gateway, show)).toEqual({ data: { accessRequest: null } });
    expect((await services.ask(gateway, '{ myAccessRequests(authority: "310000") { id } }', {}, as(wang))).data?.['myAccessRequests']).toHaveLength(1);
    const { data } = await services.ask(gateway, '{ myAccessRequests(authority: "310000") { id dataset { title } } }', {}, as(li));
    expect((data?.['myAccessRequests'] as readonly unknown[])[0]).toEqual({ id: request, dataset: { title: '水位' } });
    for (const [token, code] of [[wang, 'BAD_INPUT'], [undefined, 'UNAUTHENTICATED']] as const) {
      expect((await services.ask(gateway, `mutation { withdrawAccessRequest(request: "${request}") { id } }`, {}, token ? as(token) : {})).errors).toMatchObject([{ extensions: { code } }]);
    }
    expect(await services.ask(gateway, `mutation { withdrawAccessRequest(request: "${request}") { state } }`, {}, as(li))).toEqual({ data: { withdrawAccessRequest: { state: 'WITHDRAWN' } } });
  });

  test('mutations of stewards do not pass the gateway, and each is asked alone and in order', async () => {
    const refused = await services.ask(gateway, `mutation { decideAccess(request: "x", decision: GRANT, reason: "y") { id } }`, {}, as(li));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    const request = await ask(li, '第三次');
    const both = await services.ask(gateway, `mutation { a: withdrawAccessRequest(request: "${request}") { state } b: withdrawAccessRequest(request: "${request}") { state } }`, {}, as(li));
    expect(both).toMatchObject({ data: { a: { state: 'WITHDRAWN' }, b: null }, errors: [{ path: ['b'], extensions: { code: 'ACCESS_STATE', state: 'WITHDRAWN' } }] });
  });
});

describe('stewards and the trail', () => {
  test('a token is good until it is revoked, for its role', async () => {
    const token = await addSteward('钱七');
    const list = '{ accessRequests { id } }';
    expect((await services.ask(node, list, {}, as(token))).errors).toBeUndefined();
    expect((await services.ask(node, '{ auditLog { head } }', {}, as(token))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await services.ask(node, list, {}, as(auditor))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await ucat(['node', 'steward', 'revoke', '钱七'])).code).toBe(0);
    expect((await services.ask(node, list, {}, as(token))).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('says who did what, without the texts, and is found whole', async () => {
    const { stdout, code } = await ucat(['audit', '--node', node.url, '--token', auditor, '--check', '--json']);
    expect(code).toBe(0);
    const { entries, head, hash } = JSON.parse(stdout) as { readonly entries: readonly { readonly act: string; readonly actor: string; readonly subject: string }[]; readonly head: number; readonly hash: string };
    expect(entries.map(({ act, actor }) => `${actor} ${act}`)).toEqual(expect.arrayContaining(['operator STEWARDS', '张三 PUBLISH', '张三 RESTRICTED_PUT', 'viewer:li ACCESS_REQUEST', '张三 ACCESS_ASK', 'viewer:li ACCESS_ANSWER', '张三 ACCESS_GRANT', '张三 ACCESS_REVOKE']));
    expect(stdout).not.toContain('防洪研究');
    expect((await ucat(['audit', '--node', node.url, '--token', auditor, '--seen', `${String(head)}:${hash}`])).code).toBe(0);
    expect((await ucat(['audit', '--node', node.url, '--token', steward])).code).toBe(1);
  });

  test('shows what was changed in its file', async () => {
    const file = new Database(join(services.folder, 'node-310000', 'audit.db'));
    file.exec("DROP TRIGGER audit_stays; UPDATE audit SET actor = '李四' WHERE seq = 2");
    file.close();
    const { stderr, code } = await ucat(['audit', '--node', node.url, '--token', auditor, '--check']);
    expect({ stderr, code }).toEqual({ stderr: expect.stringContaining('Entry 2 was changed'), code: 1 });
  });

  test('has what the operator does at the registry', async () => {
    const { data } = await services.ask(registry, '{ auditLog { entries { act actor subject details } } }');
    expect((data?.['auditLog'] as { readonly entries: readonly object[] }).entries[0]).toMatchObject({ act: 'PUT_MEMBER', actor: 'operator', subject: '310000', details: expect.stringContaining('"url"') });
  });
});
