import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MongoClient } from 'mongodb';
import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { createNodeKey, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';
import { describeWithMongo, freshDatabase, type FreshDatabase } from '../../support/mongo.js';
import { dataset, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type Environment, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* `ucat node export`, `restore` and `check`, over the stores of nodes in processes of their own. */

const AUTHORITIES = '310000,MEE';
const CHANGES = `query ($authority: ID!) { changes(authority: $authority, first: 5000) { head live cursor entries { seq id version op at recordHash document } } }`;
const UPSERT = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome id version } }';
const RETIRE = 'mutation ($id: ID!, $by: ID) { retireRecord(id: $id, reason: "合并", replacedBy: $by) { changed version } }';

const seeded = readSeedFiles().filter(({ code }) => AUTHORITIES.split(',').includes(code)).flatMap(({ records }) => records);
const imported = (serial: number, title = '水质监测') => ({ ...dataset('310000', 0, title), id: undefined, authority: '310000', sources: [{ system: 'ckan', identifier: `水/${String(serial)}` }] });

let services: Services;
beforeEach(async () => {
  services = await Services.create();
});
afterEach(async () => services[Symbol.asyncDispose]());

const embedded = (name: string): Environment => ({ NODE_AUTHORITIES: AUTHORITIES, DATA_DIR: join(services.folder, name) });
const inMongo = ({ uri, name }: FreshDatabase): Environment => ({ NODE_AUTHORITIES: AUTHORITIES, DATA_DIR: join(services.folder, 'unused'), MONGODB_URI: uri, MONGODB_DATABASE: name });
const start = async (env: Environment): Promise<RunningService> => services.start('node', ['node', 'start'], env);
const file = (name: string): string => join(services.folder, name);

async function logsOf(node: RunningService): Promise<readonly unknown[]> {
  const answers = await Promise.all(AUTHORITIES.split(',').map(async (authority) => services.ask(node, CHANGES, { authority })));
  return answers.map(({ data }) => data!['changes']);
}

async function write(node: RunningService, query: string, variables: object): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await services.ask(node, query, { ...variables });
  expect(errors).toBeUndefined();
  return data!;
}

/** The sample, some records changed, some retired, some of these come back; the last retired has a source. @returns its id */
async function fill(node: RunningService): Promise<string> {
  for (let from = 0; from < seeded.length; from += 100) await services.publish(node, seeded.slice(from, from + 100));
  const ids = seeded.filter(({ kind, id }) => kind === 'DATASET' && id?.startsWith('310000')).map(({ id }) => id);
  await write(node, RETIRE, { id: ids[0], by: ids[1] });
  await write(node, RETIRE, { id: ids[2] });
  await services.publish(node, seeded.filter(({ id }) => id === ids[2]));
  await services.publish(node, [imported(1), imported(2), imported(3)]);
  await services.publish(node, [imported(2, '水质自动监测')]);
  const { upsertRecords } = await write(node, UPSERT, { records: [imported(3)] });
  const [{ id }] = upsertRecords as [{ readonly id: string }];
  await write(node, RETIRE, { id });
  return id;
}

/** The heads that a command printed: a line each. */
const heads = (text: string): readonly string[] => text.split('\n').flatMap((line) => /^\S+ {2}head .* [0-9a-f]{64}/.exec(line) ?? []);

const STEWARD = { authorization: 'Bearer of-the-office' };

/** Every log of an authority as its stewards see it, with its signed checkpoint. */
async function hiddenLogs(node: RunningService): Promise<readonly unknown[]> {
  const { data } = await services.ask(node, '{ logs(authority: "310000") { name } }', {}, STEWARD);
  const names = (data!['logs'] as readonly { readonly name: string }[]).map(({ name }) => name);
  const query = CHANGES.replace('$authority: ID!', '$authority: ID!, $log: String!').replace('(authority:', '(log: $log, authority:').replace('cursor', 'cursor checkpoint digest');
  return Promise.all(names.map(async (log) => [log, (await services.ask(node, query, { authority: '310000', log }, STEWARD)).data!['changes']]));
}

