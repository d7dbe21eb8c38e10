import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newToken, tokenHash } from '../../../subgraphs/catalog/stewards/steward.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { isSigned, Receiver } from './receiver.js';

/* Feeds of a search, and a webhook, through real services: a node, the registry, the index and the gateway. */

let services: Services;
let gateway: RunningService;
let search: RunningService;
let node: RunningService;
let member: string;
let restartSearch: () => Promise<RunningService>;
const steward = newToken();

const publish = async (...records: readonly object[]): Promise<void> => {
  const { data, errors } = await services.ask(node, 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { field message } } }', { records }, { authorization: `Bearer ${steward}` });
  expect([errors, JSON.stringify(data).includes('REJECTED')]).toEqual([undefined, false]);
};
const total = async (): Promise<number> => {
  const { data } = await services.ask(gateway, '{ coverage { total } }', {}, { authorization: `Bearer ${member}` });
  return (data?.['coverage'] as { readonly total: number } | null)?.total ?? 0;
};
const get = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Response> => fetch(gateway.url.replace(/graphql$/, path), { headers, method });

interface JsonFeed {
  readonly title: string;
  readonly feed_url: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly date_modified: string }[];
}
const feed = async (query: string, headers: Readonly<Record<string, string>> = {}): Promise<JsonFeed> => (await get(`feeds/search.json?${query}`, headers)).json() as Promise<JsonFeed>;
const titles = async (query: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => (await feed(query, headers)).items.map(({ title }) => title);

beforeAll(async () => {
  services = await Services.create();
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwks = join(services.folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'idp', alg: 'EdDSA' }] }));
  member = await new SignJWT({ sub: 'someone', authorities: ['440000'] }).setProtectedHeader({ alg: 'EdDSA', kid: 'idp' }).setIssuer('https://idp.example').setAudience('ucat').setExpirationTime('1h').sign(privateKey);
  const trusted = services.trusting();
  const registry = await services.registry();
  restartSearch = async () => services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...trusted, WEBHOOK_NETWORKS: 'any' });
  [search, node] = await Promise.all([restartSearch(), services.node('310000', { ...trusted, STEWARDS: JSON.stringify([{ name: 'all', roles: ['STEWARD'], authorities: null, tokenHash: tokenHash(steward) }]) })]);
  gateway = await services.gateway(registry, search, { VIEWER_JWKS_FILE: jwks, VIEWER_ISSUER: 'https://idp.example', VIEWER_AUDIENCE: 'ucat' });
  await publish(owner('310000'), dataset('310000', 1, '空气质量一', { modified: '2026-01-01' }));
  await publish(dataset('310000', 2, '空气质量二', { modified: '2019-01-01' }), dataset('310000', 3, '公交线路', { shareType: 'CONDITIONAL', shareCondition: '需审批', openness: 'CLOSED' }));
  await publish(dataset('310000', 4, '空气质量内部', { audience: 'MEMBER' }));
  await services.enroll(registry, '310000', node.url);
  await until('all records in the index', async () => (await total()) === 5, 60_000);
}, 150_000);
afterAll(async () => services[Symbol.asyncDispose]());

