import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { CONTRACT_VERSION } from '../../../schema/contract-version.js';
import { followMembers, type MemberTable } from '../../../subgraphs/kit/follow-members.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { startRegistry } from '../../../subgraphs/registry/main.js';

const logger = pino({ level: 'silent' });
const TOKEN = 'operator-token';

const PUT = `mutation ($member: MemberInput!) { putMember(member: $member) { code status url authorities { code member { code } } } }`;
const SET_STATUS = `mutation ($code: ID!, $status: MemberStatus!) { setMemberStatus(code: $code, status: $status) { code status authorities { status } } }`;
const TABLE = `query ($after: Int, $waitMillis: Int) { memberTable(after: $after, waitMillis: $waitMillis) { revision authorities { code status url } } }`;

const member = (code: string, more: object = {}) => ({
  code,
  nameZh: `${code}节点`,
  nameEn: `${code} node`,
  url: `http://127.0.0.1:9/${code}`,
  authorities: [{ code, nameZh: `${code}机关`, nameEn: `Office ${code}`, kind: 'MINISTRY' }],
  ...more,
});

describe('the registry over HTTP', () => {
  let folder: string;
  let registry: HttpServer;
  let http: HttpTransport;
  const start = () => startRegistry({ host: '127.0.0.1', port: 0, dataDir: folder, operatorToken: TOKEN }, logger);
  const ask = (query: string, variables: Record<string, unknown> = {}, token = TOKEN) =>
    http.send({ url: `${registry.url}/graphql`, query, variables, headers: { authorization: `Bearer ${token}` } });

  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'ucat-registry-')), 'not', 'there', 'yet');
    registry = await start();
    http = createHttpTransport();
  });
  afterEach(async () => {
    await registry.close();
    await http.close();
    rmSync(folder, { recursive: true });
  });

  test('a member joins, is found, and leaves', async () => {
    expect(await ask(PUT, { member: member('MEE') })).toEqual({
      data: { putMember: { code: 'MEE', status: 'ACTIVE', url: 'http://127.0.0.1:9/MEE', authorities: [{ code: 'MEE', member: { code: 'MEE' } }] } },
    });
    const { data } = await ask('{ authorities { code name english: name(lang: EN) kind homepage url status contractVersion member { name(lang: EN) } } }');
    expect(data?.['authorities']).toEqual([
      { code: 'MEE', name: 'MEE机关', english: 'Office MEE', kind: 'MINISTRY', homepage: null, url: 'http://127.0.0.1:9/MEE', status: 'ACTIVE', contractVersion: CONTRACT_VERSION, member: { name: 'MEE node' } },
    ]);
    expect((await ask(SET_STATUS, { code: 'MEE', status: 'WITHDRAWN' })).data).toEqual({ setMemberStatus: { code: 'MEE', status: 'WITHDRAWN', authorities: [{ status: 'WITHDRAWN' }] } });
    expect((await ask('{ authorities { code } authority(code: "MEE") { status } }')).data).toEqual({ authorities: [], authority: { status: 'WITHDRAWN' } });
  });

  test('a member is read from where its operator says, until that is said otherwise', async () => {
    const policies = async () => (await ask('{ memberTable { authorities { readPolicy member { readPolicy } } } }')).data?.['memberTable'];
    const said = (policy: string) => ({ authorities: [{ readPolicy: policy, member: { readPolicy: policy } }] });
    await ask(PUT, { member: member('MEE') });
    expect(await policies()).toEqual(said('OWNER_FIRST'));
    expect((await ask('mutation { setReadPolicy(code: "MEE", readPolicy: REPLICA_FIRST) { readPolicy } }')).data).toEqual({ setReadPolicy: { readPolicy: 'REPLICA_FIRST' } });
    expect((await ask('mutation { setReadPolicy(code: "MEE", readPolicy: OWNER_FIRST) { readPolicy } }', {}, 'somebody')).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    await ask(PUT, { member: member('MEE', { url: 'http://127.0.0.1:9/moved' }) });
    expect(await policies()).toEqual(said('REPLICA_FIRST'));
    await ask(PUT, { member: member('MEE', { readPolicy: 'OWNER_FIRST' }) });
    expect(await policies()).toEqual(said('OWNER_FIRST'));
  });

  test('lists who can be found; the table has everyone', async () => {
    for (const [code, status] of [['AA', 'PENDING'], ['BB', 'ACTIVE'], ['CC', 'SUSPENDED'], ['DD', 'WITHDRAWN']]) await ask(PUT, { member: member(code!, { status }) });
    expect((await ask('{ authorities { code } }')).data).toEqual({ authorities: [{ code: 'BB' }, { code: 'CC' }] });
    expect((await ask(TABLE)).data).toMatchObject({
      memberTable: { revision: 4, authorities: [{ code: 'AA', status: 'PENDING' }, { code: 'BB' }, { code: 'CC' }, { code: 'DD', status: 'WITHDRAWN' }] },
    });
  });

  test('resolves authorities by reference, an unknown one as an error at its place', async () => {
    await ask(PUT, { member: member('MEE') });
    const representations = ['MEE', 'XX'].map((code) => ({ __typename: 'Authority', code }));
    const answer = await ask('query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Authority { name(lang: EN) } } }', { representations });
    expect(answer.data).toEqual({ _entities: [{ name: 'Office MEE' }, null] });
    expect(answer.errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'UNKNOWN_AUTHORITY', authority: 'XX' } }]);
  });

  test('an unknown authority is null, a malformed code an error', async () => {
    expect(await ask('{ authority(code: "XX") { code } }')).toEqual({ data: { authority: null } });
    expect((await ask('{ authority(code: "x y") { code } }')).errors).toMatchObject([{ path: ['authority'], extensions: { code: 'BAD_INPUT' } }]);
  });

  test.each(['', 'wrong', `${TOKEN}x`])('writes nothing for the token %p', async (token) => {
    for (const answer of [await ask(PUT, { member: member('MEE') }, token), await ask(SET_STATUS, { code: 'MEE', status: 'ACTIVE' }, token)]) {
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect((await ask(TABLE)).data).toEqual({ memberTable: { revision: 0, authorities: [] } });
  });

  test("knows an auditor's token where the operator has none", async () => {
    await registry.close();
    registry = await startRegistry({ host: '127.0.0.1', port: 0, dataDir: folder, operatorToken: undefined, auditorToken: 'auditor-token' }, logger);
    const trail = async (token: string) => ask('{ auditLog { entries { seq } } }', {}, token);
    expect(await trail('auditor-token')).toEqual({ data: { auditLog: { entries: [] } } });
    expect((await trail('another-token')).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('says what is wrong with a member, and of whom it knows nothing', async () => {
    expect((await ask(PUT, { member: member('MEE', { url: 'ftp://x' }) })).errors).toMatchObject([{ message: expect.stringMatching(/^url: expected an http/), extensions: { code: 'BAD_INPUT', field: 'url' } }]);
    expect((await ask(SET_STATUS, { code: 'MEE', status: 'ACTIVE' })).errors).toMatchObject([{ message: 'code: expected the code of a member but got "MEE".', extensions: { code: 'BAD_INPUT' } }]);
  });

  test('knows after a restart what it knew', async () => {
    await ask(PUT, { member: member('MEE') });
    const before = await ask(TABLE);
    await registry.close();
    registry = await start();
    expect(await ask(TABLE)).toEqual(before);
  });

  test('closes at once although a long poll is waiting, which gets its answer', async () => {
    const waiting = ask(TABLE, { after: 0, waitMillis: 30_000 });
    const began = Date.now();
    await ask('{ authorities { code } }'); // the poll is under way: connections are opened in order
    await registry.close();
    expect((await waiting).data).toEqual({ memberTable: { revision: 0, authorities: [] } });
    expect(Date.now() - began).toBeLessThan(3_000); // neither the poll's wait nor the grace period
    registry = await start();
  });

  test('a follower hears of each change and never asks in vain', async () => {
    const seen: MemberTable[] = [];
    const stop = new AbortController();
    const until = async (revision: number): Promise<void> => {
      while (seen.at(-1)?.revision !== revision) await new Promise((resolve) => setImmediate(resolve));
    };
    const following = followMembers({ registryUrl: `${registry.url}/graphql`, send: http.send, onTable: (table) => seen.push(table), logger, signal: stop.signal });
    await until(0);
    await ask(PUT, { member: member('MEE') });
    await until(1);
    await ask(PUT, { member: member('MEE') });
    await ask(PUT, { member: member('CAEA', { authorities: member('MEE').authorities }) });
    await until(2);
    stop.abort();
    await following;
    expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(seen[2]!.authorities.get('MEE')).toMatchObject({ url: 'http://127.0.0.1:9/CAEA', nameZh: 'MEE机关', status: 'ACTIVE' });
  });
});
