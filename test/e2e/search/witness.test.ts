import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { cosignedAt, isCheckpointOf, parseCheckpoint } from '../../../schema/signed-note/index.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { AuthorityHarvester } from '../../../subgraphs/search/harvest/authority-harvester.js';
import { FeedStates, type FeedState } from '../../../subgraphs/search/harvest/feed-states.js';
import { readAttested } from '../../../subgraphs/search/harvest/witness/attested.js';
import { quarantineIn } from '../../../subgraphs/search/harvest/witness/quarantine-files.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { datasetId } from '../support/records.js';
import { ScriptedFeed, type Script } from '../support/scripted-feed.js';
import { SignedLog, testKey } from '../support/signed-log.js';
import { until } from '../support/until.js';

/* The index against nodes that sign their logs: over HTTP, and into a real index. */

const A = '310000';
const witness = { name: 'ucat/index', ...testKey() };
const doc = (serial: number, title = `第${String(serial)}号`): string => JSON.stringify({ id: datasetId(A, serial), titles: [{ lang: 'zh', text: title }] });
const node = testKey();
const logOf = (count: number, title?: string): SignedLog => Array.from({ length: count }, (_, n) => n + 1).reduce((log, serial) => log.with(datasetId(A, serial), doc(serial, title)), new SignedLog(A, node));

let folder: string;
let index: LibsqlSearchIndex;
let transport: HttpTransport;
let states: FeedStates;
let harvester: AuthorityHarvester | null;
let feed: ScriptedFeed;
let log: SignedLog;
let publicKey: string | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-witness-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  transport = createHttpTransport();
  states = new FeedStates();
  harvester = null;
  log = logOf(23);
  publicKey = node.publicKey;
  feed = new ScriptedFeed(SignedLog.serve(() => log));
  feed.proof = (from, to) => log.proof(from, to);
});

afterEach(async () => {
  await harvester?.close();
  await feed.close();
  await transport.close();
  await index.close();
  await rm(folder, { recursive: true });
});

async function harvest(more: object = {}): Promise<void> {
  const url = await feed.start();
  harvester = new AuthorityHarvester(A, url, { index, send: transport.send, states, logger: pino({ level: 'silent' }), pageSize: 5, waitMillis: 200, maxPauseMillis: 100, resyncPauseMillis: 50, publicKey: () => publicKey, witness, quarantine: quarantineIn(join(folder, 'quarantine')), ...more });
}

