import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { LiveDigest } from '../../../schema/live-digest.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { AuthorityHarvester } from '../../../subgraphs/search/harvest/authority-harvester.js';
import { FeedStates, type FeedState } from '../../../subgraphs/search/harvest/feed-states.js';
import { indexUnavailable } from '../../../subgraphs/search/index/index-unavailable.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import type { ChangeBatch, SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import { datasetId } from '../support/records.js';
import { entry, ScriptedFeed, type Script } from '../support/scripted-feed.js';
import { until } from '../support/until.js';

/* A harvester against nodes that fail in every way a node can fail, over HTTP and into a real index. */

const A = '310000';
let folder: string;
let index: LibsqlSearchIndex;
let transport: HttpTransport;
let states: FeedStates;
let harvester: AuthorityHarvester | null;
let feeds: ScriptedFeed[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-harvest-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  transport = createHttpTransport();
  states = new FeedStates();
  harvester = null;
  feeds = [];
});

afterEach(async () => {
  await harvester?.close();
  for (const feed of feeds) await feed.close();
  await transport.close();
  await index.close();
  await rm(folder, { recursive: true });
});

async function feed(script: Script): Promise<{ readonly feed: ScriptedFeed; readonly url: string }> {
  const made = new ScriptedFeed(script);
  feeds.push(made);
  return { feed: made, url: await made.start() };
}

async function harvest(script: Script, pageSize = 500): Promise<ScriptedFeed> {
  const { feed: made, url } = await feed(script);
  harvester = new AuthorityHarvester(A, url, { index, send: transport.send, states, logger: pino({ level: 'silent' }), pageSize, waitMillis: 300, maxPauseMillis: 200 });
  return made;
}

const doc = (serial: number, title = `第${String(serial)}号`): string => JSON.stringify({ id: datasetId(A, serial), titles: [{ lang: 'zh', text: title }] });
const good = (serial: number) => entry(serial, datasetId(A, serial), doc(serial));
const page = (entries: readonly object[], seq: number, head = seq) => ({ entries, cursor: `c${String(seq)}`, head, live: head });
const waiting: Script = ({ after, waitMillis }) => new Promise((resolve) => setTimeout(() => resolve(page([], Number((after ?? 'c0').slice(1)))), waitMillis));

/** A sound log of `count` records, then silence. */
const soundLog = (count: number): Script => (request, response) => {
  const from = Number((request.after ?? 'c0').slice(1));
  if (from >= count) return waiting(request, response);
  const to = Math.min(count, from + request.first);
  return page(Array.from({ length: to - from }, (_, n) => good(from + n + 1)), to, count);
};

