import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { formatId } from '../../../schema/ids.js';
import { verifyLog } from '../../../subgraphs/catalog/log/verify-log.js';
import { numberedKey, type CatalogCollections, type HeadState } from '../../../subgraphs/catalog/stores/mongo-collections.js';
import { planCommit } from '../../../subgraphs/catalog/stores/mongo-commit.js';
import { readHeld } from '../../../subgraphs/catalog/stores/mongo-held.js';
import { MongoLog } from '../../../subgraphs/catalog/stores/mongo-log.js';
import type { Change, RecordStore } from '../../../subgraphs/catalog/stores/record-store.js';
import { describeWithMongo } from '../../support/mongo.js';
import { allPassedThrough, openMongoParts, organizationChange, passedThrough, type MongoParts } from '../../support/mongo-parts.js';

/* A primary that has just taken over may show an older head than the number of the authority that the last one showed. */

interface Call {
  readonly method: string;
  readonly inSession: boolean;
}

/** Collections that tell of each call, and are asked without its session, which FerretDB has none of. */
function watched(collections: CatalogCollections, told: (call: Call) => void): CatalogCollections {
  return allPassedThrough(collections, (method, args, call) => {
    const sessions: readonly unknown[] = args.filter((arg) => typeof arg === 'object' && arg !== null && 'session' in arg);
    told({ method, inSession: sessions.length > 0 });
    return call(args.map((arg) => (sessions.includes(arg) ? { ...(arg as object), session: undefined } : arg)));
  });
}

describeWithMongo('a log in MongoDB whose primary has changed', () => {
  let parts: MongoParts;
  let store: RecordStore;
  let collections: CatalogCollections;
  let code = 'F000';

  beforeAll(async () => {
    parts = await openMongoParts();
    ({ store, collections } = parts);
  });
  afterAll(async () => parts[Symbol.asyncDispose]());
  beforeEach(async () => {
    code = `F${String(Number(code.slice(1)) + 1).padStart(3, '0')}`;
    await store.append(code, [upsert(1), upsert(2)]);
    oldHead = await headOf();
    await store.append(code, [upsert(3), upsert(4)]);
  });

  let oldHead: HeadState;
  const id = (serial: number): string => formatId(code, 'ORGANIZATION', serial);
  const headOf = async (): Promise<HeadState> => (await collections.logs.findOne({ _id: code }))!.current;
  const unprojected = async (): Promise<number> => collections.commits.countDocuments({ _id: { $regex: `^${code}/` }, pending: { $exists: true } });

  const upsert = (serial: number): Change => organizationChange(id(serial), 1, String(serial));

  /** Collections whose heads are the old one, the first `times` that they are asked for. */
  function stale(times: number): CatalogCollections {
    let asked = 0;
    const logs = passedThrough(collections.logs, (method, args, call) => (method === 'findOne' && (asked += 1) <= times ? Promise.resolve({ _id: code, current: oldHead }) : call(args)));
    return { ...collections, logs };
  }

  async function expectWhole(serials: readonly number[]): Promise<void> {
    const { entries, head } = await store.changes(code, { afterSeq: 0, limit: 100, limitBytes: 1_000_000 });
    expect(entries.map((entry) => entry.id)).toEqual(serials.map(id));
    expect(head).toBe(serials.length);
    expect(await verifyLog(store, code)).toEqual([]);
    expect(await unprojected()).toBe(0);
  }

  test('takes no entry that is there for its own: the append is taken back, and done again after the right one', async () => {
    const after = await new MongoLog({ ...parts, collections: stale(1) }).append(code, [upsert(5), upsert(6), upsert(7)]);
    expect(after).toMatchObject({ seq: 7, live: 7 });
    await expectWhole([1, 2, 3, 4, 5, 6, 7]);
  });

  test('of such an append whose writer died, others take back what it had committed, and go on', async () => {
    const held = await readHeld({ ...parts, collections: stale(1) }, code, [upsert(8)]);
    await collections.commits.insertOne(planCommit(code, held, [upsert(8)]));
    await new MongoLog(parts, { patienceMillis: 0 }).append(code, [upsert(5)]);
    expect(await store.getMany([id(8)])).toEqual([null]);
    expect(await store.findBySources([{ authority: code, system: 's', identifier: '8' }])).toEqual([null]);
    await expectWhole([1, 2, 3, 4, 5]);
  });

  test('a start takes it back too', async () => {
    const held = await readHeld({ ...parts, collections: stale(1) }, code, [upsert(8)]);
    await collections.commits.insertOne(planCommit(code, held, [upsert(8)]));
    await new MongoLog(parts, { patienceMillis: 0 }).settle(code);
    await expectWhole([1, 2, 3, 4]);
  });

  test('another entry after the head, by other hands, ends the append, and nothing of it is there', async () => {
    const last = (await collections.entries.findOne({ _id: numberedKey(code, 4) }))!;
    const foreign = { ...last, _id: numberedKey(code, 5), seq: 5, leafHash: 'f'.repeat(64) };
    await collections.entries.insertOne(foreign);
    await expect(store.append(code, [upsert(5), upsert(6)])).rejects.toMatchObject({ extensions: { code: 'STORE_DAMAGED', authority: code } });
    expect(await collections.entries.findOne({ _id: foreign._id })).toEqual(foreign);
    expect(await store.getMany([id(5), id(6)])).toEqual([null, null]);
    await expectWhole([1, 2, 3, 4]);
  });

  test('where it can change, all that an append is checked against is read in one session, in which the entries alone are written', async () => {
    const calls: Call[] = [];
    const log = new MongoLog({ ...parts, collections: watched(collections, (call) => calls.push(call)), facts: { ...parts.facts, isReplicated: true } });
    await log.append(code, [upsert(5)]);
    await log.settle(code);
    expect(calls.filter(({ method }) => /^find/.test(method)).map(({ inSession }) => inSession)).not.toContain(false);
    expect(calls.filter(({ method, inSession }) => inSession && !/^find/.test(method)).map(({ method }) => method)).toEqual(['insertMany']);
    await expectWhole([1, 2, 3, 4, 5]);
  });
});