const total = async (): Promise<number> => (await index.search({ query: null, filter: {}, sort: 'TITLE', first: 0, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).total;
const inState = (status: FeedState['status']) => until(`the state ${status}`, async () => states.get(A).status === status && states.get(A));
const attested = async () => readAttested(await index.attested(A), (await index.position(A)).seq);
const readTo = (seq: number) => until(`entry ${String(seq)}`, async () => (await index.position(A)).seq === seq);
const isVerified = () => states.freshness()[0]?.verified;

describe('a node that signs its log', () => {
  test('is verified page by page, and its checkpoint is cosigned', async () => {
    await harvest();
    await inState('CURRENT');
    const { seen, range } = (await attested())!;
    expect([range.size, seen!.size, isVerified(), await total()]).toEqual([23, 23, true, 23]);
    const note = parseCheckpoint(seen!.text);
    expect(isCheckpointOf(note, A, node.publicKey)).toBe(true);
    expect(cosignedAt(note.note, witness)).toBeInstanceOf(Date);
    log = log.with(datasetId(A, 24), doc(24));
    await until('the new checkpoint', async () => (await attested())?.seen?.size === 24);
  });

  test.each<[string, (page: { entries: Record<string, unknown>[] }) => void]>([
    ['an entry with another moment', ({ entries }) => void (entries[0]!['at'] = '2020-01-01T00:00:00.000Z')],
    ['an entry of another version', ({ entries }) => void (entries[0]!['version'] = 7)],
    ['another document with its own hash', ({ entries }) => void Object.assign(entries[0]!, new SignedLog(A, node).with(datasetId(A, 1), doc(1, '假')).entries[0], { seq: entries[0]!['seq'], id: entries[0]!['id'] })],
  ])('%s under way is noticed before anything of the page is taken in', async (_, forge) => {
    feed.say((async (request, response) => {
      const page = (await SignedLog.serve(() => log)(request, response)) as { entries: Record<string, unknown>[] };
      const copy = structuredClone(page);
      if (copy.entries.length > 0) forge(copy);
      return copy;
    }) satisfies Script);
    await harvest();
    expect(await inState('UNREACHABLE')).toMatchObject({ reason: 'The entries are not those of the 23 that the node signed.' });
    expect([await total(), (await index.position(A)).seq]).toEqual([0, 0]);
    feed.say(SignedLog.serve(() => log));
    await inState('CURRENT');
    expect(isVerified()).toBe(true);
  });

  test.each([
    ['by a key that the registry does not name', () => void (log = log.by(testKey())), 'not signed by the key'],
    ['not at all', () => feed.say(async (request, response) => ({ ...((await SignedLog.serve(() => log)(request, response)) as object), checkpoint: null })), 'no signed checkpoint'],
  ])('that is signed %s after it was verified brings nothing new', async (_, change, reason) => {
    await harvest();
    await inState('CURRENT');
    log = log.with(datasetId(A, 24), doc(24));
    change();
    expect(await inState('NOT_TAKEN')).toMatchObject({ reason: expect.stringContaining(reason) });
    expect(await total()).toBe(23);
  });

  test('whose log was read before there were checkpoints is read again, and then it is verified', async () => {
    await index.apply(A, { changes: [], setAside: [], position: { cursor: log.cursorAt(23), seq: 23 } });
    await harvest();
    await until('it to be verified', async () => isVerified() === true);
    expect([(await attested())!.range.size, await total()]).toEqual([23, 23]);
  });

  test('is followed without one where none is named or given, as not verified; unless checkpoints have to be', async () => {
    publicKey = null;
    await harvest();
    await inState('CURRENT');
    expect([isVerified(), await total()]).toEqual([false, 23]);
    await harvester!.close();
    publicKey = node.publicKey;
    feed.say(async (request, response) => ({ ...((await SignedLog.serve(() => log)(request, response)) as object), checkpoint: null }));
    log = log.with(datasetId(A, 24), doc(24));
    await feed.close();
    await harvest({ needsCheckpoints: true });
    expect(await inState('NOT_TAKEN')).toMatchObject({ reason: 'The node gives no signed checkpoint of its log.' });
    expect(await total()).toBe(23);
  });

  test.each([
    ['to its end', 23],
    ['to the middle of it', 7],
  ])('whose log was read %s before checkpoints had to be is read again, and goes on', async (_, seq) => {
    await index.apply(A, { changes: [], setAside: [], position: { cursor: log.cursorAt(seq), seq } });
    await harvest({ needsCheckpoints: true });
    await inState('CURRENT');
    expect([isVerified(), (await attested())!.range.size, await total()]).toEqual([true, 23, 23]);
    log = log.with(datasetId(A, 24), doc(24));
    await readTo(24);
  });

  test('whose log can not be verified though it has to be is not read again and again', async () => {
    await index.apply(A, { changes: [], setAside: [], position: { cursor: log.cursorAt(7), seq: 7 } });
    log = log.by(testKey());
    await harvest({ needsCheckpoints: true, maxPauseMillis: 20, resyncPauseMillis: 60_000 });
    await inState('NOT_TAKEN');
    await until('more attempts', async () => feed.asked.filter(({ after }) => after !== null).length >= 5);
    expect(feed.asked.filter(({ after }) => after === null)).toHaveLength(1);
    // While it is asked once more it is not known yet how that ends.
    await inState('NOT_TAKEN');
    expect([(await index.position(A)).seq, await total()]).toEqual([7, 0]);
  });
});

describe('a node that has signed two histories', () => {
  const another = (size: number): SignedLog => logOf(size, '另一段历史');

  test.each([
    ['as long as the one before', 23],
    ['longer', 30],
  ])('%s is in quarantine: its copies stay, both checkpoints are kept, and nothing is taken until an operator lifts it', async (_, size) => {
    await harvest();
    await inState('CURRENT');
    const known = log.checkpoint();
    log = another(size);
    expect(await inState('QUARANTINED')).toMatchObject({ reason: expect.stringContaining('two histories') });
    const file = join(folder, 'quarantine', `${A}.json`);
    const evidence = JSON.parse(await readFile(file, 'utf8')) as { known: string; told: string };
    expect(parseCheckpoint(evidence.known).note.text).toBe(parseCheckpoint(known).note.text);
    expect(isCheckpointOf(parseCheckpoint(evidence.told), A, node.publicKey)).toBe(true);
    expect(await index.contradiction(A)).toMatchObject({ seq: 23 });
    expect((await index.search({ query: '另一段历史', filter: {}, sort: 'TITLE', first: 0, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).total).toBe(0);
    // A restart changes nothing.
    await harvester!.close();
    const asked = feed.asked.length;
    const again = new AuthorityHarvester(A, 'http://127.0.0.1:9/graphql', { index, send: transport.send, states: (states = new FeedStates()), logger: pino({ level: 'silent' }), publicKey: () => publicKey, quarantine: quarantineIn(join(folder, 'quarantine')) });
    await inState('QUARANTINED');
    await again.close();
    expect(feed.asked).toHaveLength(asked);
    quarantineIn(join(folder, 'quarantine')).lift(A, { at: new Date().toISOString(), reason: 'rebuilt after a fire' });
    await feed.close();
    await harvest();
    await until('the new history', async () => states.get(A).status === 'CURRENT' && (await index.position(A)).seq === size);
    expect([await total(), isVerified()]).toEqual([size, true]);
    expect((await readdir(join(folder, 'quarantine'))).filter((name) => name.endsWith('.closed.json'))).toHaveLength(1);
  });

  test('a log that is only shorter is no contradiction yet: it goes on where the store comes back', async () => {
    await harvest();
    await inState('CURRENT');
    const whole = log;
    log = whole.cutTo(20);
    await inState('DIVERGED');
    log = whole.with(datasetId(A, 24), doc(24));
    await readTo(24);
    await inState('CURRENT');
    expect(await readdir(folder)).not.toContain('quarantine');
  });

  test('a backup that went on in another way is one, as soon as it is as long as what was signed before', async () => {
    await harvest();
    await inState('CURRENT');
    log = Array.from({ length: 5 }, (_, n) => n + 30).reduce((backup, serial) => backup.with(datasetId(A, serial), doc(serial)), log.cutTo(20));
    await inState('QUARANTINED');
    expect(await total()).toBe(23);
  });
});

describe('a node with a new key', () => {
  test('what it had signed before stays right, and nothing new can be said with the former key', async () => {
    await harvest();
    await inState('CURRENT');
    const next = testKey();
    publicKey = next.publicKey;
    const before = states.get(A).asOf!;
    await until('another answer under the former key', async () => states.get(A).asOf! > before && states.get(A).status === 'CURRENT');
    log = log.with(datasetId(A, 24), doc(24));
    expect(await inState('NOT_TAKEN')).toMatchObject({ reason: expect.stringContaining('key that the node had before') });
    expect(await total()).toBe(23);
    log = log.by(next);
    await readTo(24);
    await inState('CURRENT');
    expect([(await attested())!.seen!.publicKey, isVerified()]).toEqual([next.publicKey, true]);
  });
});
