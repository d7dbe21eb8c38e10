import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { formatId } from '../../../schema/ids.js';
import { contentHash, publishRecord, type RecordContent } from '../../../subgraphs/catalog/model.js';
import { openMongoRecordStore } from '../../../subgraphs/catalog/stores/mongo-record-store.js';
import { AppendTooLarge, type Change } from '../../../subgraphs/catalog/stores/record-store.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

const A = '310000';
const AT = '2026-03-01T08:00:00.000Z';

/** An office that came from many records of a system with long identifiers: they stand in its document and once more beside it. */
function office(serial: number): Change {
  const sources = Array.from({ length: 400 }, (_, index) => ({ system: `s${String(serial)}`, identifier: String(index).padEnd(1_200, 'x') }));
  const content: RecordContent = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }], sources };
  return { op: 'UPSERT', published: publishRecord(content, formatId(A, 'ORGANIZATION', serial), 1, AT), contentHash: contentHash(content), at: AT };
}

describeWithMongo('an append that is larger than a document of MongoDB may be', () => {
  test('is refused as such, and nothing of it is written; in halves it fits', async () => {
    await using database = freshDatabase();
    const store = openMongoRecordStore({ uri: database.uri, database: database.name, timeoutMillis: 30_000, poolSize: 5, authorities: [A], logger: pino({ level: 'silent' }) });
    const changes = Array.from({ length: 16 }, (_, index) => office(index + 1));
    await expect(store.append(A, changes)).rejects.toThrow(AppendTooLarge);
    expect(await store.head(A)).toMatchObject({ head: 0 });
    await store.append(A, changes.slice(0, 8));
    expect(await store.append(A, changes.slice(8))).toMatchObject({ head: 16, live: 16 });
    await store.close();
  }, 120_000);
});
