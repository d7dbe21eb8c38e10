import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { formatId } from '../../schema/ids.js';
import { EMPTY_DIGEST, LiveDigest } from '../../schema/live-digest.js';
import { consistencyProof, hashesFromTiles, inclusionProof, rootOf, treeRoot, verifyConsistency, verifyInclusion, type Hash, type ReadHashes } from '../../schema/merkle/index.js';
import { parseStandardNumber } from '../../schema/standard-number.js';
import { verifyLog } from '../../subgraphs/catalog/log/verify-log.js';
import { contentHash, departed, publishRecord, publishTombstone, type RecordContent } from '../../subgraphs/catalog/model.js';
import { until } from '../e2e/support/until.js';
import { VersionConflict, type ArchivedEntry, type Change, type RecordStore } from '../../subgraphs/catalog/stores/record-store.js';

/** A place that stores can be opened on one after the other, each finding what the last one left. */
export interface StoreSite {
  open(): Promise<RecordStore>;
  remove(): Promise<void>;
}

const AT = '2026-03-01T08:00:00.000Z';
const A = '310000';
const B = 'MEE';
const id = (serial: number, authority = A): string => formatId(authority, 'DATASET', serial);

const content = (title: string, more: Partial<RecordContent> = {}): RecordContent =>
  ({ kind: 'DATASET', titles: [{ lang: 'zh', text: title }], owner: formatId(A, 'ORGANIZATION', 1), themes: ['environment'], frequency: 'DAILY', shareType: 'UNCONDITIONAL', openness: 'OPEN', ...more }) as RecordContent;

function upsert(id: string, version: number, body: RecordContent = content(`${id} v${String(version)}`)): Change {
  return { op: 'UPSERT', published: publishRecord(body, id, version, AT), contentHash: contentHash(body), at: AT };
}

function tombstone(id: string, version: number): Change {
  return { op: 'TOMBSTONE', kind: 'DATASET', published: publishTombstone({ id, version, reason: 'merged' }), at: AT };
}

const everyLog = (): boolean => true;
const everything = { afterSeq: 0, limit: 1_000, limitBytes: 1_000_000_000 };

export interface StoreTraits {
  /** Whether several stores may be open on one site at once, as in several processes. */
  readonly shared: boolean;
}