describeWithMongo('a node with records that are not for everybody', () => {
  test('moves with all of its logs, to the last checkpoint, and its file says so', async () => {
    await using database = freshDatabase();
    const stewarded = (env: Environment): Environment => ({ ...env, STEWARD_TOKEN: 'of-the-office' });
    const [first, moved, second] = [stewarded(embedded('first')), stewarded(inMongo(database)), stewarded(embedded('second'))] as const;
    createNodeKey(nodeKeyFile(file('first')));
    const key = await readFile(nodeKeyFile(file('first')));
    for (const folder of ['unused', 'second']) {
      await mkdir(file(folder));
      await writeFile(nodeKeyFile(file(folder)), key, { mode: 0o600 });
    }
    const node = await start(first);
    const publish = async (at: RunningService, records: readonly object[]) => services.ask(at, UPSERT, { records }, STEWARD);
    const office = { kind: 'ORGANIZATION', authority: '310000', titles: [{ lang: 'zh', text: '应急值班室' }], sources: [{ system: 's', identifier: '1' }] };
    await publish(node, [owner('310000'), { ...dataset('310000', 1, '核心'), grade: 'CORE' }, { ...dataset('310000', 2, '水质'), audience: 'NAMED', named: ['330000'] }]);
    for (const audience of ['PUBLIC', 'MEMBER', 'OWNER', 'MEMBER']) expect((await publish(node, [{ ...office, audience }])).errors).toBeUndefined();
    const before = await hiddenLogs(node);
    expect(before.map((log) => (log as readonly unknown[])[0])).toEqual(['PUBLIC', 'MEMBER', 'NAMED:330000', 'OWNER']);
    expect(JSON.stringify(before)).toContain('ucat/310000/MEMBER');
    await node.stop();

    const exported = await runUcat(['node', 'export', '-o', file('node.ndjson')], first);
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining('It has records that are not for everybody') });
    expect(statSync(file('node.ndjson')).mode & 0o777).toBe(0o600);
    const [header] = (await readFile(file('node.ndjson'), 'utf8')).split('\n');
    expect(JSON.parse(header!)).toMatchObject({ version: 2, restricted: ['310000/MEMBER', '310000/NAMED:330000', '310000/OWNER'] });
    const restored = await runUcat(['node', 'restore', file('node.ndjson')], moved);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(heads(restored.stdout)).toEqual(heads(exported.stderr));
    expect(await runUcat(['node', 'check'], moved)).toMatchObject({ code: 0, stdout: expect.stringContaining('310000/OWNER  head') });

    const onMongo = await start(moved);
    expect(await hiddenLogs(onMongo)).toEqual(before);
    expect((await publish(onMongo, [{ ...office, audience: 'PUBLIC' }])).data!['upsertRecords']).toMatchObject([{ outcome: 'UPDATED', version: 9 }]);
    const live = await runUcat(['node', 'export', '-o', file('back.ndjson.gz')], moved);
    expect(live.code).toBe(0);
    expect((await runUcat(['node', 'restore', file('back.ndjson.gz')], second)).code).toBe(0);
    const back = await start(second);
    expect(await hiddenLogs(back)).toEqual(await hiddenLogs(onMongo));
    expect((await services.ask(back, '{ logs(authority: "310000") { name } }')).data).toEqual({ logs: [{ name: 'PUBLIC' }] });
  }, 120_000);
});

