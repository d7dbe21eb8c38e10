import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute, parse, validate } from 'graphql';
import { readContract } from '../../../../gateway/partition/contract.js';
import { createPartitionRouter, type PartitionRouterOptions } from '../../../../gateway/partition/partition-router.js';
import type { Asked } from '../../../../gateway/partition/policies/router-events.js';
import { knownContracts } from '../../../../gateway/partition/versions/known-contracts.js';
import { sameEverywhere } from '../../../../gateway/partition/versions/node-schemas.js';
import { CONTRACT_VERSION } from '../../../../schema/contract-version.js';
import { formatId } from '../../../../schema/ids.js';
import { subgraphSdl } from '../../../../schema/sdl.js';
import { MISANSWER_NAMES, nationOf, REPLICA, REPLICA_URL, RETIRED, type Health, type Standing, type TestRecord } from './nation.js';
import { operationsOver } from './operations.js';

const contract = readContract(subgraphSdl('catalog'));
const present = knownContracts({ version: CONTRACT_VERSION, sdl: contract.sdl }, []).assumed(CONTRACT_VERSION);
const owner = (authority: string): string => formatId(authority, 'ORGANIZATION', 1);
const dataset = (authority: string, serial = 1): string => formatId(authority, 'DATASET', serial);
const NEW = dataset('MEE', 2);
const GONE = dataset('MEE', 3);

const records: readonly TestRecord[] = [
  { id: dataset('310000'), owner: owner('310000'), conformsTo: [], derivedFrom: [dataset('MEE'), NEW] },
  { id: dataset('MEE'), owner: owner('MEE'), conformsTo: [], derivedFrom: [] },
  { id: NEW, uncopied: true, owner: owner('MEE'), conformsTo: [], derivedFrom: [] },
  { id: GONE, state: RETIRED },
  { id: owner('310000'), parent: owner('MEE') },
  { id: owner('MEE'), parent: null },
];
const AUTHORITIES = ['310000', 'MEE'];
const nation = nationOf(records, AUTHORITIES);
const allGood = new Map<string, Health>([...AUTHORITIES, REPLICA].map((code) => [code, 'good']));

interface Situation {
  readonly mee?: Health;
  /** Of the other node. */
  readonly shanghai?: Health;
  readonly replica?: Health;
  readonly members?: Standing;
  readonly router?: Partial<PartitionRouterOptions>;
}

/** A router before a nation in which the node of MEE and the replica are as said. */
function routerIn({ mee = 'good', shanghai = 'good', replica = 'good', members = {}, router = {} }: Situation) {
  nation.reset(new Map([...allGood, ['310000', shanghai], ['MEE', mee], [REPLICA, replica]]), members);
  const asked: Asked[] = [];
  const route = createPartitionRouter({
    contract,
    schemas: sameEverywhere(present),
    nodes: nation.table,
    send: nation.send,
    locate: async () => [],
    nodeTimeoutMillis: 500,
    replica: { url: REPLICA_URL, node: present, hedgeMillis: 5 },
    events: { onAsked: (one) => asked.push(one) },
    ...router,
  });
  const read = async (...ids: readonly string[]) => {
    const { data, errors = [] } = await route({
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { id servedFrom } } }',
      variables: { r: ids.map((id) => ({ __typename: 'Dataset', id })) },
    });
    const values = data?.['_entities'] as readonly ({ servedFrom: string } | null)[];
    return { from: values.map((value) => value && value.servedFrom), errors };
  };
  return { route, read, asked, urls: () => nation.requests.map(({ url }) => url) };
}

const codes = (errors: readonly { readonly extensions?: object | undefined }[]) => errors.map(({ extensions }) => (extensions as { code: string }).code);

