import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithMongo, freshDatabase, type FreshDatabase } from '../../support/mongo.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';

describeWithMongo('two node processes on one database', () => {
  let services: Services;
  let database: FreshDatabase;
  let one: RunningService;
  let other: RunningService;

  beforeAll(async () => {
    services = await Services.create();
    database = freshDatabase();
    const env = { MONGODB_URI: database.uri, MONGODB_DATABASE: database.name };
    [one, other] = await Promise.all([services.node('310000', env), services.node('310000', env)]);
    await services.publish(one, [owner('310000')]);
  }, 60_000);

  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await database.drop();
  });

  const CHANGES = 'query ($after: String, $wait: Int!) { changes(authority: "310000", after: $after, waitMillis: $wait) { head cursor entries { seq id } } }';

  test('what one publishes wakes who waits at the other, long before the wait is over', async () => {
    const { data } = await services.ask(other, CHANGES, { after: null, wait: 0 });
    const { cursor } = data?.['changes'] as { cursor: string };
    const started = performance.now();
    const waiting = services.ask(other, CHANGES, { after: cursor, wait: 20_000 });
    await services.publish(one, [dataset('310000', 1, '空气质量')]);
    expect(await waiting).toMatchObject({ data: { changes: { entries: [{ id: datasetId('310000', 1) }] } } });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('what one publishes the other answers at once, and both may publish', async () => {
    const title = async (node: RunningService) => services.ask(node, `{ dataset(id: "${datasetId('310000', 2)}") { title version } }`);
    await services.publish(one, [dataset('310000', 2, '一')]);
    expect(await title(other)).toMatchObject({ data: { dataset: { title: '一', version: 1 } } });
    await services.publish(other, [dataset('310000', 2, '二')]);
    expect(await title(one)).toMatchObject({ data: { dataset: { title: '二', version: 2 } } });
  });

  test('new records of both at the same time get serials of their own', async () => {
    const batch = (system: string) => Array.from({ length: 20 }, (_, index) => ({ ...dataset('310000', 1, `${system} ${String(index)}`), id: undefined, sources: [{ system, identifier: String(index) }] }));
    await Promise.all([services.publish(one, batch('a')), services.publish(other, batch('b'))]);
    const { data } = await services.ask(one, CHANGES, { after: null, wait: 0 });
    const ids = (data?.['changes'] as { entries: { id: string; seq: number }[] }).entries.slice(-40).map(({ id }) => id);
    expect(new Set(ids).size).toBe(40);
  });
});