/** What every record store must do, whatever its engine. */
export function recordStoreCases(engine: string, { shared }: StoreTraits, createSite: () => Promise<StoreSite>): void {
  const sharedTest = shared ? test : test.skip;
  describe(`record store on ${engine}`, () => {
    let site: StoreSite;
    let store: RecordStore;

    beforeEach(async () => {
      site = await createSite();
      store = await site.open();
    });

    afterEach(async () => {
      await store.close();
      await site.remove();
    });

    describe('reading', () => {
      test('answers follow the order of the ids, null marks a miss, a repeated id is answered twice', async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1)]);
        const answers = await store.getMany([id(2), id(3), id(1), id(2)]);
        expect(answers.map((stored) => (stored?.state === 'LIVE' ? stored.record.id : null))).toEqual([id(2), null, id(1), id(2)]);
      });

      test('a record comes back as it was published', async () => {
        const change = upsert(id(1), 1, content('空气质量', { sources: [{ system: 'ckan', identifier: 'é-1' }], bbox: [1.5, -2, 3, 4] }));
        await store.append(A, [change]);
        expect(await store.getMany([id(1)])).toEqual([{ log: A, state: 'LIVE', record: change.published.body, contentHash: change.op === 'UPSERT' ? change.contentHash : '', at: AT }]);
      });

      test('a record of a million characters comes back whole', async () => {
        const text = '说明🛰'.repeat(250_000);
        await store.append(A, [upsert(id(1), 1, content('long', { descriptions: [{ lang: 'zh', text }] }))]);
        const [stored] = await store.getMany([id(1)]);
        expect(stored?.state === 'LIVE' && stored.record.descriptions?.[0]?.text === text).toBe(true);
      });

      test('what stands in a log that is not seen is missed, also by who asks beside one that has seen it', async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1)]);
        const all = await store.getMany([id(1), id(2)]);
        expect(await store.getMany([id(1), id(2)], (log) => log !== A)).toEqual([null, null]);
        expect(await store.getMany([id(2), id(1)], (log) => log === A)).toEqual([all[1], all[0]]);
      });

      test('no ids, no keys: no answers', async () => {
        expect(await store.getMany([])).toEqual([]);
        expect(await store.findBySources([])).toEqual([]);
      });

      test('a change is seen at once, also by who read the record before', async () => {
        await store.append(A, [upsert(id(1), 1)]);
        await store.getMany([id(1)]);
        await store.append(A, [upsert(id(1), 2)]);
        expect(await store.getMany([id(1)])).toMatchObject([{ state: 'LIVE', record: { version: 2 } }]);
        await store.append(A, [tombstone(id(1), 3)]);
        expect(await store.getMany([id(1)])).toMatchObject([{ state: 'RETIRED', kind: 'DATASET', tombstone: { version: 3, reason: 'merged' } }]);
      });
    });

    describe('appending', () => {
      test('numbers the entries of each authority from 1 without a gap', async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1)]);
        await store.append(B, [upsert(id(1, B), 1)]);
        const head = await store.append(A, [upsert(id(1), 2), tombstone(id(2), 2)]);
        expect(head).toMatchObject({ head: 4, live: 1 });
        const page = await store.changes(A, everything);
        expect(page.entries.map(({ seq, id, version, op }) => [seq, id, version, op])).toEqual([
          [1, id(1), 1, 'UPSERT'],
          [2, id(2), 1, 'UPSERT'],
          [3, id(1), 2, 'UPSERT'],
          [4, id(2), 2, 'TOMBSTONE'],
        ]);
        expect(await store.head(B)).toMatchObject({ head: 1, live: 1 });
      });

      test('keeps the digest of what is live of each authority, whatever way led there', async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1), upsert(id(3), 1)]);
        await store.append(B, [upsert(id(1, B), 1)]);
        const { digest } = await store.append(A, [upsert(id(1), 2), tombstone(id(2), 2), tombstone(id(3), 2), upsert(id(3), 3)]);
        expect(digest).toBe(new LiveDigest().add(id(3), 3).add(id(1), 2).hex);
        expect(await store.changes(A, { ...everything, limit: 1 })).toMatchObject({ digest });
        await store.append(A, [tombstone(id(1), 3), tombstone(id(3), 4)]);
        expect(await store.head(A)).toMatchObject({ live: 0, digest: EMPTY_DIGEST });
        expect(await store.head(B)).toMatchObject({ digest: new LiveDigest().add(id(1, B), 1).hex });
      });

      test('a record may change twice in one append', async () => {
        await store.append(A, [upsert(id(1), 1), tombstone(id(1), 2), upsert(id(1), 3)]);
        expect(await store.head(A)).toMatchObject({ head: 3, live: 1 });
        expect(await verifyLog(store, A)).toEqual([]);
      });

      test.each([
        ['a new record that exists', () => upsert(id(1), 1)],
        ['a version left out', () => upsert(id(1), 3)],
        ['a second version of what does not exist', () => upsert(id(9), 2)],
        ['a tombstone of an old version', () => tombstone(id(1), 1)],
      ])('%s is a conflict, and nothing of its batch is written', async (_, wrong) => {
        await store.append(A, [upsert(id(1), 1)]);
        const before = await store.head(A);
        await expect(store.append(A, [upsert(id(2), 1), wrong()])).rejects.toThrow(VersionConflict);
        expect(await store.head(A)).toEqual(before);
        expect(await store.getMany([id(2)])).toEqual([null]);
        expect(await verifyLog(store, A)).toEqual([]);
      });

      test('of two that write the same version at once, one is told of the conflict', async () => {
        await store.append(A, [upsert(id(1), 1)]);
        const both = await Promise.allSettled([store.append(A, [upsert(id(1), 2)]), store.append(A, [upsert(id(1), 2)])]);
        expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(await store.head(A)).toMatchObject({ head: 2, live: 1 });
      });

      test('hundreds of records may be made, changed and retired in one append', async () => {
        const serials = Array.from({ length: 250 }, (_, index) => index + 1);
        const source = (serial: number) => [{ system: 's', identifier: String(serial) }];
        await store.append(A, serials.map((serial) => upsert(id(serial), 1, content('a', { sources: source(serial) }))));
        await store.append(A, serials.map((serial) => upsert(id(serial), 2, content('b', { sources: source(serial) }))));
        await store.append(A, serials.map((serial) => tombstone(id(serial), 3)));
        expect(await store.head(A)).toMatchObject({ head: 750, live: 0 });
        expect(await verifyLog(store, A)).toEqual([]);
      }, 120_000);

      test('the head of an empty log is 0', async () => {
        expect(await store.head(A)).toEqual({ head: 0, live: 0, leafHash: '', digest: EMPTY_DIGEST });
      });
    });

    describe('paging through a log', () => {
      beforeEach(async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1), upsert(id(1), 2), upsert(id(3), 1)]);
      });

      test('a document is with its last entry only', async () => {
        const { entries } = await store.changes(A, everything);
        expect(entries.map(({ document }) => document !== null)).toEqual([false, true, true, true]);
        expect(JSON.parse(entries[2]!.document!)).toMatchObject({ id: id(1), version: 2 });
      });

      test('goes on after an entry, as far as the limit, and says what that entry was', async () => {
        const all = await store.changes(A, everything);
        const page = await store.changes(A, { ...everything, afterSeq: 1, limit: 2 });
        expect(page.entries).toEqual(all.entries.slice(1, 3));
        expect(page).toMatchObject({ afterLeafHash: all.entries[0]!.leafHash, head: 4, live: 3, leafHash: all.entries[3]!.leafHash });
        expect(all.afterLeafHash).toBeNull();
      });

      test('at and past the end there are no entries', async () => {
        expect(await store.changes(A, { ...everything, afterSeq: 4 })).toMatchObject({ entries: [], head: 4 });
        expect(await store.changes(A, { ...everything, afterSeq: 5 })).toMatchObject({ entries: [], head: 4, afterLeafHash: null });
      });

      test('a page ends before the document that would make it too large, but has one', async () => {
        const { entries } = await store.changes(A, everything);
        const two = Buffer.byteLength(entries[1]!.document!) + Buffer.byteLength(entries[2]!.document!);
        expect((await store.changes(A, { ...everything, limitBytes: two })).entries).toHaveLength(3);
        expect((await store.changes(A, { ...everything, limitBytes: two - 1 })).entries).toHaveLength(2);
        expect((await store.changes(A, { ...everything, afterSeq: 1, limitBytes: 1 })).entries).toHaveLength(1);
      });
    });

    describe('finding', () => {
      const one = { system: 'ckan', identifier: '1' };
      const two = { system: 'ckan', identifier: '2' };
      const of = (authority: string, source: typeof one) => ({ ...source, authority });

      test('by source, in the order of the keys, within the authority', async () => {
        await store.append(A, [upsert(id(1), 1, content('a', { sources: [one] })), upsert(id(2), 1, content('b', { sources: [two] }))]);
        await store.append(B, [upsert(id(1, B), 1, content('c', { sources: [one] }))]);
        expect(await store.findBySources([of(A, two), of(B, two), of(B, one), of(A, one)])).toEqual([id(2), null, id(1, B), id(1)]);
      });

      test('a source that a record no longer names is free for another', async () => {
        await store.append(A, [upsert(id(1), 1, content('a', { sources: [one, two] }))]);
        await store.append(A, [upsert(id(1), 2, content('a', { sources: [two] })), upsert(id(2), 1, content('b', { sources: [one] }))]);
        expect(await store.findBySources([of(A, one), of(A, two)])).toEqual([id(2), id(1)]);
      });

      test('a source of another record is a conflict', async () => {
        await store.append(A, [upsert(id(1), 1, content('a', { sources: [one] }))]);
        await expect(store.append(A, [upsert(id(2), 1, content('b', { sources: [one] }))])).rejects.toThrow(VersionConflict);
        expect(await store.findBySources([of(A, one)])).toEqual([id(1)]);
      });

      test('a tombstone keeps its sources', async () => {
        await store.append(A, [upsert(id(1), 1, content('a', { sources: [one] })), tombstone(id(1), 2)]);
        expect(await store.findBySources([of(A, one)])).toEqual([id(1)]);
      });

      test('a standard by its number, the newest edition without a year, only while it is live', async () => {
        const standard = (serial: number, number: string, version = 1): Change =>
          upsert(formatId(A, 'STANDARD', serial), version, { kind: 'STANDARD', titles: [{ lang: 'zh', text: number }], number });
        await store.append(A, [standard(1, 'GB/T 2260-1999'), standard(2, 'GB/T 2260-2007'), standard(3, 'GB/T 2260')]);
        const find = (text: string) => store.findByNumber(parseStandardNumber(text)!, everyLog);
        expect(await find('gbt2260-1999')).toBe(formatId(A, 'STANDARD', 1));
        expect(await find('GB/T 2260')).toBe(formatId(A, 'STANDARD', 2));
        expect(await find('GB/T 2260-2030')).toBeNull();
        await store.append(A, [standard(1, 'GB/T 9999-1999', 2), { ...tombstone(formatId(A, 'STANDARD', 2), 2), kind: 'STANDARD' } as Change]);
        expect(await find('GB/T 2260-1999')).toBeNull();
        expect(await find('GB/T 2260')).toBe(formatId(A, 'STANDARD', 3));
      });

      test('an organization by its unified social credit code, only while it is live', async () => {
        const office = formatId(A, 'ORGANIZATION', 1);
        await store.append(A, [upsert(office, 1, { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }], uscc: '91350100M000100Y43' })]);
        expect(await store.findByUscc('91350100M000100Y43', everyLog)).toBe(office);
        await store.append(A, [{ ...tombstone(office, 2), kind: 'ORGANIZATION' } as Change]);
        expect(await store.findByUscc('91350100M000100Y43', everyLog)).toBeNull();
      });

      test('the highest serial, which no tombstone lowers and no other form of serial raises', async () => {
        expect(await store.lastSerial(A, 'DATASET')).toBe(0);
        await store.append(A, [upsert(id(7), 1), upsert(formatId(A, 'DATASET', '99'), 1), upsert(id(3), 1), tombstone(id(7), 2)]);
        expect(await store.lastSerial(A, 'DATASET')).toBe(7);
        expect(await store.lastSerial(A, 'STANDARD')).toBe(0);
        expect(await store.lastSerial(B, 'DATASET')).toBe(0);
      });

      test('live records in the order of their ids', async () => {
        await store.append(A, [upsert(id(3), 1), upsert(id(1), 1), upsert(id(2), 1), upsert(id(1), 2), tombstone(id(2), 2)]);
        expect(await store.listLive(A, '', 10)).toEqual([{ id: id(1), version: 2 }, { id: id(3), version: 1 }]);
        expect(await store.listLive(A, id(1), 1)).toEqual([{ id: id(3), version: 1 }]);
        expect(await store.listLive(B, '', 10)).toEqual([]);
      });
    });

    describe('the tree of a log', () => {
      /** Reads what the store has of the tree, and counts the tiles. */
      function reader(log: string): { readonly read: ReadHashes; readonly count: () => number } {
        let count = 0;
        const read = hashesFromTiles(async (refs) => {
          count += refs.length;
          return store.tiles(log, refs);
        });
        return { read, count: () => count };
      }

      async function leaves(log: string): Promise<readonly Hash[]> {
        return (await store.changes(log, everything)).entries.map(({ leafHash }) => Buffer.from(leafHash, 'hex'));
      }

      test('has every entry as a leaf, in whatever appends they came, and each log has its own', async () => {
        await store.append(A, [upsert(id(1), 1)]);
        await store.append(B, [upsert(id(1, B), 1)]);
        await store.append(A, [upsert(id(1), 2), upsert(id(2), 1), tombstone(id(1), 3)]);
        for (const log of [A, B]) {
          const expected = await leaves(log);
          expect(await treeRoot(expected.length, reader(log).read)).toEqual(rootOf(expected));
        }
        expect(await store.tiles(A, [{ level: 1, index: 0 }, { level: 0, index: 7 }])).toEqual([new Uint8Array(), new Uint8Array()].map((bytes) => expect.objectContaining({ length: bytes.length })));
      });

      test('proves each entry, and each state by an earlier one, by a number of reads that hardly grows', async () => {
        const reads: number[] = [];
        for (const [from, to] of [[1, 250], [251, 500], [501, 700]] as const) {
          await store.append(A, Array.from({ length: to - from + 1 }, (_, index) => upsert(id(from + index), 1)));
          const expected = await leaves(A);
          const root = rootOf(expected);
          const { read, count } = reader(A);
          const index = Math.floor(to / 3);
          expect(verifyInclusion(index, to, expected[index] as Hash, await inclusionProof(index, to, read), root)).toBe(true);
          const before = { size: index, root: rootOf(expected.slice(0, index)) };
          expect(verifyConsistency(before, { size: to, root }, await consistencyProof(index, to, read))).toBe(true);
          reads.push(count());
        }
        // At most the leaves' tile, one of each level above it, and those at the right edge: for each of two proofs.
        expect(Math.max(...reads)).toBeLessThanOrEqual(10);
      });

      test('is the same after the log was taken over, and after it was opened again', async () => {
        await store.append(A, Array.from({ length: 250 }, (_, index) => upsert(id(index + 1), 1)));
        await store.append(A, Array.from({ length: 20 }, (_, index) => tombstone(id(index + 1), 2)));
        await store.close();
        store = await site.open();
        await store.append(A, [upsert(id(300), 1)]);
        const expected = await leaves(A);
        expect(await treeRoot(271, reader(A).read)).toEqual(rootOf(expected));
      });

      test('a record has its history, with the text of its newest version only', async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1), upsert(id(1), 2)]);
        const history = await store.history(id(1), 0, 10);
        expect(history.map(({ log, seq, version, document }) => [log, seq, version, document === null])).toEqual([[A, 1, 1, true], [A, 3, 2, false]]);
        expect(await store.history(id(1), 1, 10)).toEqual(history.slice(1));
        expect(await store.history(id(1), 0, 1)).toEqual(history.slice(0, 1));
        expect(await store.history(id(9), 0, 10)).toEqual([]);
      });
    });

    describe('moving a log', () => {
      const one = { system: 'ckan', identifier: '1' };
      const two = { system: 'ckan', identifier: '2' };

      /** All of a log, as another store is to have it. */
      async function archived(from: RecordStore): Promise<readonly ArchivedEntry[]> {
        const { entries } = await from.changes(A, everything);
        const origins = await from.originsOf(entries.map(({ id }) => id));
        return entries.map((entry, index) => ({ ...entry, contentHash: null, sources: [], ...(entry.document !== null && { contentHash: origins[index]!.contentHash, sources: origins[index]!.sources }) }));
      }

      /** What another store makes of entries, of the whole log if no others are given, taken over `size` at a time. */
      async function moved(size: number, check: (other: RecordStore) => Promise<void>, given?: readonly ArchivedEntry[]): Promise<void> {
        const place = await createSite();
        const other = await place.open();
        try {
          const entries = given ?? (await archived(store));
          for (let from = 0; from < entries.length; from += size) await other.restore(A, entries.slice(from, from + size));
          await check(other);
        } finally {
          await other.close();
          await place.remove();
        }
      }

      beforeEach(async () => {
        await store.append(A, [upsert(id(1), 1, content('a', { sources: [one] })), upsert(id(2), 1, content('b', { sources: [two] })), upsert(id(7), 1)]);
        await store.append(A, [upsert(id(1), 2, content('a', { sources: [] })), upsert(id(3), 1, content('c', { sources: [one] })), tombstone(id(2), 2), upsert(id(1), 3), tombstone(id(7), 2)]);
      });

      test('what a record was made from: the hash of what was handed in, and the sources, which a tombstone keeps', async () => {
        expect(await store.originsOf([id(3), id(9), id(2)])).toEqual([{ version: 1, contentHash: contentHash(content('c', { sources: [one] })), sources: [one] }, null, { version: 2, contentHash: null, sources: [two] }]);
      });

      test.each([1, 2, 100])('taken over %i entries at a time it is the same, and so are its records', async (size) => {
        await moved(size, async (other) => {
          const ids = [1, 2, 3, 7].map((serial) => id(serial));
          expect(await other.head(A)).toEqual(await store.head(A));
          expect(await other.changes(A, everything)).toEqual(await store.changes(A, everything));
          expect(await other.getMany(ids)).toEqual(await store.getMany(ids));
          expect(await other.originsOf(ids)).toEqual(await store.originsOf(ids));
          expect(await other.lastSerial(A, 'DATASET')).toBe(7);
          expect(await other.listLive(A, '', 10)).toEqual(await store.listLive(A, '', 10));
          expect(await other.findBySources([one, two].map((source) => ({ ...source, authority: A })))).toEqual([id(3), id(2)]);
          expect(await verifyLog(other, A)).toEqual([]);
        });
      });

      test('and it goes on: a record that was retired comes back with the next version', async () => {
        await moved(3, async (other) => {
          await other.append(A, [upsert(id(2), 3, content('b', { sources: [two] })), upsert(id(4), 1)]);
          expect(await other.head(A)).toMatchObject({ head: 10, live: 4 });
          expect(await verifyLog(other, A)).toEqual([]);
        });
      });

      test.each([1, 3, 100])('a record that was read before it changed, %i entries at a time: its text and its sources are the later ones, whoever had them then', async (size) => {
        const early = await archived(store);
        await store.append(A, [upsert(id(3), 2, content('c')), upsert(id(8), 1, content('d', { sources: [one] })), tombstone(id(1), 4), upsert(id(3), 3, content('c'))]);
        const all = [...early, ...(await archived(store)).slice(early.length)];
        await moved(size, async (other) => {
          expect(await other.changes(A, everything)).toEqual(await store.changes(A, everything));
          expect(await other.findBySources([{ ...one, authority: A }])).toEqual([id(8)]);
          expect(await other.originsOf([id(3), id(8), id(1)])).toEqual(await store.originsOf([id(3), id(8), id(1)]));
          expect(await verifyLog(other, A)).toEqual([]);
        }, all);
      });

      test('half taken over, a record without its text yet is a miss, and those beside it are answered', async () => {
        await moved(100, async (other) => {
          expect(await other.getMany([id(1), id(3), id(7)])).toMatchObject([null, { state: 'LIVE', record: { id: id(3) } }, null]);
        }, (await archived(store)).slice(0, 5));
      });

      test('an entry that is not the next one is a conflict, and nothing is written', async () => {
        const entries = await archived(store);
        const before = await store.head(A);
        await expect(store.restore(A, entries.slice(0, 1))).rejects.toThrow(VersionConflict);
        await moved(100, async (other) => {
          await expect(other.restore(A, [{ ...entries[0]!, seq: 9 }, { ...entries[1]!, seq: 11 }])).rejects.toThrow(VersionConflict);
          expect(await other.head(A)).toEqual(before);
        });
      });
    });

    describe('logs of several audiences', () => {
      const MEMBERS = `${A}/MEMBER`;
      const NAMED = `${A}/NAMED:330000,MEE`;
      const one = { system: 'ckan', identifier: '1' };
      const leave = (of: string, version: number, kind: 'DATASET' | 'ORGANIZATION' | 'STANDARD' = 'DATASET'): Change => ({ op: 'TOMBSTONE', kind, published: departed(of, version), at: AT });

      test('the public log is there also where nothing was published', async () => {
        expect(await store.logsOf(A)).toEqual([A]);
        await store.append(A, [upsert(id(1), 1)]);
        expect(await store.logsOf(A)).toEqual([A]);
      });

      test('are named in order, and those of an authority are its own', async () => {
        await store.append(NAMED, [upsert(id(1), 1)]);
        await store.append(MEMBERS, [upsert(id(2), 1)]);
        await store.append(`${B}/OWNER`, [upsert(id(1, B), 1)]);
        expect(await store.logsOf(A)).toEqual([A, MEMBERS, NAMED]);
        expect(await store.logsOf(B)).toEqual([B, `${B}/OWNER`]);
      });

      test('each has numbers, live records and a digest of its own', async () => {
        await store.append(A, [upsert(id(1), 1), upsert(id(2), 1)]);
        const before = await store.head(A);
        await store.append(MEMBERS, [upsert(id(3), 1)]);
        await store.append(NAMED, [upsert(id(4), 1), tombstone(id(4), 2)]);
        expect(await store.head(A)).toEqual(before);
        expect(await store.head(MEMBERS)).toMatchObject({ head: 1, live: 1, digest: new LiveDigest().add(id(3), 1).hex });
        expect(await store.head(NAMED)).toMatchObject({ head: 2, live: 0, digest: EMPTY_DIGEST });
        expect((await store.changes(A, everything)).entries.map((entry) => entry.id)).toEqual([id(1), id(2)]);
        expect((await store.changes(MEMBERS, everything)).entries.map(({ seq }) => seq)).toEqual([1]);
        expect(await store.listLive(A, '', 10)).toEqual([{ id: id(1), version: 1 }, { id: id(2), version: 1 }]);
        expect(await store.listLive(MEMBERS, '', 10)).toEqual([{ id: id(3), version: 1 }]);
        for (const log of [A, MEMBERS, NAMED]) expect(await verifyLog(store, log)).toEqual([]);
      });

      test('a record goes from one to another by a tombstone that keeps its text, and back', async () => {
        await store.append(A, [upsert(id(1), 1)]);
        await store.append(A, [leave(id(1), 2)]);
        await store.append(MEMBERS, [upsert(id(1), 3)]);
        expect(await store.getMany([id(1)])).toMatchObject([{ log: MEMBERS, state: 'LIVE', record: { version: 3 } }]);
        expect((await store.changes(A, everything)).entries.map(({ op, document }) => [op, document])).toEqual([['UPSERT', null], ['TOMBSTONE', departed(id(1), 2).document]]);
        await store.append(MEMBERS, [leave(id(1), 4)]);
        await store.append(A, [upsert(id(1), 5)]);
        expect((await store.changes(A, everything)).entries.map(({ document }) => document === null)).toEqual([true, true, false]);
        expect((await store.changes(MEMBERS, everything)).entries.map(({ document }) => document)).toEqual([null, departed(id(1), 4).document]);
        expect((await store.history(id(1), 0, 10)).map(({ log, version, seq }) => [log, version, seq])).toEqual([[A, 1, 1], [A, 2, 2], [MEMBERS, 3, 1], [MEMBERS, 4, 2], [A, 5, 3]]);
        const all = await store.history(id(1), 0, 10);
        expect(all.at(-1)?.document).toContain('"version":5');
        expect(await store.history(id(1), 0, 10, (log) => log === A)).toEqual(all);
        expect(await store.history(id(1), 0, 10, (log) => log === MEMBERS)).toEqual(all.map((entry) => ({ ...entry, document: null })));
        expect(await Promise.all([A, MEMBERS].map(async (log) => (await store.head(log)).live))).toEqual([1, 0]);
        for (const log of [A, MEMBERS]) expect(await verifyLog(store, log)).toEqual([]);
      });

      test('a record that is live in one is a conflict in another, and nothing is written', async () => {
        await store.append(A, [upsert(id(1), 1)]);
        await expect(store.append(MEMBERS, [upsert(id(2), 1), upsert(id(1), 2)])).rejects.toThrow(VersionConflict);
        expect(await store.head(MEMBERS)).toMatchObject({ head: 0 });
        expect(await store.getMany([id(2)])).toEqual([null]);
        expect(await store.getMany([id(1)])).toMatchObject([{ log: A, state: 'LIVE', record: { version: 1 } }]);
      });

      test('sources and serials are those of the authority, whatever the log', async () => {
        await store.append(MEMBERS, [upsert(id(7), 1, content('a', { sources: [one] }))]);
        expect(await store.findBySources([{ ...one, authority: A }])).toEqual([id(7)]);
        expect(await store.lastSerial(A, 'DATASET')).toBe(7);
        await expect(store.append(A, [upsert(id(8), 1, content('b', { sources: [one] }))])).rejects.toThrow(VersionConflict);
      });

      test('numbers and codes are looked for in those logs only that who asks may read', async () => {
        const [standard, office, uscc] = [formatId(A, 'STANDARD', 1), formatId(A, 'ORGANIZATION', 1), '91350100M000100Y43'];
        await store.append(MEMBERS, [upsert(standard, 1, { kind: 'STANDARD', titles: [{ lang: 'zh', text: 's' }], number: 'GB/T 2260-2007' }), upsert(office, 1, { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: 'o' }], uscc })]);
        const older = formatId(A, 'STANDARD', 2);
        await store.append(A, [upsert(older, 1, { kind: 'STANDARD', titles: [{ lang: 'zh', text: 's' }], number: 'GB/T 2260-1999' })]);
        const find = async (text: string, sees: (log: string) => boolean) => store.findByNumber(parseStandardNumber(text)!, sees);
        const publicOnly = (log: string): boolean => log === A;
        expect([await find('GB/T 2260', publicOnly), await find('GB/T 2260-2007', publicOnly), await store.findByUscc(uscc, publicOnly)]).toEqual([older, null, null]);
        expect([await find('GB/T 2260', everyLog), await find('GB/T 2260-2007', everyLog), await store.findByUscc(uscc, everyLog)]).toEqual([standard, standard, office]);
      });

      test('of two that publish at once in two logs what only one may have, one is told of the conflict', async () => {
        await store.append(A, [upsert(id(1), 1), leave(id(1), 2)]);
        const source = (serial: number): Change => upsert(id(serial), 1, content('a', { sources: [one] }));
        for (const [inOne, inOther] of [[upsert(id(1), 3), upsert(id(1), 3)], [source(8), source(9)]] as const) {
          const both = await Promise.allSettled([store.append(A, [inOne]), store.append(MEMBERS, [inOther])]);
          expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
          expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(VersionConflict) });
        }
        for (const log of await store.logsOf(A)) expect(await verifyLog(store, log)).toEqual([]);
      });

      test('taken over in the order of the versions they are the same, also where the text of an entry came with none', async () => {
        await store.append(A, [upsert(id(1), 1, content('a', { sources: [one] })), upsert(id(2), 1), leave(id(1), 2)]);
        await store.append(MEMBERS, [upsert(id(1), 3, content('b', { sources: [one] }))]);
        await store.append(MEMBERS, [leave(id(1), 4), upsert(id(3), 1)]);
        await store.append(A, [upsert(id(1), 5), leave(id(1), 6)]);
        await store.append(MEMBERS, [upsert(id(1), 7), tombstone(id(3), 2)]);
        const logs = await store.logsOf(A);
        const read = new Map(await Promise.all(logs.map(async (log) => [log, (await store.changes(log, everything)).entries] as const)));
        const steps = [[A, 0, 3], [MEMBERS, 0, 1], [MEMBERS, 1, 3], [A, 3, 4], [A, 4, 5], [MEMBERS, 3, 5]] as const;
        const place = await createSite();
        const other = await place.open();
        for (const [log, from, to] of steps) {
          const origins = await store.originsOf(read.get(log)!.map((entry) => entry.id));
          const archived = read.get(log)!.map((entry, index): ArchivedEntry => ({ ...entry, ...(entry.document === null || origins[index]!.version !== entry.version ? { contentHash: null, sources: [] } : origins[index]!) }));
          await other.restore(log, archived.slice(from, to));
        }
        expect(await other.logsOf(A)).toEqual(logs);
        for (const log of logs) {
          expect(await other.changes(log, everything)).toEqual(await store.changes(log, everything));
          expect(await other.listLive(log, '', 10)).toEqual(await store.listLive(log, '', 10));
          expect(await verifyLog(other, log)).toEqual([]);
        }
        const ids = [1, 2, 3].map((serial) => id(serial));
        expect(await other.getMany(ids)).toEqual(await store.getMany(ids));
        expect(await other.originsOf(ids)).toEqual(await store.originsOf(ids));
        expect(await other.findBySources([{ ...one, authority: A }])).toEqual(await store.findBySources([{ ...one, authority: A }]));
        await other.close();
        await place.remove();
      });

      sharedTest('of several stores that move the same records between logs at once, each record stands in one, and no version is there twice', async () => {
        const others = await Promise.all([site.open(), site.open()]);
        const serials = [1, 2, 3];
        await store.append(A, serials.map((serial) => upsert(id(serial), 1)));
        let moved = 0;
        const move = async (writer: RecordStore, round: number): Promise<void> => {
          const [name, to] = [id(serials[round % 3]!), [A, MEMBERS, NAMED][round % 2 === 0 ? 1 : 2]!];
          const [stored] = await writer.getMany([name]);
          if (stored?.state !== 'LIVE' || stored.log === to) return;
          const { version } = stored.record;
          try {
            await writer.append(stored.log, [leave(name, version + 1)]);
            await writer.append(to, [upsert(name, version + 2)]);
            moved += 1;
          } catch (error) {
            if (!(error instanceof VersionConflict)) throw error;
          }
        };
        await Promise.all([store, ...others].map(async (writer, index) => {
          for (let round = 0; round < 12; round += 1) await move(writer, round + index);
        }));
        // The first of the rounds to append always moves its record; how many more do is up to who comes first.
        expect(moved).toBeGreaterThan(0);
        for (const log of await store.logsOf(A)) expect(await verifyLog(store, log)).toEqual([]);
        for (const serial of serials) {
          const history = await store.history(id(serial), 0, 100);
          expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
        }
        await Promise.all(others.map(async (other) => other.close()));
      });

      test('are all there after they were closed and opened again', async () => {
        await store.append(A, [upsert(id(1), 1), leave(id(1), 2)]);
        await store.append(MEMBERS, [upsert(id(1), 3)]);
        const look = async () => [await store.logsOf(A), await store.changes(A, everything), await store.changes(MEMBERS, everything), await store.getMany([id(1)])];
        const before = await look();
        await store.close();
        store = await site.open();
        expect(await look()).toEqual(before);
      });
    });

    sharedTest('who watches an open store is told of what another has appended', async () => {
      let told = 0;
      store.watch(() => (told += 1));
      const other = await site.open();
      await until('the watch is open', async () => told > 0);
      const before = told;
      await other.append(A, [upsert(id(1), 1)]);
      await until('the append is told', async () => told > before);
      expect(await store.head(A)).toMatchObject({ head: 1 });
      await other.close();
    });

    sharedTest('of several stores that append to one log at once, each finds its entries in it, without a gap', async () => {
      const others = await Promise.all([site.open(), site.open(), site.open()]);
      const writers = [store, ...others];
      await Promise.all(writers.map(async (writer, index) => {
        for (let round = 0; round < 5; round += 1) await writer.append(A, [upsert(id(100 * index + 2 * round + 1), 1), upsert(id(100 * index + 2 * round + 2), 1)]);
      }));
      expect(await store.head(A)).toMatchObject({ head: 40, live: 40 });
      expect(await verifyLog(store, A)).toEqual([]);
      await Promise.all(others.map(async (other) => other.close()));
    });

    test('everything is there after it was closed and opened again, and the log goes on', async () => {
      await store.append(A, [upsert(id(1), 1, content('a', { sources: [{ system: 's', identifier: '1' }] })), upsert(id(2), 1), tombstone(id(2), 2)]);
      const before = [await store.changes(A, everything), await store.getMany([id(1), id(2)]), await store.lastSerial(A, 'DATASET')];
      await store.close();
      store = await site.open();
      expect([await store.changes(A, everything), await store.getMany([id(1), id(2)]), await store.lastSerial(A, 'DATASET')]).toEqual(before);
      await store.append(A, [upsert(id(2), 3)]);
      expect(await store.head(A)).toMatchObject({ head: 4, live: 2 });
      expect(await verifyLog(store, A)).toEqual([]);
    });
  });
}
