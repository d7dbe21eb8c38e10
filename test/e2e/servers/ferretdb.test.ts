import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { goVersion } from '../../servers/build-ferretdb.js';
import { startFerretDb } from '../../servers/start-ferretdb.js';
import { describeWhere } from '../../support/describe-where.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

const isThere = (await goVersion()) !== undefined;
const expected = 'Expected Go, for CI leaves no suite out: install it.';

describeWhere({ isThere, what: 'Go', expected }, 'a MongoDB server of a test’s own', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ucat-ferretdb-'));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  test('has all that it acknowledged when it is back after a kill, at the same address', async () => {
    await using server = await startFerretDb({ folder });
    await using client = new MongoClient(server.uri);
    const records = client.db('test').collection<{ _id: number }>('records');
    let acknowledged = 0;
    let killed: Promise<void> | undefined;
    const writing = (async () => {
      for (;;) {
        await records.insertOne({ _id: acknowledged });
        acknowledged += 1;
        if (acknowledged >= 100) killed ??= server.kill();
      }
    })();
    await expect(writing).rejects.toThrow();
    await killed;
    const first = server.pid;
    await server.startAgain();
    expect(server.pid).not.toBe(first);
    expect(await records.countDocuments()).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThanOrEqual(100);
  });

  test('finds a document by the index over _id', async () => {
    await using server = await startFerretDb({ folder });
    await using client = new MongoClient(server.uri);
    const records = client.db('test').collection<{ _id: string }>('records');
    await records.insertOne({ _id: 'a' });
    expect(JSON.stringify(await records.find({ _id: 'a' }).explain())).toContain('USING INDEX');
  });

  test('lets in who it knows', async () => {
    await using server = await startFerretDb({ folder, auth: { username: 'ucat', password: 'p@ss/word' } });
    const ask = async (uri: string) => {
      await using client = new MongoClient(uri);
      return await client.db('test').collection('records').findOne();
    };
    await expect(ask(server.uri)).resolves.toBeNull();
    await expect(ask(server.uri.replace('p%40ss', 'wrong'))).rejects.toMatchObject({ codeName: 'AuthenticationFailed' });
    await expect(ask(server.uri.replace(/\/\/.*@/, '//'))).rejects.toMatchObject({ codeName: 'Unauthorized' });
  });
});

describeWithMongo('a fresh database', () => {
  test('shares nothing with another, and is gone when it is dropped', async () => {
    await using one = freshDatabase();
    await using other = freshDatabase();
    await using client = new MongoClient(one.uri);
    await client.db(one.name).collection('records').insertOne({ title: 'a' });
    expect(await client.db(other.name).collection('records').countDocuments()).toBe(0);
    await one.drop();
    expect(await client.db(one.name).collection('records').countDocuments()).toBe(0);
  });
});