const total = async (): Promise<number> => (await index.search({ query: null, filter: {}, sort: 'TITLE', first: 0, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).total;
const inState = (status: FeedState['status']) => until(`the state ${status}`, async () => states.get(A).status === status && states.get(A));

describe('a sound log', () => {
  test('is read from page to page to its head, and then waited at', async () => {
    const node = await harvest(soundLog(23), 5);
    const state = await inState('CURRENT');
    expect(await total()).toBe(23);
    expect(await index.position(A)).toEqual({ cursor: 'c23', seq: 23 });
    await until('the question behind the last page', async () => node.asked.length >= 6);
    expect(node.asked.slice(0, 6).map(({ after }) => after)).toEqual([null, 'c5', 'c10', 'c15', 'c20', 'c23']);
    expect(node.asked.every(({ authority }) => authority === A)).toBe(true);
    // The first answer is not held back: it tells that the node can be heard.
    expect(node.asked.slice(0, 6).map(({ waitMillis }) => waitMillis)).toEqual([0, 300, 300, 300, 300, 300]);
    await until('the long poll to confirm it again', async () => states.get(A).asOf! > state.asOf!);
  });

  test('goes on from where it stopped', async () => {
    await harvest(soundLog(3));
    await inState('CURRENT');
    await harvester!.close();
    const node = await harvest(soundLog(5));
    await until('the rest', async () => (await total()) === 5);
    expect(node.asked[0]!.after).toBe('c3');
  });

  test('goes on at another address with the same cursor, without waiting for the old one', async () => {
    await harvest(soundLog(3));
    await inState('CURRENT');
    const { feed: other, url } = await feed(soundLog(4));
    harvester!.moveTo(url);
    await until('the rest', async () => (await total()) === 4);
    expect(other.asked[0]!.after).toBe('c3');
  });

  test('an entry without its text is counted, and the later one with the text is what is kept', async () => {
    const id = datasetId(A, 1);
    await harvest(({ after }, response) => (after === null ? page([entry(1, id, null), entry(2, id, doc(1, '第二版'), { version: 2 })], 2) : waiting({ authority: A, after, first: 1, waitMillis: 300, query: '' }, response)));
    await inState('CURRENT');
    expect(await index.position(A)).toEqual({ cursor: 'c2', seq: 2 });
    expect(await total()).toBe(1);
  });
});

describe('one bad record', () => {
  test.each([
    ['whose hash is another', entry(2, datasetId(A, 2), doc(2), { recordHash: 'ff'.repeat(32) })],
    ['that is no JSON', entry(2, datasetId(A, 2), '{"id":')],
    ['that is about another record', entry(2, datasetId(A, 2), doc(7))],
    ['of a kind that is not known here', entry(2, '310000-DP-0000000001-X', '{}', { kind: 'DATA_PRODUCT' })],
    ['of a kind that is not known here, without its text', entry(2, '310000-CF-0000000001-X', null, { kind: 'CERTIFICATE' })],
    ['with a malformed id', entry(2, '310000-DS-2-Z', doc(2))],
    ['with a number for an id', entry(2, 7 as unknown as string, doc(2))],
    ['with a version of zero', entry(2, datasetId(A, 2), doc(2), { version: 0 })],
    ['with a version that is no number', entry(2, datasetId(A, 2), doc(2), { version: 'two' })],
    ['of an operation that is not known here', entry(2, datasetId(A, 2), doc(2), { op: 'MERGE' })],
    ['without a hash', entry(2, datasetId(A, 2), doc(2), { recordHash: null })],
    ['that has no title', entry(2, datasetId(A, 2), JSON.stringify({ id: datasetId(A, 2), titles: [] }))],
  ])('%s is set aside, and the rest goes on', async (_, bad) => {
    await harvest((request, response) => (request.after === null ? page([good(1), bad, good(3)], 3) : waiting(request, response)));
    await inState('CURRENT');
    expect(await total()).toBe(2);
    expect((await index.position(A)).seq).toBe(3);
  });
});

describe('a page that can not be true is refused whole, and asked for again', () => {
  test.each<[string, unknown]>([
    ['a gap', page([good(1), good(3)], 3)],
    ['a repeated entry', page([good(1), good(1)], 2)],
    ['a start behind the cursor', page([good(2)], 2)],
    ["another authority's record", page([good(1), entry(2, datasetId('MEE', 2), doc(2))], 2)],
    ["another authority's record of an unknown kind", page([good(1), entry(2, 'MEE-DP-0000000001-X', doc(2))], 2)],
    ['a head before its entries', page([good(1), good(2)], 2, 1)],
    ['an empty page before the head', page([], 0, 5)],
    ['no entries at all', { cursor: 'c1', head: 1 }],
    ['null for an entry', page([null as unknown as object], 1)],
    ['a cursor of nothing', { ...page([good(1)], 1), cursor: '' }],
    ['a text', 'garbage'],
  ])('%s', async (_, bad) => {
    const node = await harvest((request, response) => (request.after === null ? bad : waiting(request, response)));
    expect(await inState('UNREACHABLE')).toMatchObject({ asOf: null, reason: expect.any(String) });
    await until('a second attempt', async () => node.asked.length > 1);
    expect(await total()).toBe(0);
    expect(await index.position(A)).toEqual({ cursor: null, seq: 0 });
    node.say(soundLog(2));
    await inState('CURRENT');
    expect(await total()).toBe(2);
  });
});

describe('silence is not deletion', () => {
  const failures: readonly (readonly [string, FeedState['status'], Script])[] = [
    ['an error', 'UNREACHABLE', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message: 'boom', extensions: { code: 'STORE_UNAVAILABLE' } }], data: { changes: null } }))],
    ['something that is no GraphQL', 'UNREACHABLE', (_, response) => response.writeHead(502).end('<html>Bad gateway</html>')],
    ['a cut connection', 'UNREACHABLE', (_, response) => void response.destroy()],
    ['an empty log', 'DIVERGED', () => page([], 0)],
    ['a shorter log', 'DIVERGED', () => page([], 2)],
    ['a cursor of another history', 'DIVERGED', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message: 'other history', extensions: { code: 'CURSOR_MISMATCH' } }], data: { changes: null } }))],
  ];

  test.each(failures)('%s leaves every record and the position, and is told: %s', async (_, status, script) => {
    const node = await harvest(soundLog(3));
    const { asOf } = await inState('CURRENT');
    node.say(script);
    const state = await inState(status);
    expect(state.asOf!.getTime()).toBeGreaterThanOrEqual(asOf!.getTime());
    const asked = node.asked.length;
    await until('more attempts', async () => node.asked.length > asked + 2);
    expect(node.asked.at(-1)!.after).toBe('c3');
    expect(await total()).toBe(3);
    expect(await index.position(A)).toEqual({ cursor: 'c3', seq: 3 });
    node.say(soundLog(4));
    await until('the rest', async () => (await total()) === 4);
    await inState('CURRENT');
  });

  test('a node that never answers is given up after its time, and asked again', async () => {
    await harvest(soundLog(1));
    await inState('CURRENT');
    const { feed: silent, url } = await feed(() => new Promise(() => undefined));
    harvester!.moveTo(url);
    await inState('UNREACHABLE');
    await until('a second question', async () => silent.asked.length > 1);
    expect(await total()).toBe(1);
  }, 20_000);
});