describe('a record whose owner does not answer', () => {
  test.each(['unreachable', 'garbage', 'short', 'slow', ...MISANSWER_NAMES] as const)('is answered from the replica, without an error: the owner is %s', async (mee) => {
    const { read } = routerIn({ mee });
    expect(await read(dataset('310000'), dataset('MEE'))).toEqual({ from: ['OWNER', 'REPLICA'], errors: [] });
  });

  test('is asked of the replica together with those of other owners that do not answer', async () => {
    const { read, urls } = routerIn({ mee: 'unreachable', shanghai: 'unreachable' });
    expect(await read(dataset('310000'), dataset('MEE'), owner('MEE'))).toMatchObject({ from: ['REPLICA', 'REPLICA', null] });
    expect(urls().filter((url) => url === REPLICA_URL)).toHaveLength(1);
  });

  test('is answered from the replica where its member is suspended', async () => {
    const { read, urls } = routerIn({ members: { MEE: { status: 'SUSPENDED', reason: '整改' } } });
    expect(await read(dataset('MEE'))).toEqual({ from: ['REPLICA'], errors: [] });
    expect(urls()).toEqual([REPLICA_URL]);
  });

  test('fails for the owner’s reason, at its own place, where the replica lacks it', async () => {
    const { read } = routerIn({ mee: 'unreachable' });
    expect(await read(dataset('MEE'), NEW)).toEqual({
      from: ['REPLICA', null],
      errors: [{ message: expect.stringContaining('MEE'), path: ['_entities', 1], extensions: { code: 'NODE_UNAVAILABLE', authority: 'MEE', retryable: true } }],
    });
    const suspended = routerIn({ members: { MEE: { status: 'SUSPENDED', reason: '整改' } } });
    expect((await suspended.read(NEW)).errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'NODE_UNAVAILABLE', retryable: false, status: 'SUSPENDED', reason: '整改' } }]);
  });

  test('is told as withdrawn where the replica knows that it was', async () => {
    const { read } = routerIn({ mee: 'unreachable' });
    expect(codes((await read(GONE)).errors)).toEqual(['RECORD_RETIRED']);
  });

  test.each(['unreachable', 'garbage', 'short', 'slow', ...MISANSWER_NAMES] as const)('fails as if there were no replica where that is %s', async (replica) => {
    const { read } = routerIn({ mee: 'unreachable', replica, router: { nodeTimeoutMillis: 20 } });
    const { from, errors } = await read(dataset('310000'), dataset('MEE'));
    expect([from, codes(errors)]).toEqual([['OWNER', null], ['NODE_UNAVAILABLE']]);
  });

  test('a log has no copies: the replica is not asked for changes', async () => {
    const { route, urls } = routerIn({ mee: 'unreachable' });
    expect(codes((await route({ query: '{ changes(authority: "MEE") { head } }' })).errors ?? [])).toEqual(['NODE_UNAVAILABLE']);
    expect(urls()).toEqual(['http://MEE']);
  });

  test('unknown and withdrawn authorities and malformed ids are nothing for the replica', async () => {
    const { read, urls } = routerIn({ members: { MEE: { status: 'WITHDRAWN' } } });
    expect(codes((await read(dataset('MEE'), dataset('NOBODY'), 'MEE-DS-1')).errors).sort()).toEqual(['BAD_ID', 'UNKNOWN_AUTHORITY', 'UNKNOWN_AUTHORITY']);
    expect(urls()).toEqual([]);
  });

  test('copies are not taken for the owner’s word a moment later', async () => {
    const { read } = routerIn({ mee: 'unreachable', router: { reuseMillis: 60_000 } });
    expect((await read(dataset('MEE'))).from).toEqual(['REPLICA']);
    nation.reset(allGood);
    expect((await read(dataset('MEE'))).from).toEqual(['OWNER']);
  });
});

describe('a slow owner', () => {
  test('is waited for where the replica lacks what it was asked, and only for that', async () => {
    const { route } = routerIn({ mee: 'slow', router: { nodeTimeoutMillis: 60 } });
    const { data, errors = [] } = await route({ query: `{ a: record(id: "${dataset('MEE')}") { servedFrom } b: record(id: "${NEW}") { servedFrom } c: changes(authority: "MEE") { head } }` });
    expect(data).toEqual({ a: { servedFrom: 'REPLICA' }, b: null, c: null });
    expect(codes(errors)).toEqual(['NODE_UNAVAILABLE', 'NODE_UNAVAILABLE']);
  });

  test('has the word where it answers before the replica does', async () => {
    const { read } = routerIn({
      replica: 'slow',
      router: { send: async (request) => (request.url === 'http://MEE' ? new Promise((resolve) => setTimeout(() => resolve(nation.send(request)), 20)) : nation.send(request)) },
    });
    expect(await read(dataset('MEE'))).toEqual({ from: ['OWNER'], errors: [] });
  });
});

describe('a gateway that is late itself', () => {
  test('reads the answers that are there before it takes an owner for late', async () => {
    const { read, urls } = routerIn({
      router: {
        send: async (request) => {
          if (request.url !== 'http://MEE') return nation.send(request);
          const arriving = stat(fileURLToPath(import.meta.url));
          setImmediate(() => {
            for (const busyUntil = performance.now() + 50; performance.now() < busyUntil; );
          });
          await arriving;
          return nation.send(request);
        },
        replica: { url: REPLICA_URL, node: present, hedgeMillis: 40 },
      },
    });
    expect(await read(dataset('MEE'))).toEqual({ from: ['OWNER'], errors: [] });
    expect(urls()).toEqual(['http://MEE']);
  });
});

