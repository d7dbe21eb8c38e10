import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import type { RecordInput } from '../../../../../schema/generated/catalog.js';
import type { CatalogRecord } from '../../../../../subgraphs/catalog/model.js';
import { verifyLog } from '../../../../../subgraphs/catalog/log/verify-log.js';
import { Publisher } from '../../../../../subgraphs/catalog/publish/publisher.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import { AppendTooLarge, VersionConflict, type Change, type RecordStore } from '../../../../../subgraphs/catalog/stores/record-store.js';

/* Publishing into a real store on disk. */

const A = '310000';
const B = 'MEE';
const logger = pino({ level: 'silent' });
const everything = { afterSeq: 0, limit: 100_000, limitBytes: 1e9 };
let folder: string;
let store: RecordStore;
let publisher: Publisher;
let appends: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'publisher-'));
  store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger });
  appends = 0;
  publisher = publisherOf(A);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const publisherOf = (...authorities: readonly string[]): Publisher =>
  new Publisher({ store, served: new Set(authorities), onAppend: () => (appends += 1) });

const office = (title: string, more: Partial<RecordInput> = {}): RecordInput => ({ kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: title }], ...more });
const from = (...identifiers: readonly string[]) => ({ sources: identifiers.map((identifier) => ({ system: 'ckan', identifier })) });
const id = (serial: number, authority = A): string => formatId(authority, 'ORGANIZATION', serial);

const short = async (...inputs: readonly RecordInput[]) =>
  (await publisher.upsert(inputs)).map((outcome) => (outcome.outcome === 'REJECTED' ? outcome.problems.map(({ field, rule }) => `${field} ${rule}`).join() : `${outcome.outcome} ${outcome.id} ${String(outcome.version)}`));

describe('finding the record that is meant', () => {
  test('a new record gets the next serial of its kind', async () => {
    expect(await short(office('a'), office('b'), { kind: 'STANDARD', titles: office('').titles ?? [], number: 'GB 1' })).toEqual([`CREATED ${id(1)} 1`, `CREATED ${id(2)} 1`, 'titles[0].text BLANK']);
    expect(await short(office('c'))).toEqual([`CREATED ${id(3)} 1`]);
  });

  test('by its id, and a serial that was named is not minted again', async () => {
    expect(await short(office('a', { id: id(7) }), office('b'))).toEqual([`CREATED ${id(7)} 1`, `CREATED ${id(8)} 1`]);
    expect(await short(office('a2', { id: id(7) }))).toEqual([`UPDATED ${id(7)} 2`]);
  });

  test('a new record before one that names its id does not take that id', async () => {
    expect(await short(office('new'), office('named', { id: id(1) }))).toEqual([`CREATED ${id(2)} 1`, `CREATED ${id(1)} 1`]);
  });

  test('by any of its sources', async () => {
    expect(await short(office('a', from('1', '2')))).toEqual([`CREATED ${id(1)} 1`]);
    expect(await short(office('b', from('2', '3')))).toEqual([`UPDATED ${id(1)} 2`]);
    expect(await short(office('c', from('1')), office('d', from('3')))).toEqual([`CREATED ${id(2)} 1`, `UPDATED ${id(1)} 3`]);
  });

  test('sources of two records are a conflict, and so is a source of another record than the id names', async () => {
    await short(office('a', from('1')), office('b', from('2')));
    expect(await short(office('c', from('1', '2')), office('d', { id: id(1), ...from('2') }), office('e', { id: id(9), ...from('1') }))).toEqual(Array(3).fill('sources SOURCE_CONFLICT'));
    expect(await store.head(A)).toMatchObject({ head: 2 });
  });

  test('a source of a record of another kind is a conflict', async () => {
    await short(office('a', from('1')));
    expect(await short({ kind: 'STANDARD', titles: [{ lang: 'zh', text: '标准' }], number: 'GB 1', ...from('1') })).toEqual(['kind SOURCE_CONFLICT']);
  });

  test('a source that moves from one record to another within a batch', async () => {
    await short(office('a', from('1', '2')));
    expect(await short(office('a', from('1')), office('b', from('2')))).toEqual([`UPDATED ${id(1)} 2`, `CREATED ${id(2)} 1`]);
    expect(await verifyLog(store, A)).toEqual([]);
  });

  test('a record is not linked to itself', async () => {
    expect(await short(office('a', { id: id(1), parent: id(1) }))).toEqual(['parent SELF_LINK']);
    await short(office('a', from('1')));
    expect(await short(office('a', { parent: id(1), ...from('1') }))).toEqual(['parent SELF_LINK']);
  });
});