describeWithMongo('a node that moves', () => {
  test('from its embedded store to MongoDB and back is the same node, and goes on', async () => {
    await using database = freshDatabase();
    const node = await start(embedded('first'));
    const retired = await fill(node);
    const before = await logsOf(node);

    const early = await runUcat(['node', 'export', '-o', file('early.ndjson')], embedded('first'));
    expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('Stop the node first') });
    expect(existsSync(file('early.ndjson'))).toBe(false);
    expect(await node.stop()).toBe(0);

    const exported = await runUcat(['node', 'export', '-o', file('node.ndjson.gz')], embedded('first'));
    expect(exported.code).toBe(0);
    const restored = await runUcat(['node', 'restore', file('node.ndjson.gz')], inMongo(database));
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(heads(restored.stdout)).toHaveLength(2);
    expect(heads(restored.stdout)).toEqual(heads(exported.stderr));
    expect(await runUcat(['node', 'check'], inMongo(database))).toMatchObject({ code: 0, stdout: expect.stringContaining('Logs and records agree.') });

    const moved = await start(inMongo(database));
    expect(await logsOf(moved)).toEqual(before);
    const unchanged = seeded.filter(({ id }) => id !== undefined && id !== (before[0] as { entries: { id: string; op: string }[] }).entries.find(({ op }) => op === 'TOMBSTONE')?.id);
    const again = await write(moved, UPSERT, { records: [...unchanged, imported(1)] });
    expect(new Set((again['upsertRecords'] as readonly { outcome: string }[]).map(({ outcome }) => outcome))).toEqual(new Set(['UNCHANGED']));
    expect(await logsOf(moved)).toEqual(before);

    // Back, while it runs: what the moved node has published since comes with it.
    expect((await write(moved, UPSERT, { records: [imported(1, '水质月报')] }))['upsertRecords']).toMatchObject([{ outcome: 'UPDATED', version: 2 }]);
    const live = await runUcat(['node', 'export', '-o', '-'], inMongo(database));
    expect(live.code).toBe(0);
    await writeFile(file('back.ndjson'), live.stdout);
    const back = await runUcat(['node', 'restore', file('back.ndjson')], embedded('second'));
    expect(heads(back.stdout)).toEqual(heads(live.stderr));
    const last = await start(embedded('second'));
    expect(await logsOf(last)).toEqual(await logsOf(moved));
    // The source of a retired record brings that record back and makes no second: also after two moves.
    for (const one of [moved, last]) expect((await write(one, UPSERT, { records: [imported(3)] }))['upsertRecords']).toMatchObject([{ outcome: 'UPDATED', id: retired, version: 3 }]);
    expect(await last.stop()).toBe(0);
    expect(await runUcat(['node', 'check', '--json'], embedded('second'))).toMatchObject({ code: 0, stdout: expect.stringContaining('"agrees":true') });
  }, 120_000);

  test('a restore that is killed is repeated, and ends as if it had not been', async () => {
    await using database = freshDatabase();
    const node = await start(embedded('first'));
    await services.publish(node, [owner('310000')]);
    for (let from = 0; from < 3_000; from += 500) await services.publish(node, Array.from({ length: 500 }, (_, index) => dataset('310000', from + index + 1, `数据 ${String(from + index)}`)));
    await services.publish(node, Array.from({ length: 100 }, (_, index) => dataset('310000', index + 1, `新数据 ${String(index)}`)));
    await node.stop();
    const exported = await runUcat(['node', 'export', '-o', file('node.ndjson.gz')], embedded('first'));

    await using client = new MongoClient(database.uri);
    const logs = client.db(database.name).collection<{ readonly _id: string; readonly current: { readonly seq: number } }>('logs');
    const cut = new AbortController();
    const killed = runUcat(['node', 'restore', file('node.ndjson.gz')], inMongo(database), cut.signal);
    await until('the restore has begun', async () => logs.findOne({ _id: '310000' }));
    cut.abort();
    expect((await killed).code).toBeNull();
    const { seq } = (await logs.findOne({ _id: '310000' }))!.current;
    expect(seq).toBeLessThan(3_101);

    const repeated = await runUcat(['node', 'restore', file('node.ndjson.gz')], inMongo(database));
    expect(repeated).toMatchObject({ code: 0, stdout: expect.stringMatching(/\(\d+ entries were there\)/) });
    expect(heads(repeated.stdout)).toEqual(heads(exported.stderr));
    expect((await runUcat(['node', 'check'], inMongo(database))).code).toBe(0);
    const twice = await runUcat(['node', 'restore', file('node.ndjson.gz')], inMongo(database));
    expect(twice).toMatchObject({ code: 0, stdout: expect.stringContaining('(3101 entries were there)') });
  }, 120_000);

  test('while a node on MongoDB goes on publishing, each export of it restores to a whole node', async () => {
    await using database = freshDatabase();
    const node = await start(inMongo(database));
    await services.publish(node, [owner('310000'), ...Array.from({ length: 400 }, (_, index) => dataset('310000', index + 1, `数据 ${String(index)}`))]);
    let rounds = 0;
    let done = false;
    const publishing = (async () => {
      for (; !done; rounds += 1) await services.publish(node, Array.from({ length: 40 }, (_, index) => dataset('310000', ((rounds * 17 + index * 11) % 400) + 1, `数据 ${String(rounds)}`)));
    })();
    await until('it publishes', async () => rounds > 2);
    const begun = rounds;
    const exported = await runUcat(['node', 'export', '-o', file('live.ndjson.gz')], inMongo(database));
    await until('it has published all the while', async () => rounds > begun);
    done = true;
    await publishing;
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining('Exported to') });
    const restored = await runUcat(['node', 'restore', file('live.ndjson.gz')], embedded('copy'));
    expect(heads(restored.stdout)).toEqual(heads(exported.stderr));
    expect((await runUcat(['node', 'check'], embedded('copy'))).code).toBe(0);
  }, 120_000);
});

