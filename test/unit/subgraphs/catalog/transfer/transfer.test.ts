import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { logKey } from '../../../../../schema/audience.js';
import { formatId } from '../../../../../schema/ids.js';
import { hashesFromTiles, treeRoot } from '../../../../../schema/merkle/index.js';
import { verifyLog } from '../../../../../subgraphs/catalog/log/verify-log.js';
import { sha256Hex } from '../../../../../schema/sha256-hex.js';
import { contentHash, departed, isDeparted, publishRecord, publishTombstone, type RecordContent, type Source } from '../../../../../subgraphs/catalog/model.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import { versionOf, type Change, type RecordStore } from '../../../../../subgraphs/catalog/stores/record-store.js';
import { ExportAgain, exportNode, type ExportedStore } from '../../../../../subgraphs/catalog/transfer/export-node.js';
import { readNodeFile, type FileLine } from '../../../../../subgraphs/catalog/transfer/read-node-file.js';
import { restoreNode } from '../../../../../subgraphs/catalog/transfer/restore-node.js';

const A = '310000';
const B = 'MEE';
const SERVED = [A, B];
const EXPORTED = new Date('2026-03-02T00:00:00.000Z');
const ALL = { afterSeq: 0, limit: 10_000, limitBytes: 1_000_000_000 };

const root = mkdtempSync(join(tmpdir(), 'transfer-'));
let places = 0;
const newStore = (): RecordStore => openLibsqlRecordStore({ path: join(root, String((places += 1)), 'catalog.db'), logger: pino({ level: 'silent' }) });
afterAll(() => rmSync(root, { recursive: true }));

const source = (number: number): Source => ({ system: 'ckan', identifier: String(number) });
const id = (serial: number, authority = A): string => formatId(authority, 'ORGANIZATION', serial);

/** Publishes or retires a record as its next version, for the readers that the step says, and gives it the sources that nobody else has. */
async function step(store: RecordStore, authority: string, { serial, retire, sources, dated, logName = 'PUBLIC' }: Step): Promise<void> {
  const name = id(serial, authority);
  const [stored = null] = await store.getMany([name]);
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, serial, versionOf(stored) + 1)).toISOString();
  if (retire) return stored?.state === 'LIVE' ? void (await store.append(stored.log, [tombstone(name, versionOf(stored) + 1, at)])) : undefined;
  const owners = await store.findBySources(sources.map((number) => ({ ...source(number), authority })));
  const free = sources.filter((_, index) => owners[index] === null || owners[index] === name);
  const log = stored?.state === 'RETIRED' && !isDeparted(stored.tombstone) ? stored.log : logKey(authority, logName);
  const leaves = stored?.state === 'LIVE' && stored.log !== log;
  if (leaves) await store.append(stored.log, [{ op: 'TOMBSTONE', kind: 'ORGANIZATION', published: departed(name, versionOf(stored) + 1), at }]);
  await store.append(log, [upsert(name, versionOf(stored) + (leaves ? 2 : 1), at, { sources: free.map(source), ...(dated && { modified: '2020-01-01' }) })]);
}

function upsert(name: string, version: number, at: string, more: Partial<RecordContent>): Change {
  const body = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: `局 ${String(version)}🛰` }], ...more } as RecordContent;
  return { op: 'UPSERT', published: publishRecord(body, name, version, at), contentHash: contentHash(body), at };
}

const tombstone = (name: string, version: number, at: string): Change => ({ op: 'TOMBSTONE', kind: 'ORGANIZATION', published: publishTombstone({ id: name, version, reason: 'closed' }), at });

interface Step {
  readonly serial: number;
  readonly retire: boolean;
  readonly dated: boolean;
  readonly sources: readonly number[];
  /** @default PUBLIC */
  readonly logName?: string;
}

const aStep = fc.record({ logName: fc.constantFrom('PUBLIC', 'PUBLIC', 'MEMBER', 'NAMED:MEE'), serial: fc.integer({ min: 1, max: 5 }), retire: fc.boolean(), dated: fc.boolean(), sources: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }) });
const steps = fc.array(aStep, { maxLength: 30 });

