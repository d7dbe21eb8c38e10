import { expect, test } from '@jest/globals';
import type { Db } from 'mongodb';
import { pino } from 'pino';
import { MongoPlace } from '../../../subgraphs/kit/mongo/mongo-place.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

const settings = { timeoutMillis: 5_000, poolSize: 2, logger: pino({ level: 'silent' }) };

describeWithMongo('a database of MongoDB', () => {
  test('is read and written as durably as promised, whatever the connection string asks for', async () => {
    await using database = freshDatabase();
    const weak = new URL(database.uri);
    for (const [name, value] of [['w', '1'], ['journal', 'false'], ['readConcernLevel', 'local'], ['readPreference', 'secondary']] as const) weak.searchParams.set(name, value);
    const place = new MongoPlace({ ...settings, uri: weak.href, database: database.name, prepare: async () => undefined });
    const collection = await place.run(async ({ db }) => db.collection('any'));
    expect(collection.writeConcern).toMatchObject({ w: 'majority', journal: true });
    expect(collection.readConcern).toMatchObject({ level: 'majority' });
    expect(collection.readPreference).toMatchObject({ mode: 'primary' });
    await place.close();
  });

  test('that is closed while it is opened leaves no connection behind', async () => {
    await using database = freshDatabase();
    let opened: Db | undefined;
    const prepare = async (db: Db): Promise<void> => {
      opened = db;
      await place.close();
    };
    const place: MongoPlace = new MongoPlace({ ...settings, uri: database.uri, database: database.name, prepare });
    await expect(place.ping()).rejects.toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE' } });
    await expect(opened?.command({ ping: 1 })).rejects.toThrow('must be connected');
  });
});
