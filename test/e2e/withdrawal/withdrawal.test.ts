import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { leafHash, verifyConsistency, verifyInclusion } from '../../../schema/merkle/index.js';
import { parseCheckpoint } from '../../../schema/signed-note/index.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { createNodeKey, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A name was published by mistake and is withdrawn: within the freshness budget it stands nowhere, and every proof still holds. */

const A = '310000';
/** Characters and letters that no other text here has: one of them anywhere is a trace of the name. */
const NAME = '龘靐齉';
const LATIN = 'Qzxjvwk';
const TRACES = [...NAME, LATIN, LATIN.toLowerCase(), LATIN.toLowerCase().slice(2)];

let services: Services;
let node: RunningService;
let search: RunningService;
let replica: RunningService;
let gateway: RunningService;
let publicKey: string;
let provider: CryptoKey;
const folder = (name: string): string => join(services.folder, name);
/** Somebody's copy of a proof, which is theirs to delete. */
const bundle = join(mkdtempSync(join(tmpdir(), 'ucat-bundle-')), 'bundle.json');

const named = (serial: number, more: Partial<RecordInput> = {}): RecordInput =>
  dataset(A, serial, `${NAME}的登记表`, {
    descriptions: [{ lang: 'zh', text: `联系人${NAME}，${LATIN}。`.repeat(200) }, { lang: 'en', text: `Ask ${LATIN} for it.` }],
    keywords: [NAME, LATIN],
    items: [{ name: `${NAME}的电话`, dataType: 'STRING' }],
    // By its identifier an import knows a record again, so that a retired one keeps it: docs/withdrawing-a-text.md.
    sources: [{ system: 'desk.example', identifier: serial === 1 ? LATIN : String(serial) }],
    landingPage: `https://www.example.org/${LATIN}/${String(serial)}`,
    license: `${LATIN} licence`,
    ...more,
  });

const [REPUBLISHED, RETIRED, HIDDEN] = [datasetId(A, 1), datasetId(A, 2), datasetId(A, 3)] as const;
const clean = dataset(A, 1, '登记表');

beforeAll(async () => {
  services = await Services.create();
  ({ publicKey } = createNodeKey(nodeKeyFile(folder(`node-${A}`))));
  const callers = Object.entries({ GATEWAY: 'gateway', INDEX: 'search', REPLICA: 'replica' }).map(([role, name]) => `${role}=${callKeyIn(folder(name)).publicKey}`);
  const trusted = { TRUSTED_CALLERS: callers.join() };
  const keys = await generateKeyPair('EdDSA');
  provider = keys.privateKey;
  writeFileSync(folder('jwks.json'), JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'idp', alg: 'EdDSA' }] }));
  const registry = await services.registry();
  node = await services.node(A, trusted);
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted });
  replica = await services.start('replica', ['replica', 'start'], { SEARCH_URL: search.url, ...trusted });
  gateway = await services.gateway(registry, search, { REPLICA_URL: replica.url, REUSE_MILLIS: '500', VIEWER_JWKS_FILE: folder('jwks.json'), VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' });
  await services.publish(node, [owner(A), named(1), named(2), named(3, { audience: 'MEMBER' }), ...Array.from({ length: 60 }, (_, at) => dataset(A, 10 + at, `水位 ${String(at)}`))]);
  const member = { code: A, nameZh: '上海', nameEn: 'Shanghai', url: node.url, publicKey, authorities: [{ code: A, nameZh: '上海', nameEn: 'Shanghai', kind: 'REGION' }] };
  const { errors } = await services.ask(registry, 'mutation ($member: MemberInput!) { putMember(member: $member) { publicKey } }', { member });
  expect(errors).toBeUndefined();
  await until('all that may leave the node, at the gateway', async () => (await answers(gateway, await staff())).some((text) => text.includes(HIDDEN) && text.includes(NAME)));
}, 180_000);
afterAll(async () => {
  rmSync(dirname(bundle), { recursive: true });
  await services[Symbol.asyncDispose]();
});

