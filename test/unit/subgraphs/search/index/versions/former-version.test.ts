import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Database from 'libsql';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import type { ChangeBatch, RecordChange, SearchRequest } from '../../../../../../subgraphs/search/index/search-index.js';
import { FormerVersion } from '../../../../../../subgraphs/search/index/versions/former-version.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';

/* The version that is kept for a way back, beside one that goes on: what that changes is in no file of it, and the way back is whole. */

const A = '310000';
const MEMBER = `${A}/MEMBER`;
const splitter = createWordSplitter();
const id = (serial: number): string => formatId(A, 'DATASET', serial);
/** A word that only one version of one record has. */
const word = (serial: number, version: number): string => `qz${String.fromCharCode(97 + serial)}${'kvwxj'.charAt(version % 5)}${String(serial)}v${String(version)}q`;
const REQUEST: SearchRequest = { query: null, filter: {}, sort: 'TITLE', first: 100, after: null, lang: 'ZH', facets: ['KEYWORD'], facetSize: 50, highlights: false, sameAs: false };
const STAFF = { authorities: [A] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-former-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const open = async (name: string): Promise<LibsqlSearchIndex> => LibsqlSearchIndex.open(at(name), { splitter });
const text = (serial: number, version: number): string => {
  const mark = word(serial, version);
  return JSON.stringify({ id: id(serial), titles: [{ lang: 'zh', text: `水文 ${mark} 年报` }], descriptions: [{ lang: 'zh', text: `监测站 ${mark}。` }], keywords: [mark], license: mark, items: [{ name: mark }] });
};
type Act = Pick<RecordChange, 'op'> & { readonly serial: number; readonly version: number };
const batch = (from: number, acts: readonly Act[]): ChangeBatch => ({
  changes: acts.map(({ op, serial, version }, index) => ({ seq: from + index + 1, id: id(serial), version, op, at: '2026-03-01T00:00:00.000Z', document: op === 'UPSERT' ? text(serial, version) : JSON.stringify({ reason: '撤销' }) })),
  setAside: [],
  position: { cursor: `c${String(from + acts.length)}`, seq: from + acts.length },
});
const upsert = (serial: number, version: number): Act => ({ op: 'UPSERT', serial, version });
const gone = (serial: number, version: number): Act => ({ op: 'TOMBSTONE', serial, version });

/** An index, and a copy of it that goes on. */
async function twoVersions(acts: readonly Act[], then: readonly Act[] = []): Promise<LibsqlSearchIndex> {
  const former = await open('former.db');
  await former.apply(A, batch(0, acts));
  if (then.length > 0) await former.apply(A, batch(acts.length, then));
  await former.close();
  // Whole also where something of it stands in the write-ahead log.
  for (const name of readdirSync(folder)) copyFileSync(at(name), at(name.replace('former', 'served')));
  return open('served.db');
}

function upkeep(): number {
  const former = FormerVersion.open(at('former.db'), at('served.db')) as FormerVersion;
  const dropped = former.drop();
  while (former.dropWords() === 'MORE');
  expect(former.emptyLog()).toBe(true);
  former.close();
  return dropped;
}

/** Without its beginning, which the full text may share with the word before it. */
const isLeft = (serial: number, version: number): boolean =>
  readdirSync(folder).filter((name) => name.startsWith('former')).some((name) => [Buffer.from(word(serial, version).slice(3)), Buffer.from(word(serial, version).slice(3), 'utf16le')].some((bytes) => readFileSync(at(name)).includes(bytes)));

test('what is changed, withdrawn or confined in the served version is in no byte of it, and the rest is', async () => {
  const served = await twoVersions([1, 2, 3, 4].map((serial) => upsert(serial, 1)));
  await served.apply(A, batch(4, [upsert(1, 2), gone(2, 2)]));
  await served.apply(MEMBER, batch(0, [upsert(3, 3)]));
  expect([1, 2, 3, 4].map((serial) => isLeft(serial, 1))).toEqual([true, true, true, true]);
  expect(upkeep()).toBe(3);
  expect([1, 2, 3, 4].map((serial) => isLeft(serial, 1))).toEqual([false, false, false, true]);
  expect(upkeep()).toBe(0);
  await served.close();
});

test('what was left of a version before goes with the record, and is left where that is as it was', async () => {
  const served = await twoVersions([upsert(1, 1), upsert(2, 1)], [upsert(1, 2), upsert(2, 2)]);
  await served.apply(A, batch(4, [gone(1, 3)]));
  const inFormer = <Row>(sql: string): readonly Row[] => {
    const database = new Database(at('former.db'), { readonly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  };
  const left = (): unknown => inFormer('SELECT l.row_number AS row, v.id FROM leftovers AS l JOIN versions AS v ON v.row_number = l.live_row ORDER BY v.id');
  const said = (): number => inFormer("SELECT rowid FROM tokens WHERE tokens MATCH '水文'").length;
  expect([left(), said()]).toEqual([[{ row: 1, id: id(1) }, { row: 2, id: id(2) }], 4]);
  expect(upkeep()).toBe(1);
  expect([left(), said()]).toEqual([[{ row: 2, id: id(2) }], 2]);
  await served.close();
});

test('words that a program left behind which could not make them again are taken out too', async () => {
  const served = await twoVersions([upsert(1, 1), upsert(2, 1)]);
  const database = new Database(at('former.db'));
  database.exec("PRAGMA secure_delete = ON; DELETE FROM facts WHERE row_number = 1; DELETE FROM documents WHERE row_number = 1; DELETE FROM names WHERE row_number = 1; DELETE FROM versions WHERE row_number = 1");
  database.close();
  expect(isLeft(1, 1)).toBe(true);
  expect(upkeep()).toBe(0);
  expect([isLeft(1, 1), isLeft(2, 1)]).toEqual([false, true]);
  await served.close();
});

test('of a log that the served version has read less far, as after the way back, nothing is taken out', async () => {
  const newer = await twoVersions([upsert(1, 1)]);
  await newer.apply(A, batch(1, [upsert(1, 2), upsert(2, 1)]));
  await newer.close();
  const former = FormerVersion.open(at('served.db'), at('former.db')) as FormerVersion;
  expect(former.drop()).toBe(0);
  former.close();
});

test('where there is no room to drop words together they are taken out one by one, and what is marked waits for room', async () => {
  const many = Array.from({ length: 9 }, (_, n) => upsert(n + 1, 1));
  // More words than are taken out at once.
  const wordy = Array.from({ length: 2_500 }, (_, n) => `y${String(n)}y`).join(' ');
  const withWords = ({ changes, ...rest }: ChangeBatch): ChangeBatch => ({ ...rest, changes: changes.map((change, n) => (n === 0 ? { ...change, document: change.document.replace('监测站', wordy) } : change)) });
  const former0 = await open('former.db');
  await former0.apply(A, withWords(batch(0, many)));
  await former0.close();
  copyFileSync(at('former.db'), at('served.db'));
  const served = await open('served.db');
  await served.apply(A, batch(9, [gone(1, 2)]));
  const failures: unknown[] = [];
  const former = FormerVersion.open(at('former.db'), at('served.db'), { onFailure: (error) => failures.push(error) }) as FormerVersion;
  expect([former.drop(), former.dropWords(), isLeft(1, 1)]).toEqual([1, 'MORE', true]);
  const inFormer = (sql: string): void => {
    const database = new Database(at('former.db'));
    database.exec(sql);
    database.close();
  };
  // Stands for a full disk: the end of a merge fails, and words can be taken out of their pages.
  inFormer("CREATE TRIGGER full BEFORE INSERT ON meta WHEN NEW.key = 'marked' BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect([former.dropWords(), former.dropWords(), failures.length]).toEqual(['MORE', 'NO_ROOM', 1]);
  await served.apply(A, batch(10, [gone(2, 2), gone(3, 2)]));
  expect(former.drop()).toBe(2);
  while (former.dropWords() === 'MORE');
  expect([former.emptyLog(), ...[1, 2, 3, 4].map((serial) => isLeft(serial, 1)), former.dropWords()]).toEqual([true, true, false, false, true, 'NO_ROOM']);
  former.close();
  inFormer('DROP TRIGGER full');
  expect(upkeep()).toBe(0);
  expect([1, 2, 3, 4].map((serial) => isLeft(serial, 1))).toEqual([false, false, false, true]);
  await served.close();
});

test('a file of another form, or one whose words can not be taken out, is none to keep', async () => {
  await (await twoVersions([upsert(1, 1)])).close();
  const database = new Database(at('former.db'));
  database.exec("DROP TABLE tokens; CREATE VIRTUAL TABLE tokens USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='ascii')");
  database.close();
  expect(FormerVersion.open(at('former.db'), at('served.db'))).toBeNull();
  const other = new Database(at('former.db'));
  other.exec("UPDATE meta SET value = '99' WHERE key = 'format'");
  other.close();
  expect(FormerVersion.open(at('former.db'), at('served.db'))).toBeNull();
});

const act = fc.record({ serial: fc.integer({ min: 1, max: 6 }), op: fc.constantFrom('UPSERT' as const, 'UPSERT' as const, 'TOMBSTONE' as const) });
/** Versions rise from act to act, and what is not there is not withdrawn. */
const versioned = (acts: readonly Omit<Act, 'version'>[]): readonly Act[] => {
  const versions = new Map<number, number>();
  return acts.map(({ serial, op }) => {
    const version = (versions.get(serial) ?? 0) + 1;
    versions.set(serial, version);
    return { serial, version, op: version === 1 ? 'UPSERT' : op };
  });
};

test('who goes back to it has, once its feeds have gone on, what the served one has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), fc.nat(12), fc.nat(12), async (some, cut, trimmedAt) => {
      const acts = versioned(some);
      const first = Math.min(cut, acts.length);
      const until = Math.min(acts.length, first + trimmedAt);
      const served = await twoVersions(acts.slice(0, first));
      if (until > first) await served.apply(A, batch(first, acts.slice(first, until)));
      upkeep();
      for (const { serial, version } of acts.slice(first, until)) expect(acts.slice(0, first).filter((one) => one.serial === serial && one.version < version).some((one) => isLeft(serial, one.version))).toBe(false);
      if (acts.length > until) await served.apply(A, batch(until, acts.slice(until)));
      const back = await open('former.db');
      expect((await back.position(A)).seq).toBe(first);
      if (acts.length > first) await back.apply(A, batch(first, acts.slice(first)));
      const everything = async (index: LibsqlSearchIndex): Promise<unknown> => [await index.search(REQUEST, STAFF), await index.holdings(A, true), await index.copies([1, 2, 3, 4, 5, 6].map(id), 'SERVICE')];
      expect(await everything(back)).toEqual(await everything(served));
      for (const one of acts) if (one.op === 'UPSERT') expect((await back.search({ ...REQUEST, query: word(one.serial, one.version) })).total).toBe((await served.search({ ...REQUEST, query: word(one.serial, one.version) })).total);
      await back.close();
      await served.close();
      for (const name of readdirSync(folder)) rmSync(at(name));
    }),
    { numRuns: 40 },
  );
}, 120_000);