describe('a file that is not whole', () => {
  test.each([
    ['is cut off', (text: string) => text.slice(0, text.length / 2), /Line \d+ is no JSON: it is cut off/],
    ['lacks its last line', (text: string) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1), /ends after line \d+ without its trailer/],
    ['was changed', (text: string) => text.replace('310000 数据局', '310000 统计局'), /Line 2 has a hash of another document of 310000-OR-0000000001-/],
  ])('it %s: refused with the line and the reason, nothing is written, and the whole one is taken', async (_, change, reason) => {
    const node = await start(embedded('first'));
    await services.publish(node, [owner('310000'), dataset('310000', 1, '空气质量'), dataset('310000', 2, '水质')]);
    await node.stop();
    expect((await runUcat(['node', 'export', '-o', file('node.ndjson.gz')], embedded('first'))).code).toBe(0);
    const whole = gunzipSync(await readFile(file('node.ndjson.gz'))).toString();
    await writeFile(file('changed.ndjson.gz'), gzipSync(change(whole)));
    expect(await runUcat(['node', 'restore', file('changed.ndjson.gz')], embedded('second'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(reason) });
    expect(await runUcat(['node', 'export'], embedded('second'))).toMatchObject({ code: 1, stderr: expect.stringContaining('The store has no log of 310000, MEE') });
    expect(await runUcat(['node', 'restore', file('node.ndjson.gz')], embedded('second'))).toMatchObject({ code: 0 });
  }, 60_000);

  test('a compressed one that is cut off is told from one that was changed', async () => {
    const node = await start(embedded('first'));
    await services.publish(node, [owner('310000'), dataset('310000', 1, '空气质量')]);
    await node.stop();
    await runUcat(['node', 'export', '-o', file('node.ndjson.gz')], embedded('first'));
    const bytes = await readFile(file('node.ndjson.gz'));
    await writeFile(file('short.ndjson.gz'), bytes.subarray(0, -40));
    const { code, stderr } = await runUcat(['node', 'restore', file('short.ndjson.gz')], embedded('second'));
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('it is cut off') });
  }, 60_000);

  test.each([
    ['a file that there is not', ['node', 'restore', '/no/such/file.ndjson'], {}, 1, 'found none at /no/such/file.ndjson'],
    ['a store that there is not', ['node', 'export'], {}, 1, 'There is no store at'],
    ['no authority', ['node', 'export'], { NODE_AUTHORITIES: '' }, 2, 'NODE_AUTHORITIES: expected'],
    ['no file', ['node', 'restore'], {}, 2, "missing required argument 'file'"],
  ])('%s: told in one line', async (_, words, env, code, reason) => {
    const run = await runUcat(words, { ...embedded('none'), ...env });
    expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
    expect(run.stderr).not.toContain('    at ');
  });
});
