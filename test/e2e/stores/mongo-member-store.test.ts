import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openMongoMemberStore } from '../../../subgraphs/registry/stores/mongo-member-store.js';
import { memberData, memberStoreCases } from '../../cases/member-store.cases.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';
import { until } from '../support/until.js';

const logger = pino({ level: 'silent' });

function makePlace() {
  const { uri, name, drop } = freshDatabase();
  return { open: () => openMongoMemberStore({ uri, database: name, timeoutMillis: 10_000, poolSize: 5, logger }), remove: drop };
}

describeWithMongo('MongoDB member store', () => {
  memberStoreCases(makePlace);

  test('of several registries on one database none loses a revision, and each hears of what the others change', async () => {
    const place = makePlace();
    const [first, second] = [place.open(), place.open()];
    let told = 0;
    first.watch(() => (told += 1));
    await until('the watch is open', async () => told > 0);
    const before = told;
    await Promise.all(['AA', 'BB', 'CC', 'DD'].map((code, index) => (index % 2 ? first : second).put(memberData(code))));
    expect(await first.table()).toMatchObject({ revision: 4 });
    expect((await second.table()).members.size).toBe(4);
    await until('the change is told', async () => told > before);
    await Promise.all([first.close(), second.close()]);
    await place.remove();
  });
});
