import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COSIGNATURE, cosignedAt, formatVerifierKey, isCheckpointOf, parseCheckpoint, parseVerifierKey } from '../../../schema/signed-note/index.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { createNodeKey, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* The chain of proof over real processes: a node that signs, a registry that names its key, the index that verifies and cosigns, gateway and replica in front. */

const A = '310000';
const ID = datasetId(A, 1);
const HIDDEN = { member: datasetId(A, 2), named: datasetId(A, 3), own: datasetId(A, 4), core: datasetId(A, 5) };

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let node: RunningService;
let publicKey: string;
let nodeEnv: Environment;
let provider: CryptoKey;
const folder = (name: string): string => join(services.folder, name);

beforeAll(async () => {
  services = await Services.create();
  ({ publicKey } = createNodeKey(nodeKeyFile(folder(`node-${A}`))));
  const callers = Object.entries({ GATEWAY: 'gateway', INDEX: 'search', REPLICA: 'replica' }).map(([role, name]) => `${role}=${callKeyIn(folder(name)).publicKey}`);
  const trusted = { TRUSTED_CALLERS: callers.join() };
  const keys = await generateKeyPair('EdDSA');
  provider = keys.privateKey;
  writeFileSync(folder('jwks.json'), JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'idp', alg: 'EdDSA' }] }));
  registry = await services.registry();
  node = await services.node(A, trusted);
  nodeEnv = { ...trusted, PORT: new URL(node.url).port };
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  const replica = await services.start('replica', ['replica', 'start'], { SEARCH_URL: search.url, ...trusted });
  gateway = await services.gateway(registry, search, { REPLICA_URL: replica.url, VIEWER_JWKS_FILE: folder('jwks.json'), VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' });
  await services.publish(node, [owner(A), dataset(A, 1, '水位初稿')]);
  await services.publish(node, [
    dataset(A, 1, '水位'),
    dataset(A, 2, '水位内部台账', { audience: 'MEMBER' }),
    dataset(A, 3, '水位专供台账', { audience: 'NAMED', named: ['MEE'] }),
    dataset(A, 4, '水位自留台账', { audience: 'OWNER' }),
    dataset(A, 5, '水位核心台账', { grade: 'CORE' }),
  ]);
  const member = { code: A, nameZh: '上海', nameEn: 'Shanghai', url: node.url, publicKey, authorities: [{ code: A, nameZh: '上海', nameEn: 'Shanghai', kind: 'REGION' }] };
  const { errors } = await services.ask(registry, 'mutation ($member: MemberInput!) { putMember(member: $member) { publicKey } }', { member });
  expect(errors).toBeUndefined();
  await until('the public records', async () => (await services.total(search)) === 2);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

async function staffOf(...authorities: readonly string[]): Promise<Environment> {
  const token = await new SignJWT({ sub: 'zhang', authorities }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('5m').sign(provider);
  return { authorization: `Bearer ${token}` };
}

interface Verified {
  readonly verified: boolean;
  readonly version: number;
  readonly key: { readonly publicKey: string; readonly from: string };
  readonly links: readonly { readonly link: string; readonly problem: string | null }[];
  readonly witnesses?: readonly { readonly name: string; readonly at: string | null }[];
}

/** `ucat verify … --json`: its exit code, what it says, and the links that are broken. */
async function verify(...words: readonly string[]) {
  const { code, stdout, stderr } = await runUcat(['verify', ...words, '--json'], {});
  if (code === 2) throw new Error(stderr);
  const said = JSON.parse(stdout) as Verified;
  return { code, said, broken: said.links.filter(({ problem }) => problem !== null).map(({ link }) => link) };
}

/** Ids that a viewer finds at the gateway. */
async function found(query: string, headers: Environment = {}): Promise<readonly string[]> {
  const { data } = await services.ask(gateway, 'query ($query: String) { search(query: $query) { edges { node { id } } } }', { query }, headers);
  const { edges } = data?.['search'] as { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  return edges.map(({ node: { id } }) => id).sort();
}

async function freshness(): Promise<{ readonly status: string; readonly verified: boolean; readonly reason: string | null } | undefined> {
  const { data } = await services.ask(gateway, '{ search(first: 0) { index { authorities { authority status verified reason } } } }');
  return (data?.['search'] as { index: { authorities: { status: string; verified: boolean; reason: string | null }[] } }).index.authorities[0];
}

interface Covered {
  readonly witness: string;
  readonly authorities: readonly { readonly seq: number; readonly checkpoint: string; readonly contradiction: { readonly knownCheckpoint: string; readonly toldCheckpoint: string } | null }[];
}

const coverage = async (): Promise<Covered> => (await services.ask(gateway, '{ coverage { witness authorities { seq checkpoint contradiction { knownCheckpoint toldCheckpoint } } } }')).data?.['coverage'] as Covered;

describe('a record', () => {
  test('shows its provenance and history through the gateway', async () => {
    const query = 'query ($id: ID!) { record(id: $id) { servedFrom provenance { version log leafIndex verified } } history(id: $id) { next versions { version op log leafIndex } } }';
    const answer = await until('the member at the gateway', async () => {
      const given = await services.ask(gateway, query, { id: ID });
      return given.errors ? null : given;
    });
    expect(answer.data).toEqual({
      record: { servedFrom: 'OWNER', provenance: { version: 2, log: 'PUBLIC', leafIndex: 2, verified: true } },
      history: { next: null, versions: [{ version: 1, op: 'UPSERT', log: 'PUBLIC', leafIndex: 1 }, { version: 2, op: 'UPSERT', log: 'PUBLIC', leafIndex: 2 }] },
    });
  });

  test('is verified through gateway and node, by a key that is given and by the one that the registry names', async () => {
    for (const at of [gateway, node]) expect(await verify(ID, '--gateway', at.url, '--key', publicKey)).toMatchObject({ code: 0, said: { version: 2, key: { publicKey, from: '--key' } } });
    expect(await verify(ID, '--gateway', gateway.url)).toMatchObject({ code: 0, said: { key: { publicKey, from: `the registry, as ${gateway.url} tells it` } } });
    expect(await verify(ID, '--gateway', node.url, '--registry', registry.url)).toMatchObject({ code: 0, said: { key: { publicKey, from: `the registry, as ${registry.url} tells it` } } });
    // A node is no witness of its own key.
    expect(await verify(ID, '--gateway', node.url)).toMatchObject({ code: 1, broken: ['signature'] });
    expect(await verify(ID, '--gateway', gateway.url, '--key', callKeyIn(folder('gateway')).publicKey)).toMatchObject({ code: 1, broken: ['signature'] });
  });
});

describe('the index', () => {
  test('shows the last checkpoint with the signature of the node and its own', async () => {
    const { witness, authorities: [authority] } = await coverage();
    const checkpoint = parseCheckpoint(authority!.checkpoint);
    expect([checkpoint.size, isCheckpointOf(checkpoint, A, publicKey), isCheckpointOf(checkpoint, A, callKeyIn(folder('search')).publicKey)]).toEqual([authority!.seq, true, false]);
    expect(cosignedAt(checkpoint.note, parseVerifierKey(witness)!)).toBeInstanceOf(Date);
    expect(await freshness()).toMatchObject({ status: 'CURRENT', verified: true });
  });

  test('is a witness: who names its key is told that it has seen the record, and a record that it has not is refused', async () => {
    const { witness } = await coverage();
    const file = folder('seen.json');
    const seen = await until('the index to have seen the entry', async () => {
      const told = await verify(ID, '--gateway', gateway.url, '--witness', witness, '--bundle', file);
      return told.code === 0 && told;
    });
    expect(seen.said.witnesses).toEqual([{ name: 'ucat/index', key: witness, at: expect.stringMatching(/^\d{4}-/) }]);
    expect(await verify(ID, '--gateway', node.url, '--key', publicKey, '--witness', witness, '--witnessed-by', search.url)).toMatchObject({ code: 0 });
    expect(await verify(file, '--witness', witness)).toMatchObject({ code: 0 });
    const stranger = formatVerifierKey({ name: 'ucat/index', publicKey: callKeyIn(folder('gateway')).publicKey }, COSIGNATURE);
    expect(await verify(file, '--witness', stranger)).toMatchObject({ code: 1, broken: ['witness'], said: { witnesses: [{ at: null }] } });
    expect(await verify(file, '--witness', witness, stranger)).toMatchObject({ code: 1, broken: ['witness'] });
    expect(await verify(file, '--witness', witness, stranger, '--witnesses', '1')).toMatchObject({ code: 0 });
    // As it would be of a history that was shown to this reader alone.
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), witnessed: [] }));
    expect(await verify(file, '--witness', witness)).toMatchObject({ code: 1, broken: ['witness'] });
  });

  test('has records of each audience from logs of their own, and shows them to whom they are for', async () => {
    const [member, named, own] = await Promise.all([staffOf('330000'), staffOf('MEE'), staffOf(A)]);
    await until('both logs in the index', async () => (await found('台账', named)).length === 2);
    expect(await found('台账')).toEqual([]);
    expect(await found('台账', member)).toEqual([HIDDEN.member]);
    expect(await found('台账', named)).toEqual([HIDDEN.member, HIDDEN.named]);
    expect(await found('台账', own)).toEqual([HIDDEN.member, HIDDEN.named]);
    const titles = async (headers?: Environment) => (await services.ask(gateway, `{ ${Object.entries(HIDDEN).map(([name, id]) => `${name}: record(id: "${id}") { title provenance { log verified } }`).join(' ')} }`, {}, headers)).data;
    expect(await titles()).toEqual({ member: null, named: null, own: null, core: null });
    expect(await titles(member)).toMatchObject({ member: { title: '水位内部台账', provenance: { log: 'MEMBER', verified: true } }, named: null, own: null, core: null });
    expect(await titles(own)).toMatchObject({ named: { provenance: { log: 'NAMED:MEE' } }, own: { title: '水位自留台账' }, core: { provenance: { log: 'OWNER' } } });
    const logs = (await services.ask(node, `{ logs(authority: "${A}") { name } }`)).data;
    expect(logs).toEqual({ logs: [{ name: 'PUBLIC' }] });
  });

  test('never has what stays with its owner, not in any of its files', () => {
    const files = readdirSync(folder('search'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holds = (text: string): boolean => files.some(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text));
    expect([HIDDEN.member, HIDDEN.named, HIDDEN.own, HIDDEN.core].map(holds)).toEqual([true, true, false, false]);
    expect(['水位内部台账', '水位自留台账', '水位核心台账'].map(holds)).toEqual([true, false, false]);
  });

  test('proves a record for some only to those whom it is for', async () => {
    const token = (await staffOf('330000'))['authorization']!.slice('Bearer '.length);
    expect(await verify(HIDDEN.member, '--gateway', gateway.url, '--token', token)).toMatchObject({ code: 0, said: { version: 1 } });
    await expect(verify(HIDDEN.member, '--gateway', gateway.url)).rejects.toThrow(`There is no record ${HIDDEN.member}.`);
  });
});

/** Stops the node, lets something be done to its folder, and starts it again at its address. */
async function whileStopped(act: () => void): Promise<void> {
  expect(await node.stop()).toBe(0);
  act();
  node = await services.node(A, nodeEnv);
}

test('a node that was restored from an older backup and published something else is in quarantine until an operator lifts it', async () => {
  const [store, backup] = [folder(`node-${A}`), folder('backup')];
  await whileStopped(() => cpSync(store, backup, { recursive: true }));
  await services.publish(node, [dataset(A, 11, '潮位甲')]);
  await until('the newest record', async () => (await found('潮位')).length === 1);
  const { seq } = (await coverage()).authorities[0]!;
  await whileStopped(() => {
    rmSync(store, { recursive: true });
    cpSync(backup, store, { recursive: true });
  });
  await services.publish(node, [dataset(A, 12, '潮位乙'), dataset(A, 13, '潮位丙')]);
  const state = await until('the quarantine', async () => (await freshness())?.status === 'QUARANTINED' && (await freshness()));
  expect(state).toMatchObject({ reason: expect.stringContaining('two histories') });
  const { contradiction } = (await coverage()).authorities[0]!;
  const [known, told] = [contradiction!.knownCheckpoint, contradiction!.toldCheckpoint].map(parseCheckpoint);
  expect([known!.size, told!.size, isCheckpointOf(known!, A, publicKey), isCheckpointOf(told!, A, publicKey)]).toEqual([seq, seq + 1, true, true]);
  expect([await found('潮位'), await found('水位')]).toEqual([[datasetId(A, 11)], [ID]]);
  expect((await runUcat(['search', 'quarantine', '--data-dir', folder('search')], {})).stdout).toContain(`"log": "${A}"`);
  expect(await runUcat(['search', 'quarantine', '--data-dir', folder('search'), '--lift', A, '--reason', '备份恢复，已核实'], {})).toMatchObject({ code: 0 });
  await until('the history that the node has now', async () => (await found('潮位')).join() === [12, 13].map((serial) => datasetId(A, serial)).join());
  expect(await until('it to be current', async () => (await freshness())?.status === 'CURRENT' && (await freshness()))).toMatchObject({ verified: true });
  expect((await coverage()).authorities[0]!.seq).toBe(seq + 1);
}, 60_000);

test('a bundle is checked after every process has ended, and one changed byte in it is found and named', async () => {
  const file = folder('bundle.json');
  expect(await verify(ID, '--gateway', gateway.url, '--bundle', file)).toMatchObject({ code: 0 });
  const text = readFileSync(file, 'utf8');
  await Promise.all([gateway, search, node, registry].map((service) => service.stop()));
  expect(await verify(file)).toMatchObject({ code: 0, said: { version: 2 } });
  expect(await verify(file, '--key', publicKey)).toMatchObject({ code: 0 });

  const told = (JSON.parse(text) as { provenance: { document: string; leaf: string; checkpoint: string; inclusionProof: readonly string[] } }).provenance;
  const [origin = '', , root = ''] = told.checkpoint.split('\n');
  const signature = told.checkpoint.trimEnd().split(' ').at(-1)!;
  const changed = (whole: string, at: number): string => whole.slice(0, at) + (whole[at] === 'A' ? 'B' : 'A') + whole.slice(at + 1);
  const within = (whole: string, part: string, at: number): string => whole.replace(part, () => changed(part, at));
  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    ['document', { document: within(told.document, '水位', 0) }, ['document']],
    ['leaf', { leaf: changed(told.leaf, told.leaf.indexOf('recordHash') + 20) }, ['leaf', 'inclusion']],
    ['proof', { inclusionProof: told.inclusionProof.map((hash, index) => (index === 0 ? changed(hash, 5) : hash)) }, ['inclusion']],
    ['root', { checkpoint: within(told.checkpoint, root, 5) }, ['inclusion', 'signature']],
    ['origin', { checkpoint: within(told.checkpoint, origin, 6) }, ['checkpoint', 'signature']],
    ['signature', { checkpoint: within(told.checkpoint, signature, 40) }, ['signature']],
  ];
  for (const [name, change, links] of cases) {
    writeFileSync(file, JSON.stringify({ ...JSON.parse(text), provenance: { ...told, ...change } }));
    expect([name, await verify(file)]).toMatchObject([name, { code: 1, broken: links }]);
  }
}, 60_000);
