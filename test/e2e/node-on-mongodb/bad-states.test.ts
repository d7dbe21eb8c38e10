import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { packagePath } from '../../../schema/package-path.js';
import { describeWithFerretDb } from '../../support/mongo.js';
import { startFerretDb, type FerretDb } from '../../servers/start-ferretdb.js';
import { owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const UPSERT = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome id } }';
const record = (id: string): string => `{ organization(id: "${id}") { title } }`;
const isReady = async ({ url }: RunningService): Promise<boolean> => (await fetch(url.replace('/graphql', '/readyz'))).status === 200;

/** Runs `ucat node start` until it ends. */
async function runNode(env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), 'node', 'start'], { env: { ...process.env, PORT: '0', NODE_AUTHORITIES: '310000', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describeWithFerretDb('a node whose MongoDB is in a bad state', () => {
  let folder: string;
  let server: FerretDb;
  let services: Services;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ucat-bad-states-'));
    server = await startFerretDb({ folder });
    services = await Services.create();
  }, 120_000);

  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['no connection string', 'localhost:27017', 'MONGODB_URI: expected a MongoDB connection string such as mongodb://'],
    ['an option that there is not', 'mongodb://u:secret@localhost:27017/?timeouts=1', 'MONGODB_URI: expected a MongoDB connection string such as mongodb://'],
    ['a database name that can not be', 'mongodb://u:secret@localhost:27017/a%20b', 'MONGODB_DATABASE: expected a name of 1 to 63 letters'],
  ])('MONGODB_URI with %s: it ends with code 2 and says why, without the password', async (_, uri, reason) => {
    const { code, output } = await runNode({ MONGODB_URI: uri });
    expect(output).toContain(reason);
    expect(output).not.toContain('secret');
    expect(code).toBe(2);
  });

  test('the server is away at the start: the node says so to everybody, and serves as soon as it is there', async () => {
    await server.stop();
    const node = await services.node('310000', { MONGODB_URI: server.uri, MONGODB_DATABASE: 'late', MONGODB_TIMEOUT_MILLIS: '500', LOG_LEVEL: 'fatal' });
    expect(await isReady(node)).toBe(false);
    const refused = await services.ask(node, UPSERT, { records: [owner('310000')] });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } }]);
    await server.startAgain();
    await until('the node is ready', async () => isReady(node));
    await services.publish(node, [owner('310000')]);
    expect(await services.ask(node, record(ownerId('310000')))).toMatchObject({ data: { organization: { title: '310000 数据局' } } });
    await node.stop();
  });

  test('the server goes in flight: what was acknowledged is there when it comes back, and the node goes on by itself', async () => {
    const node = await services.node('320000', { MONGODB_URI: server.uri, MONGODB_DATABASE: 'gone', MONGODB_TIMEOUT_MILLIS: '500', LOG_LEVEL: 'fatal' });
    await services.publish(node, [owner('320000')]);
    await server.kill();
    expect(await services.ask(node, record(ownerId('320000')))).toMatchObject({ data: { organization: null }, errors: [{ extensions: { code: 'STORE_UNAVAILABLE' } }] });
    expect((await services.ask(node, UPSERT, { records: [owner('320000')] })).errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE' } }]);
    await until('the node says that it is not ready', async () => !(await isReady(node)));
    await server.startAgain();
    await until('the node is ready', async () => isReady(node));
    expect(await services.ask(node, record(ownerId('320000')))).toMatchObject({ data: { organization: { title: '320000 数据局' } } });
    await node.stop();
  });

  test('an entry that other hands took away: the feed says that it is missing, and gives nothing beyond it', async () => {
    const settings = { MONGODB_URI: server.uri, MONGODB_DATABASE: 'changed', LOG_LEVEL: 'fatal' };
    const node = await services.node('330000', settings);
    for (const serial of [1, 2, 3]) await services.publish(node, [{ ...owner('330000'), id: undefined, sources: [{ system: 's', identifier: String(serial) }] }]);
    await using client = new MongoClient(server.uri);
    await client.db('changed').collection<{ _id: string }>('entries').deleteOne({ _id: '330000/000000000002' });
    const feed = async (after: string | null) =>
      services.ask(node, 'query ($after: String) { changes(authority: "330000", after: $after) { entries { seq } cursor } }', { after });
    const first = await feed(null);
    expect(first).toMatchObject({ data: { changes: { entries: [{ seq: 1 }] } } });
    const { cursor } = (first.data as { changes: { cursor: string } }).changes;
    expect((await feed(cursor)).errors).toMatchObject([{ message: expect.stringContaining('Entry 2 of the log is missing'), extensions: { code: 'STORE_DAMAGED', head: 3 } }]);
    await node.stop();
  });

  test('the user may not: the node says that to its operator, and that trying again does not help to its clients', async () => {
    const place = join(folder, 'guarded');
    await using guarded = await startFerretDb({ folder: place, auth: { username: 'ministry', password: 'right' } });
    const wrong = guarded.uri.replace('right', 'wrong');
    const node = await services.node('340000', { MONGODB_URI: wrong, MONGODB_DATABASE: 'guarded', MONGODB_TIMEOUT_MILLIS: '2000', LOG_LEVEL: 'fatal' });
    expect(await isReady(node)).toBe(false);
    expect((await services.ask(node, record(ownerId('340000')))).errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE', retryable: false } }]);
    await node.stop();
    const right = await services.node('340000', { MONGODB_URI: guarded.uri, MONGODB_DATABASE: 'guarded' });
    await services.publish(right, [owner('340000')]);
    await right.stop();
  });
});
