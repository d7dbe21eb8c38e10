import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoClient, type Db } from 'mongodb';
import { pino } from 'pino';
import { formatId } from '../../../schema/ids.js';
import { verifyLog } from '../../../subgraphs/catalog/log/verify-log.js';
import { departed } from '../../../subgraphs/catalog/model.js';
import { catalogCollections } from '../../../subgraphs/catalog/stores/mongo-collections.js';
import { EMPTY_HEAD, NO_APPENDS, planCommit } from '../../../subgraphs/catalog/stores/mongo-commit.js';
import { openMongoRecordStore } from '../../../subgraphs/catalog/stores/mongo-record-store.js';
import type { Change, RecordStore } from '../../../subgraphs/catalog/stores/record-store.js';
import { describeWithMongo, freshDatabase, type FreshDatabase } from '../../support/mongo.js';
import { organizationChange } from '../../support/mongo-parts.js';

/* Stores of nodes that had one log for each authority: appends had no numbers, and were committed in their first entry. */

const A = '310000';
const AT = '2026-01-01T00:00:00.000Z';
const id = (serial: number): string => formatId(A, 'ORGANIZATION', serial);
const everything = { afterSeq: 0, limit: 1_000, limitBytes: 1_000_000_000 };

const upsert = (serial: number, version: number): Change => organizationChange(id(serial), version, String(serial), AT);

describeWithMongo('a store in MongoDB that was begun while an authority had one log', () => {
  let database: FreshDatabase;
  let client: MongoClient;
  let db: Db;
  beforeEach(async () => {
    database = freshDatabase();
    client = await MongoClient.connect(database.uri);
    db = client.db(database.name);
  });
  afterEach(async () => {
    await client.close();
    await database.drop();
  });

  const open = (): RecordStore => openMongoRecordStore({ uri: database.uri, database: database.name, timeoutMillis: 10_000, poolSize: 5, authorities: [A], logger: pino({ level: 'silent' }) });

  /** Makes a store what such a node left. @param unfinished what it had committed and not projected, if it died */
  async function age(unfinished: readonly Change[]): Promise<void> {
    const { authorities, commits, logs, entries, records, sources } = catalogCollections(db);
    const authority = (await authorities.findOne({ _id: A }))?.current ?? NO_APPENDS;
    const head = (await logs.findOne({ _id: A }))?.current ?? EMPTY_HEAD;
    for (const { _id, id: of, seq } of await entries.find({}).sort({ _id: 1 }).toArray()) {
      expect(_id).toBe(`${A}/${String(seq).padStart(12, '0')}`);
      await records.updateOne({ _id: of }, { $set: { 'current.seq': seq } });
      await sources.updateMany({ 'current.id': of }, { $set: { 'current.seq': seq } });
    }
    await logs.updateOne({ _id: A }, { $set: { 'current.serials': authority.serials } });
    await commits.drop();
    await authorities.drop();
    if (unfinished.length === 0) return;
    const heldRecords = new Map((await records.find({}).toArray()).map(({ _id, current }) => [_id, current]));
    const { after, serials, pending } = planCommit(A, { authority, head, records: heldRecords, sources: new Map() }, unfinished);
    const [first, ...rest] = pending.entries;
    const bySeq = <Put extends { readonly current: object }>(put: Put): Put => ({ ...put, current: { ...put.current, seq: after.seq } });
    await entries.insertOne({ ...first!, after: { ...after, serials }, pending: { entries: rest, records: pending.records.map(bySeq), sources: pending.sources.map(bySeq) } } as typeof first & object);
  }

  test.each([
    ['goes on with that log, and begins others', []],
    ['also where its last writer died before all was projected', [upsert(1, 4), upsert(4, 1), upsert(5, 1)]],
  ])('%s', async (_, unfinished) => {
    const first = open();
    await first.append(A, [upsert(1, 1), upsert(2, 1), upsert(3, 1)]);
    await first.append(A, [upsert(1, 2), upsert(2, 2), upsert(1, 3)]);
    await first.close();
    await age(unfinished);

    const store = open();
    const head = 6 + unfinished.length;
    const last = unfinished.length > 0 ? 4 : 3;
    expect((await store.changes(A, everything)).entries).toHaveLength(head);
    expect(await verifyLog(store, A)).toEqual([]);
    expect(await store.lastSerial(A, 'ORGANIZATION')).toBe(unfinished.length > 0 ? 5 : 3);
    expect(await store.getMany([id(1)])).toMatchObject([{ log: A, record: { version: last } }]);

    await store.append(A, [upsert(2, 3), { op: 'TOMBSTONE', kind: 'ORGANIZATION', published: departed(id(1), last + 1), at: AT }]);
    await store.append(`${A}/MEMBER`, [upsert(1, last + 2)]);
    expect(await store.head(A)).toMatchObject({ head: head + 2 });
    expect(await store.getMany([id(1), id(2)])).toMatchObject([{ log: `${A}/MEMBER`, record: { version: last + 2 } }, { log: A, record: { version: 3 } }]);
    for (const log of await store.logsOf(A)) expect(await verifyLog(store, log)).toEqual([]);
    await store.close();
    const again = open();
    expect(await again.logsOf(A)).toEqual([A, `${A}/MEMBER`]);
    await again.append(A, [upsert(6, 1)]);
    expect(await verifyLog(again, A)).toEqual([]);
    await again.close();
  });

  test('also where the very first append was left half done, and the log has no head yet', async () => {
    const first = open();
    await first.head(A);
    await first.close();
    await age([upsert(1, 1), upsert(2, 1)]);

    const store = open();
    expect(await store.head(A)).toMatchObject({ head: 2, live: 2 });
    expect(await store.lastSerial(A, 'ORGANIZATION')).toBe(2);
    await store.append(A, [upsert(1, 2), upsert(3, 1)]);
    expect(await store.head(A)).toMatchObject({ head: 4, live: 3 });
    expect(await verifyLog(store, A)).toEqual([]);
    await store.close();
  });
});
