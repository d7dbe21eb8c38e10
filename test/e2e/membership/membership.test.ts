import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createNodeKey, nodeKeyFile, type NodeKey } from '../../../subgraphs/kit/identity/node-key.js';
import { prove, type ProofOptions } from '../../../subgraphs/kit/identity/statements.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { startRegistry } from '../../../subgraphs/registry/main.js';
import { AlteredNode } from '../support/altered-node.js';
import { dataset, owner } from '../support/records.js';

const logger = pino({ level: 'silent' });
const TOKEN = 'operator-token';
const NAME = 'test-catalog';

const REQUEST = 'mutation ($request: MembershipInput!, $proof: KeyProofInput!) { requestMembership(request: $request, proof: $proof) { code state contractVersion checks { code outcome came advice title(lang: EN) } } }';
const LEAVE = 'mutation ($code: ID!, $reason: String!, $proof: KeyProofInput!) { leave(code: $code, reason: $reason, proof: $proof) { code status reason } }';
const APPROVE = 'mutation ($code: ID!, $force: Boolean = false) { approveMember(code: $code, force: $force) { code status url publicKey contractVersion authorities { code } } }';
const REFUSE = 'mutation ($code: ID!, $reason: String!) { refuseMember(code: $code, reason: $reason) { state reason } }';
const MOVE = 'mutation ($authority: ID!, $to: ID!, $force: Boolean = false) { moveAuthority(authority: $authority, to: $to, force: $force) { code url status member { code } } }';
const STATUS = 'mutation ($code: ID!, $status: MemberStatus!, $reason: String) { setMemberStatus(code: $code, status: $status, reason: $reason) { status reason authorities { status reason } } }';
const REQUESTS = '{ memberRequests(state: null) { code state reason url name nameEn: name(lang: EN) publicKey authorities { code name kind } checks { code outcome } } }';

interface Node {
  readonly url: string;
  readonly key: NodeKey;
  readonly close: () => Promise<void>;
}

let folder: string;
let registry: HttpServer;
let http: HttpTransport;
const open: { close: () => Promise<void> }[] = [];

const startOurRegistry = (more: object = {}) => startRegistry({ host: '127.0.0.1', port: 0, dataDir: join(folder, 'registry'), operatorToken: TOKEN, name: NAME, ...more }, logger);
const ask = (query: string, variables: object = {}, token = '') => http.send({ url: `${registry.url}/graphql`, query, variables: variables as Record<string, unknown>, headers: token === '' ? {} : { authorization: `Bearer ${token}` } });
const operate = (query: string, variables: object = {}) => ask(query, variables, TOKEN);

/** A node of an authority with a few records and a key. */
async function node(authority: string, name = authority, authorities: readonly string[] = [authority]): Promise<Node> {
  const dataDir = join(folder, name);
  const key = createNodeKey(nodeKeyFile(dataDir));
  const server = await startNode({ host: '127.0.0.1', port: 0, dataDir, authorities, stewardToken: undefined }, logger);
  const url = `${server.url}/graphql`;
  const { errors } = await http.send({ url, query: 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', variables: { records: [owner(authority), dataset(authority, 1, '空气质量')] } });
  expect(errors).toBeUndefined();
  open.push(server);
  return { url, key, close: () => server.close() };
}

const profile = (code: string, url: string, authorities: readonly string[] = [code]) => ({
  code,
  nameZh: `${code}节点`,
  nameEn: `${code} node`,
  url,
  authorities: authorities.map((authority) => ({ code: authority, nameZh: `${authority}机关`, nameEn: `Office ${authority}`, kind: 'MINISTRY' })),
});

type Proving = Partial<ProofOptions>;
const requestAs = (code: string, { url, key }: Pick<Node, 'url' | 'key'>, more: Proving & { readonly authorities?: readonly string[] } = {}) => {
  const { authorities, ...proving } = more;
  const request = profile(code, url, authorities);
  return ask(REQUEST, { request, proof: prove({ key, purpose: 'requestMembership', registry: NAME, says: { request }, ...proving }) });
};
const leaveAs = (code: string, key: NodeKey, reason: string, proving: Proving = {}) => ask(LEAVE, { code, reason, proof: prove({ key, purpose: 'leave', registry: NAME, says: { code, reason }, ...proving }) });

const joined = async (code: string, made: Node): Promise<void> => {
  expect((await requestAs(code, made)).errors).toBeUndefined();
  expect((await operate(APPROVE, { code })).data).toMatchObject({ approveMember: { code, status: 'ACTIVE' } });
};
const statusOf = async (code: string) => ((await ask('query ($code: ID!) { authority(code: $code) { status reason url member { code } } }', { code })).data?.['authority'] ?? null) as { status: string; reason: string | null; url: string; member: { code: string } } | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-membership-'));
  http = createHttpTransport();
  registry = await startOurRegistry();
});
afterEach(async () => {
  await registry.close();
  await Promise.all(open.splice(0).map((one) => one.close()));
  await http.close();
  rmSync(folder, { recursive: true });
});