describe('a member that wants to be spared', () => {
  const members: Standing = { MEE: { readPolicy: 'REPLICA_FIRST' } };

  test('is asked only for what the replica lacks, and why a record was withdrawn', async () => {
    const { read, urls } = routerIn({ members });
    expect((await read(dataset('MEE'))).from).toEqual(['REPLICA']);
    expect(urls()).toEqual([REPLICA_URL]);
    const { from, errors } = await read(dataset('MEE'), NEW, GONE);
    expect([from, codes(errors)]).toEqual([['REPLICA', 'OWNER', null], ['RECORD_RETIRED']]);
    expect(nation.requests.at(-1)).toMatchObject({ url: 'http://MEE', variables: { __e0: [{ id: NEW }, { id: GONE }] } });
  });

  test('is asked where the replica does not answer', async () => {
    for (const replica of ['unreachable', 'garbage', ...MISANSWER_NAMES] as const) {
      const { read } = routerIn({ members, replica });
      expect(await read(dataset('MEE'))).toEqual({ from: ['OWNER'], errors: [] });
    }
  });
});

describe('a node that does not answer time and again', () => {
  test('is left alone, and taken up again when it answers', async () => {
    const { read, asked, urls } = routerIn({ mee: 'unreachable' });
    for (let n = 0; n < 5; n += 1) await read(dataset('MEE'));
    nation.reset(new Map([...allGood, ['MEE', 'unreachable']]));
    expect(await read(dataset('MEE'))).toEqual({ from: ['REPLICA'], errors: [] });
    expect(urls()).toEqual([REPLICA_URL]);
    expect(asked.filter(({ url }) => url === 'http://MEE').map(({ outcome }) => outcome)).toEqual([...Array<string>(5).fill('FAILED'), 'LEFT_ALONE']);
    expect(asked.at(-1)).toMatchObject({ authority: 'MEE', url: REPLICA_URL, servedFrom: 'REPLICA', outcome: 'ANSWERED' });
  });
});

describe('a client that goes away', () => {
  test('has its requests given up, and no more made', async () => {
    const { route, asked, urls } = routerIn({ mee: 'slow', router: { nodeTimeoutMillis: 60_000, requestTimeoutMillis: 60_000, replica: null } });
    const leaving = new AbortController();
    const answering = route({ query: `{ record(id: "${dataset('310000')}") { ... on Dataset { derivedFrom { owner { id version } } } } }`, signal: leaving.signal });
    while (!urls().includes('http://MEE')) await new Promise((resolve) => setImmediate(resolve));
    leaving.abort();
    expect(codes((await answering).errors ?? [])).toEqual(['NODE_UNAVAILABLE', 'NODE_UNAVAILABLE']);
    expect(asked.map(({ outcome }) => outcome)).toEqual(['ANSWERED', 'GIVEN_UP']);
    expect(urls()).toEqual(['http://310000', 'http://MEE']);
  });
});

const anyId = fc.constantFrom(...records.map(({ id }) => id).filter((id) => id !== GONE), dataset('NOBODY'), dataset('MEE', 99), 'bad-id');
const datasetId = fc.constantFrom(dataset('310000'), dataset('MEE'), NEW, dataset('NOBODY'));
const anyHealth = fc.constantFrom<Health>('good', 'unreachable', 'garbage', 'slow', 'unknown', ...MISANSWER_NAMES);
const anyStanding = fc.constantFrom<Standing[string]>({}, {}, { readPolicy: 'REPLICA_FIRST' }, { status: 'SUSPENDED' });

describe('with a good replica', () => {
  test('every record that it has is answered as in a healthy nation, whatever is wrong with the nodes', async () => {
    await fc.assert(
      fc.asyncProperty(operationsOver(anyId, datasetId), fc.record({ '310000': anyHealth, MEE: anyHealth }), fc.record({ '310000': anyStanding, MEE: anyStanding }), async (operation, health, standing) => {
        const document = parse(operation.query);
        fc.pre(validate(contract.schema, document).length === 0);
        nation.reset(new Map([...Object.entries(health), [REPLICA, 'good']]), standing);
        const expected = await execute({ schema: nation.whole, document, variableValues: operation.variables });
        const route = createPartitionRouter({ contract, schemas: sameEverywhere(present), nodes: nation.table, send: nation.send, locate: async () => [], nodeTimeoutMillis: 100, replica: { url: REPLICA_URL, node: present, hedgeMillis: 1 } });
        const actual = await route(operation);
        expect(JSON.parse(JSON.stringify(actual.data))).toEqual(JSON.parse(JSON.stringify(expected.data)));
        const told = (errors: readonly { readonly path?: readonly (string | number)[] | undefined; readonly extensions?: object | undefined }[] = []) => errors.map(({ path = [], extensions }) => `${path.join('.')} ${(extensions as { code: string }).code}`).sort();
        expect(told(actual.errors)).toEqual(told(expected.errors));
      }),
      { numRuns: 300 },
    );
  });
});