describe('versions', () => {
  test('the same record twice in a batch is handled in order', async () => {
    expect(await short(office('a', from('1')), office('b', from('1')), office('b', from('1')))).toEqual([`CREATED ${id(1)} 1`, `UPDATED ${id(1)} 2`, `UNCHANGED ${id(1)} 2`]);
    expect(await store.getMany([id(1)])).toMatchObject([{ record: { titles: [{ text: 'b' }] } }]);
  });

  test('what is published already writes nothing, whenever it comes', async () => {
    await short(office('a', from('1')));
    const before = await store.head(A);
    expect(await short(office(' a ', { ...from('1'), keywords: [] }))).toEqual([`UNCHANGED ${id(1)} 1`]);
    expect(await store.head(A)).toEqual(before);
    expect(appends).toBe(1);
  });

  test('what an export brings back, with the date that publishing gave it, writes nothing', async () => {
    await short(office('a', from('1')));
    const [stored] = await store.getMany([id(1)]);
    const { version, ...exported } = (stored as { record: CatalogRecord }).record;
    expect(version).toBe(1);
    expect(await short(exported as RecordInput)).toEqual([`UNCHANGED ${id(1)} 1`]);
    expect(await short({ ...exported, keywords: ['b'] } as RecordInput)).toEqual([`UPDATED ${id(1)} 2`]);
    expect(appends).toBe(2);
  });

  test('a date of change that is not given is the moment of publishing; one that is given is content', async () => {
    const now = new Date('2026-05-01T00:00:00.000Z');
    publisher = new Publisher({ store, served: new Set([A]), onAppend: () => undefined, now: () => now });
    await short(office('a', from('1')));
    expect(await store.getMany([id(1)])).toMatchObject([{ at: now.toISOString(), record: { modified: now.toISOString() } }]);
    expect(await short(office('a', { ...from('1'), modified: '2020' }))).toEqual([`UPDATED ${id(1)} 2`]);
    expect(await store.getMany([id(1)])).toMatchObject([{ at: now.toISOString(), record: { modified: '2020' } }]);
  });

  test('a bad record stops no other, and a whole call of thousands is published in order', async () => {
    const inputs = Array.from({ length: 1_200 }, (_, n) => office(n % 100 === 50 ? ' ' : `局 ${String(n)}`));
    const outcomes = await publisher.upsert(inputs);
    expect(outcomes.map(({ index }) => index)).toEqual(inputs.map((_, n) => n));
    expect(outcomes.filter(({ outcome }) => outcome === 'REJECTED').map(({ index }) => index % 100)).toEqual(Array(12).fill(50));
    expect(await store.head(A)).toMatchObject({ head: 1_188, live: 1_188 });
    expect(await verifyLog(store, A)).toEqual([]);
  });

  test('calls at the same time are done one after the other', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => publisher.upsert([office(`v${String(n)}`, from('1')), office(`x${String(n)}`)])));
    expect(all.map(([first]) => (first as { version: number }).version)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(new Set(all.map(([, second]) => second!.outcome !== 'REJECTED' && second!.id)).size).toBe(20);
    expect(await verifyLog(store, A)).toEqual([]);
  });

  test('two writers of one store: who comes second reads again', async () => {
    const both = [publisherOf(A), publisherOf(A)];
    await Promise.all(both.flatMap((one, w) => Array.from({ length: 10 }, (_, n) => one.upsert([office(`${String(w)} ${String(n)}`, from('shared')), office(`${String(w)}:${String(n)}`)]))));
    expect(await store.head(A)).toMatchObject({ head: 40, live: 21 });
    expect(await verifyLog(store, A)).toEqual([]);
  });

  test('what the store can not write at once is written in parts, and a record that is too large by itself is rejected alone', async () => {
    const narrow: RecordStore = Object.assign(Object.create(store) as RecordStore, {
      getMany: (ids: readonly string[]) => store.getMany(ids),
      findBySources: (keys: Parameters<RecordStore['findBySources']>[0]) => store.findBySources(keys),
      lastSerial: (...args: Parameters<RecordStore['lastSerial']>) => store.lastSerial(...args),
      append: async (authority: string, changes: readonly Change[]) => {
        const isHuge = changes.some(({ published }) => published.document.includes('巨'));
        if (changes.length > 3 || isHuge) throw new AppendTooLarge('too much');
        return store.append(authority, changes);
      },
    });
    const careful = new Publisher({ store: narrow, served: new Set([A]), onAppend: () => undefined });
    const before = (await store.head(A)).head;
    const outcomes = await careful.upsert([...'甲乙丙丁戊巨己庚'].map((name) => office(name)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['CREATED', 'CREATED', 'CREATED', 'CREATED', 'CREATED', 'REJECTED', 'CREATED', 'CREATED']);
    expect(outcomes[5]).toMatchObject({ problems: [{ rule: 'TOO_LARGE' }] });
    expect(await store.head(A)).toMatchObject({ head: before + 7 });
    expect(await verifyLog(store, A)).toEqual([]);
  });

  test('a conflict that does not go away is an error in the end, not a loop', async () => {
    let tries = 0;
    const stubborn: RecordStore = Object.assign(Object.create(store) as RecordStore, {
      getMany: (ids: readonly string[]) => store.getMany(ids),
      findBySources: () => Promise.resolve([]),
      lastSerial: () => Promise.resolve(0),
      append: () => {
        tries += 1;
        return Promise.reject(new VersionConflict('always'));
      },
    });
    const unlucky = new Publisher({ store: stubborn, served: new Set([A]), onAppend: () => undefined, contestMillis: 20 });
    await expect(unlucky.upsert([office('a')])).rejects.toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } });
    expect(tries).toBeGreaterThan(1);
    await expect(unlucky.upsert([office(' ')])).resolves.toMatchObject([{ outcome: 'REJECTED' }]);
  });
});