describe('a feed', () => {
  test('has what matches, what was published last first, in both forms', async () => {
    expect(await titles('query=空气质量')).toEqual(['空气质量二', '空气质量一']);
    const atom = await get('feeds/search.atom?query=空气质量&kinds=DATASET');
    const text = await atom.text();
    expect([atom.status, atom.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect([...text.matchAll(/<id>(.+)<\/id>/g)].slice(1).map(([, id]) => id)).toEqual([2, 1].map((serial) => `urn:ucat:id:${datasetId('310000', serial)}`));
    expect(text).toContain(`<link rel="self" type="application/atom+xml" href="${new URL(gateway.url).origin}/feeds/search.atom?query=%E7%A9%BA%E6%B0%94%E8%B4%A8%E9%87%8F&amp;kinds=DATASET"/>`);
  });

  test('takes every field of the filter, and says what is wrong with a parameter', async () => {
    expect(await titles('shareTypes=CONDITIONAL&shareTypes=NOT_SHARED')).toEqual(['公交线路']);
    expect(await titles('modified.to=2020&kinds=DATASET')).toEqual(['空气质量二']);
    expect(await titles('first=1&kinds=DATASET')).toHaveLength(1);
    for (const [query, message] of [['colour=red', /^colour: expected one of/], ['region=31', /^filter.region: expected/], ['kinds=BOOK', /"BOOK"/], ['lang=fr', /"FR"/]] as const) {
      const response = await get(`feeds/search.json?${query}`);
      const { errors } = (await response.json()) as { readonly errors: readonly { readonly message: string }[] };
      expect([query, response.status, errors[0]?.message]).toEqual([query, 400, expect.stringMatching(message)]);
    }
    expect((await get('feeds/search.json', {}, 'POST')).status).toBe(405);
  });

  test('is not sent again to who has it, by its tag; a date tells nothing, for what is withdrawn leaves none', async () => {
    const first = await get('feeds/search.atom?query=空气质量');
    const etag = first.headers.get('etag')!;
    expect([etag, first.headers.get('last-modified'), first.headers.get('cache-control'), first.headers.get('vary')]).toEqual([expect.stringMatching(/^"[\w-]{27}"$/), null, 'public, max-age=60', 'authorization']);
    expect((await get('feeds/search.atom?query=空气质量', { 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    expect((await get('feeds/search.atom?query=空气质量', { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() })).status).toBe(200);
    expect((await get('feeds/search.atom?query=空气质量', { 'if-none-match': '"other"' })).status).toBe(200);
    const head = await get('feeds/search.atom?query=空气质量', {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  });

  test('is each viewer’s own: what is for members is in theirs alone, and is kept by nobody else', async () => {
    const authorization = `Bearer ${member}`;
    expect(await titles('query=空气质量', { authorization })).toEqual(['空气质量内部', '空气质量二', '空气质量一']);
    expect(await titles('query=空气质量')).not.toContain('空气质量内部');
    expect((await get('feeds/search.json', { authorization })).headers.get('cache-control')).toBe('private, max-age=60');
    expect((await get('feeds/search.json', { authorization: 'Bearer nonsense' })).status).toBe(401);
  });
});

describe('a webhook', () => {
  const dataDir = (): readonly string[] => ['--data-dir', join(services.folder, 'search')];

  test('is told of a new match, over a restart of the index too, until it is removed', async () => {
    await using receiver = new Receiver();
    const url = await receiver.open();
    const added = await runUcat(['search', 'saved', 'add', ...dataDir(), '--url', url, '--query', '臭氧', '--filter', '{"kinds":["DATASET"]}'], {});
    expect([added.code, added.stderr]).toEqual([0, '']);
    const { id, secret } = JSON.parse(added.stdout) as { readonly id: string; readonly secret: string };
    const listed = async () => JSON.parse((await runUcat(['search', 'saved', 'list', ...dataDir()], {})).stdout) as readonly { readonly id: string }[];
    expect(await listed()).toEqual([expect.objectContaining({ id, url, query: '臭氧', filter: { kinds: ['DATASET'] }, authorities: [], failures: 0 })]);
    // Whoever has the id counts on it: what is published from now on is news.
    await publish(dataset('310000', 5, '臭氧监测'), dataset('310000', 6, '臭氧内部', { audience: 'MEMBER' }));
    await until('a delivery', async () => receiver.taken.length > 0);
    expect(receiver.received.flatMap(({ records }) => records.map((record) => record.id)).every((one) => one === datasetId('310000', 5))).toBe(true);
    expect(receiver.received.every((one) => isSigned(one, secret))).toBe(true);
    await search.stop();
    const alone = await runUcat(['search', 'saved', 'add', ...dataDir(), '--url', url, '--query', '湿地'], {});
    expect([alone.code, alone.stderr]).toEqual([0, expect.stringContaining('No index works in this folder now')]);
    await runUcat(['search', 'saved', 'remove', ...dataDir(), (JSON.parse(alone.stdout) as { readonly id: string }).id], {});
    await publish(dataset('310000', 7, '臭氧年报'));
    search = await restartSearch();
    await until('what came meanwhile', async () => receiver.taken.includes('臭氧年报 1'));
    expect((await runUcat(['search', 'saved', 'remove', ...dataDir(), id], {})).code).toBe(0);
    expect([await listed(), (await runUcat(['search', 'saved', 'remove', ...dataDir(), id], {})).code]).toEqual([[], 1]);
  }, 60_000);

  test('is refused where its search can’t be saved', async () => {
    const { code, stderr } = await runUcat(['search', 'saved', 'add', ...dataDir(), '--url', 'http://x.example/', '--as', '310000'], {});
    expect([code, stderr]).toEqual([1, expect.stringContaining('https')]);
  });

  test('is saved in the folder of an index, and in none that is not there', async () => {
    const nowhere = join(tmpdir(), 'ucat-no-index');
    for (const verb of [['saved', 'add', '--url', 'https://x.example/'], ['saved', 'list'], ['version'], ['quarantine']]) {
      const { code, stderr } = await runUcat(['search', ...verb, '--data-dir', nowhere], {});
      expect([verb, code, stderr]).toEqual([verb, 1, expect.stringContaining(`no folder ${nowhere}`)]);
    }
    expect(existsSync(nowhere)).toBe(false);
  });
});