/** All that a store can be asked about an authority, and the roots of its trees. */
async function everything(store: RecordStore, authority: string): Promise<unknown> {
  const ids = [1, 2, 3, 4, 5].map((serial) => id(serial, authority));
  const keys = [1, 2, 3, 4, 5, 6].map((number) => ({ ...source(number), authority }));
  const origins = (await store.originsOf(ids)).map((origin) => origin && { ...origin, sources: origin.sources.map(({ identifier }) => identifier).sort() });
  const logs = await store.logsOf(authority);
  const ofLogs = await Promise.all(logs.map(async (log) => {
    const { head } = await store.head(log);
    return [log, await store.changes(log, ALL), await store.listLive(log, '', 10), Buffer.from(await treeRoot(head, hashesFromTiles(async (refs) => store.tiles(log, refs)))).toString('hex')];
  }));
  return [ofLogs, await store.getMany(ids), origins, await store.findBySources(keys), await store.lastSerial(authority, 'ORGANIZATION')];
}

async function expectWhole(store: RecordStore, authority: string): Promise<void> {
  for (const log of await store.logsOf(authority)) expect(await verifyLog(store, log)).toEqual([]);
}

async function fileOf(store: ExportedStore): Promise<string> {
  let text = '';
  for await (const line of exportNode(store, SERVED, EXPORTED)) text += line;
  return text;
}

async function* linesOf(text: string): AsyncGenerator<FileLine> {
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) if (text !== '') yield { number: index + 1, bytes: Buffer.from(line) };
}

const restore = async (text: string, store: RecordStore, served: readonly string[] = SERVED) => restoreNode({ store, open: () => linesOf(text), served });

/** The file with other lines, and a trailer that vouches for them. */
function resealed(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n').slice(0, -1);
  const trailer = JSON.parse(lines.pop()!) as object;
  change(lines);
  const body = lines.map((line) => `${line}\n`).join('');
  return `${body}${JSON.stringify({ ...trailer, sha256: sha256Hex(body) })}\n`;
}

