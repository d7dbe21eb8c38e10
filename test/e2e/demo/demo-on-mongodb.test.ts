import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { describeWithMongo, freshDatabase, type FreshDatabase } from '../../support/mongo.js';
import { Services, type RunningService } from '../support/services.js';

describeWithMongo('the demonstration on MongoDB', () => {
  let services: Services;
  let database: FreshDatabase;
  let demo: RunningService;
  const start = async (): Promise<RunningService> => services.start('demo', ['demo'], { MONGODB_URI: database.uri, MONGODB_DATABASE: database.name });
  const seeded = readSeedFiles();
  const wanted = seeded.reduce((sum, { records }) => sum + records.length, 0);
  const databases = async (client: MongoClient): Promise<readonly string[]> => {
    const { databases: all } = await client.db('admin').admin().listDatabases();
    return all.map(({ name }) => name).filter((name) => name.startsWith(database.name)).sort();
  };

  beforeAll(async () => {
    services = await Services.create();
    database = freshDatabase();
    demo = await start();
  }, 120_000);

  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await using client = new MongoClient(database.uri);
    for (const name of await databases(client)) await client.db(name).dropDatabase();
  });

  test('has a database for the registry and one for each node, and every record is found', async () => {
    await using client = new MongoClient(database.uri);
    const expected = ['registry', ...seeded.map(({ code }) => `node_${code}`)].map((service) => `${database.name}_${service}`);
    expect(await databases(client)).toEqual(expected.sort());
    expect(await services.ask(demo, '{ coverage { total } }')).toMatchObject({ data: { coverage: { total: wanted } } });
  });

  test('finds all its data when it starts again, and loads nothing a second time', async () => {
    expect(await demo.stop()).toBe(0);
    demo = await start();
    const { data } = await services.ask(demo, '{ coverage { total authorities { seq total } } }');
    expect(data).toMatchObject({ coverage: { total: wanted } });
    const { authorities } = data?.['coverage'] as { authorities: readonly { seq: number; total: number }[] };
    for (const { seq, total } of authorities) expect(seq).toBe(total);
  }, 120_000);
});
