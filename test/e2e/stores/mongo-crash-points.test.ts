import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatId } from '../../../schema/ids.js';
import { verifyLog } from '../../../subgraphs/catalog/log/verify-log.js';
import { departed } from '../../../subgraphs/catalog/model.js';
import type { CatalogCollections } from '../../../subgraphs/catalog/stores/mongo-collections.js';
import { MongoLog } from '../../../subgraphs/catalog/stores/mongo-log.js';
import { versionOf, type Change } from '../../../subgraphs/catalog/stores/record-store.js';
import { describeWithMongo } from '../../support/mongo.js';
import { allPassedThrough, openMongoParts, organizationChange, type MongoParts } from '../../support/mongo-parts.js';

/* A change of audience is two appends, each of several writes: its writer dies at every one of them, before it and after it. */

const AT = '2026-03-01T08:00:00.000Z';
const everything = { afterSeq: 0, limit: 1_000, limitBytes: 1_000_000_000 };
const WRITES = new Set(['insertOne', 'insertMany', 'bulkWrite', 'updateOne']);
/** The writes of two appends, and some: a writer that is not met by then has come to its end. */
const MOST_WRITES = 30;

interface Death {
  /** The number of the write that is the last. */
  readonly at: number;
  /** Whether that write is still done. */
  readonly done: boolean;
}

/** Collections as a process has them that dies at one of its writes: of that and later ones it hears nothing. */
function dying(collections: CatalogCollections, { at, done }: Death): CatalogCollections {
  let writes = 0;
  return allPassedThrough(collections, (method, args, call) => {
    if (!WRITES.has(method)) return call(args);
    const number = (writes += 1);
    return (async () => {
      if (number > at || (number === at && !done)) throw new Error('killed');
      const result = await call(args);
      if (number === at) throw new Error('killed');
      return result;
    })();
  });
}

describeWithMongo('a writer that dies while a record changes its audience', () => {
  let parts: MongoParts;
  let cases = 0;

  beforeAll(async () => {
    parts = await openMongoParts();
  });
  afterAll(async () => parts[Symbol.asyncDispose]());

  /** A record of an authority of its own, in its public log, with another one beside it. */
  async function prepare() {
    const code = `C${String((cases += 1)).padStart(3, '0')}`;
    const [moved, beside] = [1, 2].map((serial) => formatId(code, 'ORGANIZATION', serial)) as [string, string];
    const upsert = (id: string, version: number, source = id): Change => organizationChange(id, version, source);
    const leave = (id: string, version: number): Change => ({ op: 'TOMBSTONE', kind: 'ORGANIZATION', published: departed(id, version), at: AT });
    await parts.store.append(code, [upsert(moved, 1), upsert(beside, 1)]);
    return { code, members: `${code}/MEMBER`, moved, beside, upsert, leave };
  }

  /** @returns whether the two appends were acknowledged, the first and then the second */
  async function change({ code, members, moved, beside, upsert, leave }: Awaited<ReturnType<typeof prepare>>, death: Death): Promise<number> {
    const log = new MongoLog({ ...parts, collections: dying(parts.collections, death) });
    try {
      await log.append(code, [leave(moved, 2), upsert(beside, 2)]);
    } catch (error) {
      expect(error).toMatchObject({ message: 'killed' });
      return 0;
    }
    try {
      await log.append(members, [upsert(moved, 3, 'other')]);
      return 2;
    } catch (error) {
      expect(error).toMatchObject({ message: 'killed' });
      return 1;
    }
  }

  /** What a reader may meet, also before anybody has repaired anything. */
  async function expectWhole(code: string, id: string, acknowledged: number): Promise<void> {
    const { store } = parts;
    const [hidden, open] = [await store.changes(`${code}/MEMBER`, everything), await store.changes(code, everything)];
    for (const { entries, head } of [open, hidden]) expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    const seen = [...open.entries, ...hidden.entries].filter((entry) => entry.id === id).map(({ version }) => version);
    expect(seen).toEqual(seen.map((_, index) => index + 1));
    expect(seen.length).toBeGreaterThanOrEqual(1 + acknowledged);
    const [stored = null] = await store.getMany([id]);
    expect(versionOf(stored)).toBeGreaterThanOrEqual(seen.length);
    if (hidden.head > 0) expect(stored).toMatchObject({ state: 'LIVE', log: `${code}/MEMBER` });
    if (seen.length > 1) expect(stored).not.toMatchObject({ state: 'LIVE', log: code });
  }

  test.each([
    ['the start of another process', async (log: MongoLog, { code }: { readonly code: string }) => log.settle(code)],
    ['the next append, to the public log', async (log: MongoLog, { code, upsert }: Awaited<ReturnType<typeof prepare>>) => log.append(code, [upsert(formatId(code, 'ORGANIZATION', 3), 1)])],
    ['the next append, to another log', async (log: MongoLog, { code, upsert }: Awaited<ReturnType<typeof prepare>>) => log.append(`${code}/OWNER`, [upsert(formatId(code, 'ORGANIZATION', 3), 1)])],
  ])('has changed it or not, at whatever write, and %s makes it whole', async (_, repair) => {
    const { store, collections } = parts;
    let [deaths, ended] = [0, 0];
    for (let at = 1; at <= MOST_WRITES && ended < 2; at += 1) {
      for (const done of [false, true]) {
        const place = await prepare();
        const acknowledged = await change(place, { at, done });
        if (acknowledged === 2) ended += 1;
        else deaths += 1;
        await expectWhole(place.code, place.moved, acknowledged);
        await repair(new MongoLog(parts, { patienceMillis: 0 }), place);
        await expectWhole(place.code, place.moved, acknowledged);
        for (const log of await store.logsOf(place.code)) expect(await verifyLog(store, log)).toEqual([]);
        expect(await collections.commits.countDocuments({ _id: { $regex: `^${place.code}/` }, pending: { $exists: true } })).toBe(0);
        const [stored] = await store.findBySources([{ authority: place.code, system: 's', identifier: 'other' }]);
        expect(stored).toBe((await store.head(place.members)).head > 0 ? place.moved : null);
      }
    }
    expect(ended).toBe(2);
    expect(deaths).toBeGreaterThan(25);
  }, 120_000);
});