describe('where the node counts other numbers of records than the index has', () => {
  const warned = (): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } => {
    const lines: Record<string, unknown>[] = [];
    return { lines, logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) }) };
  };
  const follow = async (first: object, logger: Logger): Promise<ScriptedFeed> => {
    const { feed: node, url } = await feed(({ after, waitMillis }) => (after === null ? first : new Promise((resolve) => setTimeout(() => resolve({ ...first, entries: [] }), waitMillis))));
    harvester = new AuthorityHarvester(A, url, { index, send: transport.send, states, logger, waitMillis: 20 });
    return node;
  };

  test('a log that does not come to what its node says of it is read again once, changes nothing, and is told', async () => {
    const { logger, lines } = warned();
    const node = await follow(page([good(1), entry(2, datasetId(A, 2), null)], 2), logger);
    await until('the second reading', async () => lines.length > 1);
    expect(await inState('CURRENT')).toMatchObject({ reason: 'The node has 2 live records but the index 1, and 0 set aside.' });
    await until('more polls', async () => node.asked.length > 7);
    expect(lines.map(({ msg }) => msg)).toEqual(['the index and the node do not agree: the log is read again', 'nothing was changed: what was read again can not be right']);
    expect(node.asked.filter(({ after }) => after === null)).toHaveLength(2);
    expect(await total()).toBe(1);
    expect(states.freshness()).toMatchObject([{ authority: A, reachable: true, status: 'CURRENT', resyncs: 0 }]);
  });

  test('what was set aside explains it, and is counted in the log', async () => {
    const { logger, lines } = warned();
    await follow(page([good(1), entry(2, datasetId(A, 2), '{')], 2), logger);
    expect(await inState('CURRENT')).not.toHaveProperty('reason');
    expect(lines.map(({ msg }) => msg)).toEqual(['a record was set aside', 'records of the authority are set aside']);
    expect(lines[1]).toMatchObject({ authority: A, new: 1, live: 1, setAside: 1 });
  });
});