describe('joining', () => {
  test('a request waits with what was found at the node, touches no route, and is approved', async () => {
    const mee = await node('MEE');
    const asked = await requestAs('MEE', mee);
    expect(asked.data).toMatchObject({ requestMembership: { code: 'MEE', state: 'OPEN', contractVersion: expect.stringMatching(/^1\.\d$/), checks: expect.arrayContaining([{ code: 'FEED_GAPLESS', outcome: 'PASSED', came: 'Read MEE: 2 of 2 entries.', advice: null, title: expect.any(String) }]) } });
    expect((await ask('{ memberTable { revision } members { code } }')).data).toEqual({ memberTable: { revision: 0 }, members: [] });
    expect((await operate(REQUESTS)).data).toMatchObject({ memberRequests: [{ code: 'MEE', state: 'OPEN', url: mee.url, name: 'MEE节点', nameEn: 'MEE node', publicKey: mee.key.publicKey, authorities: [{ code: 'MEE', name: 'MEE机关', kind: 'MINISTRY' }] }] });
    expect((await operate(APPROVE, { code: 'MEE' })).data).toEqual({ approveMember: { code: 'MEE', status: 'ACTIVE', url: mee.url, publicKey: mee.key.publicKey, contractVersion: expect.any(String), authorities: [{ code: 'MEE' }] } });
    expect(await statusOf('MEE')).toMatchObject({ status: 'ACTIVE', reason: null, url: mee.url });
    expect((await operate(REQUESTS)).data).toMatchObject({ memberRequests: [{ state: 'APPROVED' }] });
    expect((await operate(APPROVE, { code: 'MEE' })).errors).toMatchObject([{ message: 'code: MEE is a member already, and has no open request.', extensions: { code: 'BAD_INPUT', field: 'code', member: 'MEE' } }]);
  });

  test('a request stands over a restart of the registry', async () => {
    await requestAs('MEE', await node('MEE'));
    const before = await operate(REQUESTS);
    await registry.close();
    registry = await startOurRegistry();
    expect(await operate(REQUESTS)).toEqual(before);
  });

  test('of requests and decisions only the operator knows', async () => {
    for (const [query, variables] of [[REQUESTS, {}], [APPROVE, { code: 'MEE' }], [REFUSE, { code: 'MEE', reason: 'x' }], [MOVE, { authority: 'MEE', to: 'MOT' }], [STATUS, { code: 'MEE', status: 'ACTIVE' }]] as const) {
      expect((await ask(query, variables, 'wrong')).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  test('the operator turns a request down, and the node may ask again', async () => {
    const mee = await node('MEE');
    await requestAs('MEE', mee);
    expect((await operate(REFUSE, { code: 'MEE', reason: ' 名称有误 ' })).data).toEqual({ refuseMember: { state: 'REFUSED', reason: '名称有误' } });
    expect((await operate(APPROVE, { code: 'MEE' })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    expect((await requestAs('MEE', mee)).data).toMatchObject({ requestMembership: { state: 'OPEN' } });
  });

  test('a server in front of a node can not pass for it', async () => {
    const mee = await node('MEE');
    const altered = new AlteredNode(mee.url);
    const url = await altered.start();
    open.push(altered);
    expect((await requestAs('MEE', { ...mee, url })).errors).toMatchObject([{ extensions: { code: 'NOT_PROVEN' }, message: expect.stringContaining("for this node's own address") }]);
  });

  test('what the node does not serve fails a check, and the operator may force it', async () => {
    const mee = await node('MEE');
    const { data } = await requestAs('MEE', mee, { authorities: ['MEE', 'NNSA'] });
    const failed = (data!['requestMembership'] as { checks: { code: string; outcome: string; advice: string | null }[] }).checks.filter(({ outcome }) => outcome === 'FAILED');
    expect(failed).toMatchObject([{ code: 'AUTHORITIES_SERVED', came: 'It serves MEE, but not NNSA.', advice: expect.stringContaining('NODE_AUTHORITIES') }]);
    expect((await operate(APPROVE, { code: 'MEE' })).errors).toMatchObject([{ extensions: { code: 'NOT_CONFORMING', member: 'MEE', failed: ['AUTHORITIES_SERVED'] } }]);
    expect(await statusOf('MEE')).toBeNull();
    expect((await operate(APPROVE, { code: 'MEE', force: true })).data).toMatchObject({ approveMember: { authorities: [{ code: 'MEE' }, { code: 'NNSA' }] } });
  });
});

describe('what is not proved is not filed', () => {
  const refused = { errors: [{ extensions: { code: 'NOT_PROVEN' } }] };
  const nothingFiled = async () => expect((await operate(REQUESTS)).data).toEqual({ memberRequests: [] });

  test('a key that the node at the address does not have', async () => {
    const [mee, mot] = [await node('MEE'), await node('MOT')];
    expect(await requestAs('MEE', { url: mee.url, key: mot.key })).toMatchObject(refused);
    await nothingFiled();
  });

  test.each<[string, Proving]>([
    ['a signature for another registry', { registry: 'another' }],
    ['a signature for another purpose', { purpose: 'leave' }],
    ['a signature over other words', { says: { request: {} } }],
    ['a signature of an hour ago', { at: new Date(Date.now() - 3_600_000) }],
    ['a signature of tomorrow', { at: new Date(Date.now() + 86_400_000) }],
  ])('%s', async (_, proving) => {
    expect(await requestAs('MEE', await node('MEE'), proving)).toMatchObject(refused);
    await nothingFiled();
  });

  test('a proof that was used before', async () => {
    const mee = await node('MEE');
    const at = new Date();
    expect((await requestAs('MEE', mee, { at })).errors).toBeUndefined();
    expect(await requestAs('MEE', mee, { at })).toMatchObject(refused);
    expect((await requestAs('MEE', mee, { at: new Date(at.getTime() + 1) })).errors).toBeUndefined();
  });

  test('an address where nobody answers', async () => {
    const mee = await node('MEE');
    await mee.close();
    expect(await requestAs('MEE', mee)).toMatchObject({ errors: [{ extensions: { code: 'NOT_PROVEN' }, message: expect.stringContaining('ECONNREFUSED') }] });
  });

  test('an address of the registry’s own machine, where it may not be asked', async () => {
    await registry.close();
    registry = await startOurRegistry({ localNodes: false });
    const mee = await node('MEE');
    for (const url of [mee.url, mee.url.replace('127.0.0.1', 'localhost'), 'http://169.254.169.254/graphql']) {
      expect(await requestAs('MEE', { ...mee, url })).toMatchObject({ errors: [{ extensions: { code: 'NOT_PROVEN' }, message: expect.stringContaining('address that is not asked') }] });
    }
    await nothingFiled();
  });

  test('an address that is none, or a key that is none', async () => {
    const mee = await node('MEE');
    expect((await requestAs('MEE', { ...mee, url: 'ftp://x' })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'url' } }]);
    const request = profile('MEE', mee.url);
    const proof = { ...prove({ key: mee.key, purpose: 'requestMembership', registry: NAME, says: { request } }), publicKey: 'abc' };
    expect((await ask(REQUEST, { request, proof })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'proof.publicKey' } }]);
  });
});

describe('what belongs to another', () => {
  test('an authority of a member is not taken by a request, neither when it is filed nor when it is approved', async () => {
    const both = await node('MOT', 'both', ['MOT', 'MEE']);
    expect((await requestAs('MOT', both, { authorities: ['MOT', 'MEE'] })).errors).toBeUndefined();
    await joined('MEE', await node('MEE'));
    expect((await operate(APPROVE, { code: 'MOT', force: true })).errors).toMatchObject([{ extensions: { code: 'TAKEN', authority: 'MEE' } }]);
    expect((await requestAs('MOT', both, { authorities: ['MOT', 'MEE'] })).errors).toMatchObject([{ extensions: { code: 'TAKEN', authority: 'MEE' } }]);
    expect(await statusOf('MEE')).toMatchObject({ member: { code: 'MEE' } });
  });

  test('an authority whose member has left is free', async () => {
    const mee = await node('MEE');
    await joined('MEE', mee);
    await leaveAs('MEE', mee.key, '职责划转');
    const both = await node('MOT', 'both', ['MOT', 'MEE']);
    await requestAs('MOT', both, { authorities: ['MOT', 'MEE'] });
    expect((await operate(APPROVE, { code: 'MOT', force: true })).errors).toBeUndefined();
    expect(await statusOf('MEE')).toMatchObject({ status: 'ACTIVE', reason: null, member: { code: 'MOT' } });
  });

  test('a code that another node has asked for waits for the operator', async () => {
    const [first, second] = [await node('MEE'), await node('MEE', 'second')];
    await requestAs('MEE', first);
    expect((await requestAs('MEE', second)).errors).toMatchObject([{ extensions: { code: 'TAKEN', member: 'MEE' } }]);
    await operate(REFUSE, { code: 'MEE', reason: 'not the ministry' });
    expect((await requestAs('MEE', second)).errors).toBeUndefined();
  });
});

describe('a member that asks anew', () => {
  const keyCheck = async (answer: ReturnType<typeof requestAs>) => ((await answer).data?.['requestMembership'] as { checks: { code: string; outcome: string }[] }).checks.find(({ code }) => code === 'KEY_KNOWN')?.outcome;

  test('with its key moves to another address, and stays where it is until it is approved', async () => {
    const first = await node('MEE');
    await joined('MEE', first);
    await first.close();
    const next = await startNode({ host: '127.0.0.1', port: 0, dataDir: join(folder, 'MEE'), authorities: ['MEE'], stewardToken: undefined }, logger);
    open.push(next);
    expect(await keyCheck(requestAs('MEE', { url: `${next.url}/graphql`, key: first.key }))).toBe('PASSED');
    expect(await statusOf('MEE')).toMatchObject({ url: first.url, status: 'ACTIVE' });
    await operate(APPROVE, { code: 'MEE' });
    expect(await statusOf('MEE')).toMatchObject({ url: `${next.url}/graphql` });
  });

  test('with a new key is believed where the former key signed too', async () => {
    const [first, second] = [await node('MEE'), await node('MEE', 'second')];
    await joined('MEE', first);
    expect(await keyCheck(requestAs('MEE', second))).toBe('FAILED');
    expect((await operate(APPROVE, { code: 'MEE' })).errors).toMatchObject([{ extensions: { code: 'NOT_CONFORMING', failed: ['KEY_KNOWN'] } }]);
    expect(await keyCheck(requestAs('MEE', second, { formerKey: second.key }))).toBe('FAILED');
    expect(await keyCheck(requestAs('MEE', second, { formerKey: first.key }))).toBe('PASSED');
    expect((await operate(APPROVE, { code: 'MEE' })).data).toMatchObject({ approveMember: { publicKey: second.key.publicKey } });
    expect(await leaveAs('MEE', first.key, 'with the former key')).toMatchObject({ errors: [{ extensions: { code: 'NOT_PROVEN' } }] });
  });

  test('keeps an authority that was moved to it', async () => {
    const mee = await node('MEE', 'MEE', ['MEE', 'MOT']);
    await joined('MEE', mee);
    await joined('MOT', await node('MOT'));
    expect((await operate(MOVE, { authority: 'MOT', to: 'MEE', force: true })).errors).toBeUndefined();
    await joined('MEE', mee);
    expect(await statusOf('MOT')).toMatchObject({ member: { code: 'MEE' }, status: 'ACTIVE' });
  });

  test('what the operator puts keeps the key', async () => {
    const mee = await node('MEE');
    await joined('MEE', mee);
    await operate('mutation ($member: MemberInput!) { putMember(member: $member) { code } }', { member: { ...profile('MEE', mee.url), nameEn: 'Renamed' } });
    expect((await ask('{ members { name(lang: EN) publicKey } }')).data).toEqual({ members: [{ name: 'Renamed', publicKey: mee.key.publicKey }] });
  });
});

describe('leaving and being suspended', () => {
  test('a member leaves by its key, with a reason, once', async () => {
    const mee = await node('MEE');
    await joined('MEE', mee);
    expect((await leaveAs('MEE', mee.key, '系统迁移')).data).toEqual({ leave: { code: 'MEE', status: 'WITHDRAWN', reason: '系统迁移' } });
    expect(await statusOf('MEE')).toMatchObject({ status: 'WITHDRAWN', reason: '系统迁移' });
    expect((await ask('{ authorities { code } }')).data).toEqual({ authorities: [] });
    await joined('MEE', mee);
    expect(await statusOf('MEE')).toMatchObject({ status: 'ACTIVE', reason: null });
  });

  test('nobody else makes it leave', async () => {
    const [mee, mot] = [await node('MEE'), await node('MOT')];
    await joined('MEE', mee);
    expect((await leaveAs('MEE', mot.key, 'x')).errors).toMatchObject([{ extensions: { code: 'NOT_PROVEN' } }]);
    expect((await leaveAs('MEE', mee.key, 'x', { says: { code: 'MOT', reason: 'x' } })).errors).toMatchObject([{ extensions: { code: 'NOT_PROVEN' } }]);
    expect((await leaveAs('MEE', mee.key, ' ')).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'reason' } }]);
    expect((await leaveAs('XX', mee.key, 'x')).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'code' } }]);
    expect(await statusOf('MEE')).toMatchObject({ status: 'ACTIVE' });
  });

  test('a suspension says why, and its end forgets it', async () => {
    await joined('MEE', await node('MEE'));
    expect((await operate(STATUS, { code: 'MEE', status: 'SUSPENDED', reason: '整改' })).data).toEqual({ setMemberStatus: { status: 'SUSPENDED', reason: '整改', authorities: [{ status: 'SUSPENDED', reason: '整改' }] } });
    expect((await operate(STATUS, { code: 'MEE', status: 'SUSPENDED' })).data).toMatchObject({ setMemberStatus: { reason: '整改' } });
    expect((await operate(STATUS, { code: 'MEE', status: 'ACTIVE' })).data).toMatchObject({ setMemberStatus: { status: 'ACTIVE', reason: null } });
  });
});

describe('moving an authority', () => {
  test('to a member whose node does not hold its log is refused, with what is missing', async () => {
    await joined('MEE', await node('MEE'));
    await joined('MOT', await node('MOT'));
    expect((await operate(MOVE, { authority: 'MEE', to: 'MOT' })).errors).toMatchObject([{ extensions: { code: 'NOT_CONFORMING' }, message: expect.stringContaining('does not serve the log') }]);
    await joined('AA', await node('AA', 'republished', ['AA', 'MEE']));
    expect((await operate(MOVE, { authority: 'MEE', to: 'AA' })).errors).toMatchObject([{ message: expect.stringContaining('its node has 0 entries of the log, and the node before has 2') }]);
    expect((await operate(MOVE, { authority: 'XX', to: 'MOT' })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'authority' } }]);
    expect((await operate(MOVE, { authority: 'MEE', to: 'XX' })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'to' } }]);
    expect(await statusOf('MEE')).toMatchObject({ member: { code: 'MEE' } });
  });
});