async function staff(): Promise<Environment> {
  const token = await new SignJWT({ sub: 'zhang', authorities: [A] }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('5m').sign(provider);
  return { authorization: `Bearer ${token}` };
}

const RECORD = 'id title titles { text } description keywords landingPage sources { system identifier } provenance { document leaf } ... on Dataset { license items { name } distributions { accessURL } }';
const IDS = [REPUBLISHED, RETIRED, HIDDEN];
const EVERY_ROUTE: readonly string[] = [
  ...[NAME, LATIN, '登记表', ''].map((query) => `{ search(query: "${query}", first: 50) { total edges { node { id title summary highlights { fragments } sameAs { id } } } facets(fields: [KEYWORD, LICENSE], first: 50) { buckets { value label } } } }`),
  ...[NAME.slice(0, 1), LATIN.slice(0, 2)].map((prefix) => `{ suggest(prefix: "${prefix}", first: 50) { text } }`),
  ...IDS.flatMap((id) => [`{ record(id: "${id}") { ${RECORD} } }`, `{ history(id: "${id}") { versions { version op document recordHash } } }`]),
  ...['PUBLIC', 'MEMBER'].map((log) => `{ changes(authority: "${A}", log: "${log}") { entries { seq id op document } head checkpoint } }`),
  '{ coverage { total authorities { setAside { id reason } } } }',
];
const AT_THE_INDEX = `{ copies(ids: ${JSON.stringify(IDS)}) { version document } }`;

const answers = async (service: RunningService, headers: Environment = {}): Promise<readonly string[]> => Promise.all(EVERY_ROUTE.map(async (query) => JSON.stringify(await services.ask(service, query, {}, headers))));

/** What anybody is told anywhere. */
async function everyAnswer(): Promise<readonly string[]> {
  return [...(await nationalAnswers()), ...(await nodeAnswers())];
}

async function nodeAnswers(): Promise<readonly string[]> {
  const tiles = ['checkpoint', 'tile/0/000.p/8', 'tile/entries/000.p/64', 'tile/entries/000.p/65'].map(async (path) => (await fetch(node.url.replace('/graphql', `/log/${A}/${path}`))).text());
  return [...(await answers(node)), ...(await Promise.all([...tiles, metricsOf(node)]))];
}

const metricsOf = async ({ url }: RunningService): Promise<string> => (await fetch(url.replace('/graphql', '/metrics'))).text();

async function nationalAnswers(): Promise<readonly string[]> {
  const exported = runUcat(['export', '--gateway', gateway.url, '--format', 'turtle'], {}).then(({ stdout, stderr }) => stdout + stderr);
  return [...(await answers(gateway)), ...(await answers(gateway, await staff())), ...(await Promise.all([search, gateway, replica].map(metricsOf))), await exported, JSON.stringify(await services.ask(search, AT_THE_INDEX))];
}

/** The name in the bytes of a text or file: as UTF-8, and whole in the two bytes a character in which V8 writes some texts, for any two bytes may stand in a hash. */
const tracesIn = (bytes: Buffer): readonly string[] => [...TRACES.filter((trace) => bytes.includes(trace)), ...[NAME, LATIN].filter((trace) => bytes.includes(Buffer.from(trace, 'utf16le')))];

/** Every file below the folder of all services that has a trace of the name. */
function filesWithTraces(): readonly string[] {
  const files = readdirSync(services.folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(folder(name)).isFile());
  return files.filter((name) => tracesIn(readFileSync(folder(name))).length > 0);
}

interface Proof {
  readonly leafIndex: number;
  readonly leaf: string;
  readonly inclusionProof: readonly string[];
  readonly checkpoint: string;
}

const bytes = (texts: readonly string[]): Uint8Array[] => texts.map((one) => Buffer.from(one, 'base64'));
const proofOf = async (id: string, headers: Environment): Promise<Proof> =>
  ((await services.ask(gateway, `{ record(id: "${id}") { provenance { leafIndex leaf inclusionProof checkpoint } } }`, {}, headers)).data?.['record'] as { readonly provenance: Proof }).provenance;
const isIncluded = ({ leafIndex, leaf, inclusionProof, checkpoint }: Proof): boolean => {
  const { size, root } = parseCheckpoint(checkpoint);
  return verifyInclusion(leafIndex, size, leafHash(leaf), bytes(inclusionProof), root);
};

describe('a name that is withdrawn', () => {
  const before = new Map<string, Proof>();

  test('was found by every way, and stood in the files of node and index', async () => {
    const told = (await everyAnswer()).filter((text) => tracesIn(Buffer.from(text)).length > 0);
    expect(told.length).toBeGreaterThan(12);
    expect(filesWithTraces().map((name) => name.split('/')[0])).toEqual(expect.arrayContaining([`node-${A}`, 'search']));
    for (const id of IDS) before.set(id, await proofOf(id, await staff()));
    expect([...before.values()].map(isIncluded)).toEqual([true, true, true]);
    expect((await runUcat(['verify', REPUBLISHED, '--gateway', gateway.url, '--key', publicKey, '--bundle', bundle], {})).code).toBe(0);
  });

  test('stands nowhere within the freshness budget: in no answer, and in no file', async () => {
    await services.publish(node, [clean]);
    for (const id of [RETIRED, HIDDEN]) {
      const { errors } = await services.ask(node, 'mutation ($id: ID!) { retireRecord(id: $id, reason: "重复登记") { changed } }', { id });
      expect(errors).toBeUndefined();
    }
    const acknowledged = performance.now();
    const index = await until('the index without it', async () => (JSON.stringify(await services.ask(search, AT_THE_INDEX)).includes(NAME) ? null : performance.now() - acknowledged));
    await until('no file with it', async () => filesWithTraces().length === 0);
    const files = performance.now() - acknowledged;
    await until('no answer with it', async () => (await everyAnswer()).every((text) => tracesIn(Buffer.from(text)).length === 0));
    process.stdout.write(`withdrawn: out of the index' answers after ${index.toFixed(0)} ms, out of all files after ${files.toFixed(0)} ms\n`);
    expect(filesWithTraces()).toEqual([]);
  });

  test('leaves the record without it to be found, and answered for by the replica', async () => {
    const { data } = await services.ask(gateway, '{ search(query: "登记表") { total edges { node { id title } } } }');
    expect(data?.['search']).toMatchObject({ total: 1, edges: [{ node: { id: REPUBLISHED, title: '登记表' } }] });
  });

  test('leaves every proof valid: inclusion of the old entries, consistency of the trees, and ucat verify', async () => {
    expect([...before.values()].map(isIncluded)).toEqual([true, true, true]);
    for (const [id, log] of [[REPUBLISHED, 'PUBLIC'], [HIDDEN, 'MEMBER']] as const) {
      const old = parseCheckpoint((before.get(id) as Proof).checkpoint);
      const { data } = await services.ask(gateway, 'query ($from: Int!, $log: String) { logProof(authority: "310000", log: $log, from: $from) { to hashes checkpoint } }', { from: old.size, log }, await staff());
      const { to, hashes, checkpoint } = data?.['logProof'] as { to: number; hashes: string[]; checkpoint: string };
      expect(to).toBeGreaterThan(old.size);
      expect([to, verifyConsistency(old, parseCheckpoint(checkpoint), bytes(hashes))]).toEqual([parseCheckpoint(checkpoint).size, true]);
    }
    const verified = await runUcat(['verify', REPUBLISHED, '--gateway', gateway.url, '--key', publicKey], {});
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('version 2')]);
    expect((await runUcat(['verify', bundle, '--key', publicKey], {})).code).toBe(0);
    const withdrawn = await runUcat(['verify', RETIRED, '--gateway', gateway.url, '--key', publicKey], {});
    expect([withdrawn.code, withdrawn.stderr + withdrawn.stdout]).toEqual([2, expect.stringContaining(`${RETIRED} was withdrawn`)]);
  });

  test('is not there after the index was started anew either, nor its copies at the replica when the node is gone', async () => {
    await node.kill();
    expect(await until('the copy', async () => (await services.ask(gateway, `{ record(id: "${REPUBLISHED}") { title servedFrom } }`)).data?.['record'])).toEqual({ title: '登记表', servedFrom: 'REPLICA' });
    expect((await nationalAnswers()).filter((text) => tracesIn(Buffer.from(text)).length > 0)).toEqual([]);
    await search.stop();
    expect(filesWithTraces()).toEqual([]);
  });
});