describe('where the digest of the node is not that of the copies', () => {
  const digestOf = (count: number): string => Array.from({ length: count }, (_, n) => n + 1).reduce((digest, serial) => digest.add(datasetId(A, serial), 1), new LiveDigest()).hex;
  const withDigest = (script: Script, count: number): Script => async (request, response) => ({ ...((await script(request, response)) as object), digest: digestOf(count) });
  const damage = (sql: string): void => {
    const database = new Database(join(folder, 'index.db'));
    database.exec(sql);
    database.close();
  };
  const restart = async (sql: string): Promise<void> => {
    await harvester!.close();
    await index.close();
    damage(sql);
    index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  };
  const ids = async (): Promise<readonly string[]> => (await index.search({ query: null, filter: {}, sort: 'TITLE', first: 50, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).hits.map(({ id }) => id).sort();
  const whole = Array.from({ length: 23 }, (_, n) => datasetId(A, n + 1)).sort();

  test.each([
    ['lost', `DELETE FROM facts WHERE row_number = 5;`],
    ['lost with all that is known of it', `DELETE FROM facts WHERE row_number = 5; DELETE FROM documents WHERE row_number = 5; DELETE FROM versions WHERE row_number = 5;`],
    ['of another version', `UPDATE versions SET version = 3 WHERE row_number = 5;`],
    ['withdrawn that never was', `UPDATE versions SET row_number = NULL, version = 9 WHERE row_number = 5;`],
    ['of nobody', `INSERT INTO versions VALUES ('${datasetId(A, 77)}', 1, 23); UPDATE versions SET row_number = NULL WHERE row_number = 23 AND id <> '${datasetId(A, 77)}';`],
  ])('a record that is %s is put right by reading the log again, and none is away meanwhile', async (_, sql) => {
    await harvest(withDigest(soundLog(23), 23), 5);
    await inState('CURRENT');
    await restart(sql);
    const before = await total();
    let least = before;
    const node = await harvest(async (request, response) => {
      least = Math.min(least, await total());
      return withDigest(soundLog(23), 23)(request, response);
    }, 5);
    await until('the resync', async () => states.freshness()[0]!.resyncs === 1);
    await inState('CURRENT');
    expect(await ids()).toEqual(whole);
    expect(least).toBe(before);
    expect((await index.holdings(A)).digest).toBe(digestOf(23));
    expect(await index.position(A)).toEqual({ cursor: 'c23', seq: 23 });
    expect(states.freshness()).toMatchObject([{ status: 'CURRENT', reason: null, resyncs: 1, lagEntries: 0, lastContact: expect.any(Date) }]);
    expect(node.asked.filter(({ after }) => after === null)).toHaveLength(1);
  });

  test('a node that falls silent in the middle of it leaves everything, and it is begun again', async () => {
    await harvest(withDigest(soundLog(23), 23), 5);
    await inState('CURRENT');
    await restart('DELETE FROM facts WHERE row_number = 5;');
    let cuts = 3;
    await harvest((request, response) => (request.after === 'c10' && cuts-- > 0 ? void response.destroy() : withDigest(soundLog(23), 23)(request, response)), 5);
    await until('the resync', async () => states.freshness()[0]!.resyncs === 1);
    expect(cuts).toBeLessThan(1);
    expect(await ids()).toEqual(whole);
  });

  test.each<[string, Script]>([
    ['a shorter one', (request, response) => (request.after === null ? page([good(1), good(2)], 2) : (request.after === 'c2' ? page([], 2) : withDigest(soundLog(23), 5)(request, response)))],
    ['another one', async (request, response) => ({ ...((await soundLog(23)(request, response)) as { cursor: string }), digest: digestOf(5), ...(request.after === 'c23' ? {} : { cursor: 'other' }) })],
    ['an empty one', (request, response) => (request.after === null ? page([], 0) : withDigest(soundLog(23), 5)(request, response))],
  ])('where the log that is read again is %s, nothing is changed', async (_, script) => {
    await harvest(withDigest(soundLog(23), 23), 5);
    await inState('CURRENT');
    await harvester!.close();
    const node = await harvest(script, 50);
    await until('the second reading', async () => node.asked.filter(({ after }) => after === null).length > 0);
    const asked = node.asked.length;
    await until('more questions', async () => node.asked.length > asked + 2);
    expect(await total()).toBe(23);
    expect((await index.position(A)).seq).toBe(23);
    expect(states.freshness()).toMatchObject([{ resyncs: 0 }]);
  });

  test('a node of a contract without digests is followed all the same', async () => {
    const { url } = await feed(soundLog(3));
    const queries: string[] = [];
    const send: typeof transport.send = async (request) => {
      queries.push(request.query);
      return request.query.includes('digest') ? { errors: [{ message: 'Cannot query field "digest".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] } : transport.send(request);
    };
    harvester = new AuthorityHarvester(A, url, { index, send, states, logger: pino({ level: 'silent' }), waitMillis: 300 });
    await inState('CURRENT');
    expect(await total()).toBe(3);
    // First by the contract of today, then by the one that has digests.
    expect(queries.filter((query) => query.includes('digest'))).toHaveLength(2);
  });
});

test('a record that is too large to be read is set aside, and those around it are taken in', async () => {
  const { url } = await feed(soundLog(9));
  const small = createHttpTransport({ answerLimitBytes: 3_000 });
  const huge = entry(5, datasetId(A, 5), JSON.stringify({ id: datasetId(A, 5), titles: [{ lang: 'zh', text: '长'.repeat(4_000) }] }));
  feeds[0]!.say((request, response) => {
    const from = Number((request.after ?? 'c0').slice(1));
    if (from >= 9) return waiting(request, response);
    const to = Math.min(9, from + request.first);
    const entries = Array.from({ length: to - from }, (_, n) => (from + n + 1 === 5 ? huge : good(from + n + 1)));
    return page(request.query.includes('document') ? entries : entries.map((one) => ({ ...one, document: undefined })), to, 9);
  });
  harvester = new AuthorityHarvester(A, url, { index, send: small.send, states, logger: pino({ level: 'silent' }), waitMillis: 300 });
  await inState('CURRENT');
  expect(await total()).toBe(8);
  expect(await index.listSetAside(A, 9)).toMatchObject([{ seq: 5, id: datasetId(A, 5), op: 'UPSERT', reason: expect.stringContaining('characters') }]);
  await harvester.close();
  await small.close();
});

test('a node that contradicts its history is quarantined with both heads as evidence', async () => {
  const node = await harvest(soundLog(3));
  await inState('CURRENT');
  node.say((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message: 'other history', extensions: { code: 'CURSOR_MISMATCH', head: 7 } }], data: { changes: null } })));
  await inState('DIVERGED');
  expect(await until('the evidence', () => index.contradiction(A))).toEqual({ at: expect.any(String), seq: 3, cursor: 'c3', head: 7, told: 'other history' });
  expect(await total()).toBe(3);
});

describe('an index that takes nothing in', () => {
  const refusing = (): SearchIndex => ({ attested: () => null, position: (authority: string) => index.position(authority), apply: () => Promise.reject(indexUnavailable(new Error('disk full'))) }) as unknown as SearchIndex;

  test('is told as the reason, and given the batch again after pauses that grow', async () => {
    const { feed: node, url } = await feed(soundLog(1));
    const times: number[] = [];
    node.say((request, response) => {
      if (request.after === null) times.push(performance.now());
      return soundLog(1)(request, response);
    });
    harvester = new AuthorityHarvester(A, url, { index: refusing(), send: transport.send, states, logger: pino({ level: 'silent' }), waitMillis: 50, maxPauseMillis: 3_000 });
    expect(await inState('NOT_TAKEN')).toMatchObject({ reason: expect.stringContaining('index') });
    expect(states.freshness()).toMatchObject([{ authority: A, reachable: false }]);
    await until('a long pause', async () => times.some((time, n) => n > 0 && time - times[n - 1]! > 700));
  }, 40_000);
});

test('the moment that is told is when the node answered, not when the batch was taken in', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const slow = { attested: () => null, holdings: (authority: string) => index.holdings(authority), position: (authority: string) => index.position(authority), apply: (authority: string, batch: ChangeBatch) => (batch.position.seq === 1 ? released.then(() => index.apply(authority, batch)) : index.apply(authority, batch)) } as unknown as SearchIndex;
  const { feed: node, url } = await feed((request, response) => (Number((request.after ?? 'c0').slice(1)) < 2 ? soundLog(2)({ ...request, first: 1 }, response) : new Promise(() => undefined)));
  harvester = new AuthorityHarvester(A, url, { index: slow, send: transport.send, states, logger: pino({ level: 'silent' }) });
  await until('both pages to be asked for', async () => node.asked.length === 2);
  // The second answer is on its way through this machine; a moment later it has surely arrived.
  const later = Date.now() + 400;
  await until('a moment to pass', async () => Date.now() > later);
  release();
  const { asOf } = await inState('CURRENT');
  expect(asOf!.getTime()).toBeLessThan(later);
});

test('closing ends a long poll at once', async () => {
  await harvest(() => new Promise(() => undefined));
  await until('the question', async () => feeds[0]!.asked.length === 1);
  const start = performance.now();
  await harvester!.close();
  expect(performance.now() - start).toBeLessThan(1_000);
});