describe('moving a node', () => {
  test('whatever its history, the restored store answers as the first, exports the same file and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, async (ofA, ofB) => {
        const store = newStore();
        const other = newStore();
        for (const one of ofA) await step(store, A, one);
        for (const one of ofB) await step(store, B, one);
        const file = await fileOf(store);
        await restore(file, other);
        for (const authority of SERVED) {
          expect(await everything(other, authority)).toEqual(await everything(store, authority));
          await expectWhole(other, authority);
        }
        expect(await fileOf(other)).toBe(file);
        await other.append(A, [upsert(id(9), 1, '2026-02-01T00:00:00.000Z', {})]);
        expect(await verifyLog(other, A)).toEqual([]);
        await store.close();
        await other.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('an interrupted restore is repeated: from any entry on, with the same file or with a later one', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, fc.nat(), async (first, then, where) => {
        const store = newStore();
        const other = newStore();
        for (const one of first) await step(store, A, one);
        const early = await fileOf(store);
        for (const one of then) await step(store, A, one);
        const file = await fileOf(store);
        const entries = (text: string): readonly string[] => text.split('\n').filter((line) => /^\{"authority":"310000/.test(line));
        const cut = where % (entries(early).length + 1);
        await interrupted(early, other, cut);
        const restored = (await restore(file, other)).filter(({ authority }) => authority.startsWith(A));
        const there = (log: string): number => entries(early).slice(0, cut).filter((line) => line.startsWith(`{"authority":"${log}"`)).length;
        for (const log of restored) expect(log).toMatchObject({ ...(await store.head(log.authority)), before: there(log.authority) });
        expect(await everything(other, A)).toEqual(await everything(store, A));
        await expectWhole(other, A);
        await store.close();
        await other.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  /** Writes the first entries of a file, one by one, as far as a restore may have come. */
  async function interrupted(text: string, store: RecordStore, count: number): Promise<void> {
    let written = 0;
    await readNodeFile(linesOf(text), async (log, entry) => {
      if (!log.startsWith(A) || written >= count) return;
      written += 1;
      await store.restore(log, [entry]);
    });
  }

  test('a node that is written while it is exported: the file has the text of every record, and restores', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.array(fc.array(aStep, { maxLength: 6 }), { minLength: 1, maxLength: 5 }), async (before, meanwhile) => {
        const store = newStore();
        const other = newStore();
        for (const one of before) await step(store, A, one);
        const atBegin = await heads(store, A);
        const restored = await restore(await fileOfBusy(busy(store, meanwhile)), other);
        for (const { authority: log, head, leafHash } of restored.filter(({ authority }) => authority.startsWith(A))) {
          expect(head).toBeGreaterThanOrEqual(atBegin.get(log) ?? 0);
          expect(leafHash).toBe((await store.changes(log, ALL)).entries.slice(0, head).at(-1)?.leafHash ?? '');
        }
        await expectWhole(other, A);

        const there = await heads(other, A);
        const rest = (await restore(await fileOf(store), other)).filter(({ authority }) => authority.startsWith(A));
        for (const log of rest) expect(log).toMatchObject({ ...(await store.head(log.authority)), before: there.get(log.authority) ?? 0 });
        expect(await everything(other, A)).toEqual(await everything(store, A));
        await store.close();
        await other.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  /** Again where a record went through a log that was begun meanwhile: by then nothing more is written. */
  async function fileOfBusy(store: ExportedStore): Promise<string> {
    for (;;) {
      try {
        return await fileOf(store);
      } catch (error) {
        if (!(error instanceof ExportAgain)) throw error;
      }
    }
  }

  const heads = async (store: RecordStore, authority: string): Promise<ReadonlyMap<string, number>> =>
    new Map(await Promise.all((await store.logsOf(authority)).map(async (log) => [log, (await store.head(log)).head] as const)));

  /** A store that gives small pages, each followed by changes that it does not show. */
  function busy(store: RecordStore, meanwhile: readonly (readonly Step[])[]): ExportedStore {
    const rounds = [...meanwhile];
    return {
      head: async (authority) => store.head(authority),
      logsOf: async (authority) => store.logsOf(authority),
      changes: async (authority, range) => {
        const page = await store.changes(authority, { ...range, limit: 3 });
        if (authority.startsWith(A)) for (const one of rounds.shift() ?? []) await step(store, A, one);
        return page;
      },
      originsOf: async (ids) => store.originsOf(ids),
    };
  }
});

describe('a file with records that are not for everybody', () => {
  test('says so in its first line, with the logs, and has what belongs together in the order in which it was published', async () => {
    const store = newStore();
    const one = { serial: 1, retire: false, dated: false, sources: [1] };
    for (const logName of ['PUBLIC', 'MEMBER', 'PUBLIC', 'NAMED:MEE']) await step(store, A, { ...one, logName });
    const lines = (await fileOf(store)).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ version: 2, authorities: SERVED, restricted: ['310000/MEMBER', '310000/NAMED:MEE'] });
    expect(lines.slice(1, -1).map(({ authority, version, document }) => [authority, version, document !== undefined])).toEqual([
      [A, 1, false],
      [A, 2, false],
      [`${A}/MEMBER`, 3, false],
      [`${A}/MEMBER`, 4, true],
      [A, 5, false],
      [A, 6, true],
      [`${A}/NAMED:MEE`, 7, true],
    ]);
    expect(lines.at(-1)).toMatchObject({ logs: [{ authority: A, head: 4, live: 0 }, { authority: `${A}/MEMBER`, head: 2, live: 0 }, { authority: `${A}/NAMED:MEE`, head: 1, live: 1 }, { authority: B, head: 0 }] });
    await store.close();
  });

  test('is refused where a record is live in two of its logs', async () => {
    const store = newStore();
    const one = { serial: 1, retire: false, dated: false, sources: [1] };
    for (const logName of ['PUBLIC', 'MEMBER']) await step(store, A, { ...one, logName });
    const other = newStore();
    const doubled = resealed(await fileOf(store), (all) => all.splice(2, 1));
    await expect(restore(doubled, other)).rejects.toThrow(`Line 3 has version 3 of ${id(1)} where 2 should follow`);
    await store.close();
    await other.close();
  });
});

describe('a file that is not what an export wrote', () => {
  let file: string;
  let lines: readonly string[];
  beforeAll(async () => {
    const store = newStore();
    for (const one of [1, 2, 3]) await step(store, A, { serial: one, retire: false, dated: false, sources: [one] });
    await step(store, A, { serial: 2, retire: true, dated: false, sources: [] });
    await step(store, B, { serial: 1, retire: false, dated: false, sources: [] });
    file = await fileOf(store);
    lines = file.split('\n').slice(0, -1);
    await store.close();
  });

  /** Lines: header, four entries of A of which the second has no text, one of B, trailer. */
  const cases: readonly [string, () => string, string][] = [
    ['is empty', () => '', 'The file is empty'],
    ['ends within a line', () => file.slice(0, -20), 'Line 7 is no JSON: it is cut off'],
    ['ends between two lines', () => `${lines.slice(0, 4).join('\n')}\n`, 'ends after line 4 without its trailer'],
    ['has no header', () => lines.slice(1).join('\n'), 'Line 1 stands where the header should be'],
    ['is of a later version', () => file.replace('"version":1', '"version":3'), 'Line 1 says that the file is of version 3, and this program reads 1 and 2'],
    ['says nothing of logs that are not for everybody', () => file.replace('"version":1', '"version":2'), 'Line 1 is a header of version 1 with logs that are not for everybody, or one of version 2 without them'],
    ['has an entry of a log that its first line does not name', () => resealed(file, (all) => (all[1] = all[1]!.replace('"310000"', '"310000/MEMBER"'))), 'Line 2 is of 310000/MEMBER, which the header does not name'],
    ['is no export', () => '{"name":"ucat"}\n', 'Line 1 has not the form'],
    ['lacks an entry', () => lines.toSpliced(2, 1).join('\n'), 'Line 3 has number 3 where 2 should follow'],
    ['has an entry twice', () => lines.toSpliced(2, 0, lines[1]!).join('\n'), 'Line 3 has number 1 where 2 should follow'],
    ['has lines after the trailer', () => `${file}{}\n`, 'Line 8 stands after the trailer'],
    ['has another text', () => resealed(file, (all) => (all[1] = all[1]!.replace('局', '厅'))), `Line 2 has a hash of another document of ${id(1)}`],
    ['has another time', () => resealed(file, (all) => (all[3] = all[3]!.replace('2026-01-01', '2026-01-02'))), 'Line 4 has a leaf hash of something else'],
    ['has an entry of another authority', () => resealed(file, (all) => (all[2] = all[2]!.replace('"310000"', '"MEE"'))), 'Line 3 has number 2 where 1 should follow'],
    ['has an id that is none', () => resealed(file, (all) => (all[1] = all[1]!.replace(id(1), '310000-XX-1'))), 'Line 2 is of "310000-XX-1", which is no id.'],
    ['has another content hash', () => resealed(file, (all) => (all[1] = all[1]!.replace(/"contentHash":"../, '"contentHash":"00'))), `Line 2 has a content hash of something else than ${id(1)}`],
    ['has other sources of a retired record', () => file.replace('"sources":[{"system":"ckan","identifier":"2"}]', '"sources":[]'), 'Line 7 has the SHA-256 of other lines'],
    ['lacks the text of a record', () => resealed(file, (all) => (all[5] = all[5]!.replace(/,"document":.*/, '}').replace(/,"contentHash":"[0-9a-f]*"/, ''))), 'Line 7 ends the log of MEE before the text of every record has come'],
    ['says another head', () => file.replace(/"live":2/, '"live":3'), 'Line 7 says that the logs come to something else'],
    ['counts other entries', () => file.replace('"entries":5', '"entries":4'), 'Line 7 counts 4 entries, but there are 5'],
  ];

  test.each(cases)('it %s: refused, and nothing is written', async (_, change, reason) => {
    const store = newStore();
    const changed = change();
    expect(changed).not.toBe(file);
    await expect(restore(changed, store)).rejects.toThrow(reason);
    expect(await store.head(A)).toMatchObject({ head: 0 });
    expect(await store.head(B)).toMatchObject({ head: 0 });
    await store.close();
  });

  test('one bit of a file that was turned, anywhere, is found', async () => {
    const bytes = Buffer.from(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 2), fc.nat(7), async (at, bit) => {
        const turned = Buffer.from(bytes);
        turned[at]! ^= 1 << bit;
        await expect(readNodeFile(byteLinesOf(turned))).rejects.toThrow(/^(Line \d+ |The file )/);
      }),
      { numRuns: 300 },
    );
  });

  async function* byteLinesOf(bytes: Buffer): AsyncGenerator<FileLine> {
    let number = 0;
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(10, from);
      const stop = end < 0 ? bytes.length : end;
      yield { number: (number += 1), bytes: bytes.subarray(from, stop) };
      from = stop + 1;
    }
  }

  test('a store with another history, or a longer one, is left alone', async () => {
    const store = newStore();
    await step(store, A, { serial: 4, retire: false, dated: false, sources: [] });
    const before = await store.head(A);
    await expect(restore(file, store)).rejects.toThrow('The store has another log of 310000: its entry 1 is not the one of the file');
    expect(await store.head(A)).toEqual(before);
    for (let round = 0; round < 4; round += 1) await step(store, A, { serial: 4, retire: false, dated: false, sources: [] });
    await expect(restore(file, store)).rejects.toThrow('The store has 5 entries of 310000, and the file ends at 4');
    expect(await store.head(B)).toMatchObject({ head: 0 });
    await store.close();
  });

  test('a store that somebody else writes meanwhile is not said to be restored', async () => {
    const store = newStore();
    const publish = async () => step(store, A, { serial: 5, retire: false, dated: false, sources: [] });
    const before = { logsOf: async (authority: string) => store.logsOf(authority), head: async (log: string) => store.head(log), restore: async (...part: Parameters<RecordStore['restore']>) => publish().then(async () => store.restore(...part)) };
    await expect(restoreNode({ store: before, open: () => linesOf(file), served: SERVED })).rejects.toThrow('Expected entry 2 of 310000 but got 1. Somebody else wrote the store meanwhile: stop the node');
    await store.close();

    const other = newStore();
    const after = { logsOf: async (authority: string) => other.logsOf(authority), head: async (log: string) => other.head(log), restore: async (...part: Parameters<RecordStore['restore']>) => other.restore(...part).finally(async () => step(other, B, { serial: 5, retire: false, dated: false, sources: [] })) };
    await expect(restoreNode({ store: after, open: () => linesOf(file), served: SERVED })).rejects.toThrow(/Somebody else wrote the store meanwhile/);
    await other.close();
  });

  test('a store with a log that the file has not is left alone', async () => {
    const store = newStore();
    await step(store, A, { serial: 4, retire: false, dated: false, sources: [], logName: 'OWNER' });
    await expect(restore(file, store)).rejects.toThrow('The store has 1 entries of 310000/OWNER, and the file ends at 0: it is older than the store');
    expect(await store.head(A)).toMatchObject({ head: 0 });
    await store.close();
  });

  test('a node that does not serve an authority of the file does not take it', async () => {
    const store = newStore();
    await expect(restore(file, store, [A])).rejects.toThrow('The file has the log of MEE, which NODE_AUTHORITIES does not name: it has 310000.');
    expect(await store.head(A)).toMatchObject({ head: 0 });
    await store.close();
  });
});