describe('a node of several authorities', () => {
  beforeEach(() => {
    publisher = publisherOf(A, B);
  });

  test('a new record must say of which it is; one that is known need not', async () => {
    expect(await short(office('a'), office('b', { authority: B, ...from('1') }), office('c', { id: id(1) }))).toEqual(['authority REQUIRED', `CREATED ${id(1, B)} 1`, `CREATED ${id(1)} 1`]);
    expect(await short(office('b2', from('1')))).toEqual([`UPDATED ${id(1, B)} 2`]);
  });

  test('the same source names a record of each authority, and without an authority that is a conflict', async () => {
    expect(await short(office('a', { authority: A, ...from('1') }), office('b', { authority: B, ...from('1') }))).toEqual([`CREATED ${id(1)} 1`, `CREATED ${id(1, B)} 1`]);
    expect(await short(office('c', from('1')))).toEqual(['sources SOURCE_CONFLICT']);
  });

  test('each has a log of its own', async () => {
    await short(office('a', { authority: A }), office('b', { authority: B }), office('c', { authority: A }));
    expect(await Promise.all([A, B].map(async (code) => (await store.head(code)).head))).toEqual([2, 1]);
  });
});

describe('withdrawing', () => {
  test('leaves a tombstone; once more changes nothing', async () => {
    await short(office('a'));
    expect(await publisher.retire({ id: id(1), reason: ' merged ', replacedBy: id(2) })).toEqual({ id: id(1), changed: true, version: 2 });
    expect(await publisher.retire({ id: id(1), reason: 'again' })).toEqual({ id: id(1), changed: false, version: 2 });
    const { entries, live } = await store.changes(A, everything);
    expect(live).toBe(0);
    expect(entries.at(-1)).toMatchObject({ op: 'TOMBSTONE', version: 2, document: `{"id":"${id(1)}","reason":"merged","replacedBy":"${id(2)}","version":2}` });
  });

  test('is undone by publishing the record again, by id or by source, even word for word', async () => {
    await short(office('a', from('1')));
    await publisher.retire({ id: id(1), reason: 'gone' });
    expect(await short(office('a', from('1')))).toEqual([`UPDATED ${id(1)} 3`]);
    await publisher.retire({ id: id(1), reason: 'gone' });
    expect(await short(office('a', { id: id(1) }))).toEqual([`UPDATED ${id(1)} 5`]);
    expect(await store.head(A)).toMatchObject({ live: 1 });
  });

  test.each([
    ['RECORD_NOT_FOUND', { id: id(5), reason: 'x' }],
    ['BAD_ID', { id: 'x', reason: 'x' }],
    ['NOT_SERVED_HERE', { id: id(1, B), reason: 'x' }],
    ['BAD_INPUT', { id: id(1), reason: '' }],
    ['BAD_INPUT', { id: id(1), reason: 'x', replacedBy: 'y' }],
    ['BAD_INPUT', { id: id(1), reason: 'x', replacedBy: formatId(A, 'DATASET', 1) }],
    ['BAD_INPUT', { id: id(1), reason: 'x', replacedBy: id(1) }],
  ])('%s for %j', async (code, request) => {
    await short(office('a'));
    await expect(publisher.retire(request)).rejects.toMatchObject({ extensions: { code } });
    expect(await store.head(A)).toMatchObject({ head: 1 });
  });
});

