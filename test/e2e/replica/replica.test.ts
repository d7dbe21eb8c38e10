import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatId } from '../../../schema/ids.js';
import { dataset, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const MEMBERS = ['310000', '330000', '440000'] as const;
type Member = (typeof MEMBERS)[number];

/** Records of 310000 that are withdrawn at once: a merged one, and one that only staff of members knew of. */
const [MERGED, HIDDEN] = [2, 3].map((serial) => formatId('310000', 'DATASET', serial)) as [string, string];
const WITHDRAWN = [dataset('310000', 2, '旧水位'), { ...dataset('310000', 3, '内部水位'), audience: 'MEMBER' }];
const withdrawAll = async (node: RunningService): Promise<void> => {
  const retire = 'mutation ($id: ID!, $reason: String!, $replacedBy: ID) { retireRecord(id: $id, reason: $reason, replacedBy: $replacedBy) { changed } }';
  await services.ask(node, retire, { id: MERGED, reason: '并入第 1 条', replacedBy: formatId('310000', 'DATASET', 1) });
  await services.ask(node, retire, { id: HIDDEN, reason: '内部原因' });
};

let services: Services;
let registry: RunningService;
let search: RunningService;
let replica: RunningService;
let gateway: RunningService;
let begun: Date;
const nodes = new Map<Member, RunningService>();

beforeAll(async () => {
  services = await Services.create();
  begun = new Date();
  registry = await services.registry();
  search = await services.search(registry);
  replica = await services.start('replica', ['replica', 'start'], { SEARCH_URL: search.url });
  gateway = await services.gateway(registry, search, { REPLICA_URL: replica.url });
  for (const code of MEMBERS) {
    const node = await services.node(code);
    nodes.set(code, node);
    await services.publish(node, [owner(code), dataset(code, 1, `${code} 水位`), ...(code === '310000' ? WITHDRAWN : [])]);
    if (code === '310000') await withdrawAll(node);
    await services.enroll(registry, code, node.url);
  }
  await until('all records in the index', async () => (await services.total(search)) === 6);
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

interface Shown {
  readonly title: string;
  readonly servedFrom: string;
  readonly asOf: string;
  readonly owner: { readonly name: string };
}

/** What the gateway says of the dataset of a member. */
async function read(code: Member): Promise<{ readonly record: Shown | null; readonly codes: readonly unknown[] }> {
  const { data, errors = [] } = await services.ask(gateway, `{ dataset(id: "${formatId(code, 'DATASET', 1)}") { title servedFrom asOf owner { name } } }`);
  return { record: (data?.['dataset'] ?? null) as Shown | null, codes: errors.map(({ extensions }) => extensions?.['code']) };
}

const lives = async (code: Member): Promise<Shown> => {
  const { record, codes } = await read(code);
  expect(codes).toEqual([]);
  return record!;
};

describe('a nation with a replica', () => {
  test('reads from the owners while they answer', async () => {
    const record = await lives('310000');
    expect(record).toMatchObject({ title: '310000 水位', servedFrom: 'OWNER', owner: { name: '310000 数据局' } });
  });

  test('says why a record was withdrawn, and what replaces it, when its node is killed, in the owner’s own words', async () => {
    const errorsOf = async (id: string) => ((await services.ask(gateway, `{ record(id: "${id}") { id } }`)).errors ?? []).map(({ message, extensions }) => ({ message, ...extensions, requestId: '' }));
    const [told, nothing] = [await errorsOf(MERGED), await errorsOf(HIDDEN)];
    expect(nothing).toEqual([]);
    expect(told).toEqual([expect.objectContaining({ code: 'RECORD_RETIRED', reason: '并入第 1 条', replacedBy: formatId('310000', 'DATASET', 1) })]);
    const page = async () => fetch(gateway.url.replace('/graphql', `/id/${MERGED}`), { redirect: 'manual' });
    expect([(await page()).status, (await page()).headers.get('location')]).toEqual([301, `/id/${formatId('310000', 'DATASET', 1)}`]);
    await nodes.get('310000')!.kill();
    expect(await errorsOf(MERGED)).toEqual(told);
    expect(await errorsOf(HIDDEN)).toEqual(await errorsOf(formatId('310000', 'DATASET', 99)));
    expect((await page()).status).toBe(301);
    // By no door does the public learn of the one that it never knew.
    expect(JSON.stringify(await services.ask(replica, `{ hidden: record(id: "${HIDDEN}") { id } }`))).not.toContain('内部');
    expect((await services.ask(search, `{ copies(ids: ["${HIDDEN}", "${MERGED}"]) { version withdrawal { reason } } }`)).data).toEqual({ copies: [null, { version: 2, withdrawal: { reason: '并入第 1 条' } }] });
  });

  test('reads on when a node is killed, and says that and of when the copy is', async () => {
    const record = await lives('310000');
    expect(record).toMatchObject({ title: '310000 水位', servedFrom: 'REPLICA', owner: { name: '310000 数据局' } });
    const asOf = Date.parse(record.asOf);
    expect(asOf).toBeGreaterThanOrEqual(begun.getTime());
    expect(asOf).toBeLessThanOrEqual(Date.now());
    expect((await lives('330000')).servedFrom).toBe('OWNER');
  });

  test('says of a copy where its entry stands, by the text itself', async () => {
    const id = formatId('310000', 'DATASET', 1);
    const { data } = await services.ask(gateway, `{ dataset(id: "${id}") { servedFrom provenance { version log leafIndex recordHash document leaf checkpoint } } }`);
    const { servedFrom, provenance } = data?.['dataset'] as { servedFrom: string; provenance: Record<string, unknown> };
    expect([servedFrom, provenance]).toEqual(['REPLICA', { version: 1, log: 'PUBLIC', leafIndex: 1, recordHash: createHash('sha256').update(String(provenance['document'])).digest('hex'), document: expect.stringContaining('水位'), leaf: expect.stringContaining(id), checkpoint: null }]);
  });

  test('knows how old the copy is when index and replica were started anew', async () => {
    const before = await lives('310000');
    expect(await search.stop()).toBe(0);
    await replica.stop();
    const port = new URL(search.url).port;
    search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, PORT: port });
    replica = await services.start('replica', ['replica', 'start'], { SEARCH_URL: search.url, PORT: new URL(replica.url).port });
    const after = await until('the copy', async () => (await read('310000')).record);
    expect(after).toMatchObject({ servedFrom: 'REPLICA', asOf: before.asOf });
  });

  test('reads a suspended member’s records, whose node is not asked', async () => {
    await services.ask(registry, 'mutation { setMemberStatus(code: "330000", status: SUSPENDED, reason: "整改") { status } }');
    const record = await until('the suspension', async () => {
      const shown = await lives('330000');
      return shown.servedFrom === 'REPLICA' && shown;
    });
    expect(record).toMatchObject({ title: '330000 水位', owner: { name: '330000 数据局' } });
  });

  test('spares a node whose member wants it, and asks it for what is newer than the index', async () => {
    const setPolicy = (policy: string) => services.ask(registry, `mutation { setReadPolicy(code: "440000", readPolicy: ${policy}) { code } }`);
    await setPolicy('REPLICA_FIRST');
    await until('the policy', async () => (await lives('440000')).servedFrom === 'REPLICA');
    await setPolicy('OWNER_FIRST');
    await until('the policy', async () => (await lives('440000')).servedFrom === 'OWNER');
  });

  test('says that a node is unavailable where the replica is down too', async () => {
    await replica.kill();
    expect(await read('310000')).toEqual({ record: null, codes: ['NODE_UNAVAILABLE'] });
    expect((await lives('440000')).servedFrom).toBe('OWNER');
  });

  test('reads from the owner again when it is back, without being told', async () => {
    const { port } = new URL(nodes.get('310000')!.url);
    await services.node('310000', { PORT: port });
    await until('the owner', async () => (await read('310000')).record?.servedFrom === 'OWNER');
  });
});
