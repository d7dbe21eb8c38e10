import { expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import { formatId } from '../../../schema/ids.js';
import { verifyLog } from '../../../subgraphs/catalog/log/verify-log.js';
import { contentHash, publishRecord, type RecordContent } from '../../../subgraphs/catalog/model.js';
import { openMongoRecordStore } from '../../../subgraphs/catalog/stores/mongo-record-store.js';
import type { Change } from '../../../subgraphs/catalog/stores/record-store.js';
import { recordStoreCases } from '../../cases/record-store.cases.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

const logger = pino({ level: 'silent' });
const settings = { timeoutMillis: 10_000, poolSize: 20, authorities: ['310000', 'MEE'], logger };

describeWithMongo('MongoDB', () => {
  recordStoreCases('MongoDB', { shared: true }, async () => {
    const { uri, name, drop } = freshDatabase();
    return { open: async () => openMongoRecordStore({ uri, database: name, ...settings }), remove: drop };
  });

  test('a log that was begun before there were trees gets its own when the store is opened', async () => {
    const { uri, name, drop } = freshDatabase();
    const open = () => openMongoRecordStore({ uri, database: name, ...settings });
    const office = (serial: number): Change => {
      const body: RecordContent = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }] };
      return { op: 'UPSERT', published: publishRecord(body, formatId('MEE', 'ORGANIZATION', serial), 1, '2026-01-01T00:00:00.000Z'), contentHash: contentHash(body), at: '2026-01-01T00:00:00.000Z' };
    };
    const first = open();
    await first.append('MEE', Array.from({ length: 300 }, (_, index) => office(index + 1)));
    await first.close();
    const client = await MongoClient.connect(uri);
    await client.db(name).collection('tiles').drop();
    await client.close();
    const store = open();
    expect(await verifyLog(store, 'MEE')).toEqual([]);
    await store.append('MEE', [office(301)]);
    expect(await verifyLog(store, 'MEE')).toEqual([]);
    await store.close();
    await drop();
  });
});