describe('whatever stewards do', () => {
  const title = fc.constantFrom('a', 'b', 'c');
  const sources = fc.subarray(['1', '2', '3', '4'], { maxLength: 2 });
  const record = fc.record({ serial: fc.option(fc.integer({ min: 1, max: 5 })), title: fc.oneof({ weight: 8, arbitrary: title }, fc.constant(' ')), sources });
  const step = fc.oneof(
    fc.record({ do: fc.constant('upsert' as const), records: fc.array(record, { minLength: 1, maxLength: 4 }) }),
    fc.record({ do: fc.constant('retire' as const), serial: fc.integer({ min: 1, max: 6 }) }),
  );

  test('the log has no gap, records are what it says, versions count up, and a source names the record that has it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const place = mkdtempSync(join(tmpdir(), 'publisher-'));
        const kept = openLibsqlRecordStore({ path: join(place, 'catalog.db'), logger });
        try {
          const stewards = new Publisher({ store: kept, served: new Set([A]), onAppend: () => undefined });
          let written = 0;
          for (const one of steps) {
            if (one.do === 'upsert') {
              const outcomes = await stewards.upsert(one.records.map(({ serial, title, sources }) => office(title, { id: serial === null ? null : id(serial), ...from(...sources) })));
              written += outcomes.filter(({ outcome }) => outcome === 'CREATED' || outcome === 'UPDATED').length;
            } else {
              const retired = await stewards.retire({ id: id(one.serial), reason: 'x' }).catch((error: { extensions: { code: string } }) => error);
              if ('changed' in retired) written += retired.changed ? 1 : 0;
              else expect(retired.extensions.code).toBe('RECORD_NOT_FOUND');
            }
          }
          expect(await verifyLog(kept, A)).toEqual([]);
          expect(await kept.head(A)).toMatchObject({ head: written });
          await expectSourcesRight(kept);
        } finally {
          await kept.close();
          rmSync(place, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });

  /** Each source leads to the one record whose last published state names it. */
  async function expectSourcesRight(kept: RecordStore): Promise<void> {
    const { entries } = await kept.changes(A, everything);
    const documents = entries.filter(({ document, op }) => document !== null && op === 'UPSERT').map(({ document }) => JSON.parse(document!) as { id: string; sources?: { identifier: string }[] });
    for (const identifier of ['1', '2', '3', '4']) {
      const [found] = await kept.findBySources([{ authority: A, system: 'ckan', identifier }]);
      const naming = documents.filter(({ sources }) => sources?.some((source) => source.identifier === identifier)).map(({ id }) => id);
      expect(naming.length).toBeLessThanOrEqual(1);
      if (naming.length === 1) expect(found).toBe(naming[0]);
      else if (found) expect((await kept.getMany([found]))[0]?.state).toBe('RETIRED');
    }
  }
});
