import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Database from 'libsql';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import { RowWriter } from '../../../../../../subgraphs/search/index/libsql/row-writer.js';
import { openWriter } from '../../../../../../subgraphs/search/index/libsql/schema.js';
import type { ChangeBatch, RecordChange, SearchRequest } from '../../../../../../subgraphs/search/index/search-index.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';

/* What a record said and says no more stands in no file of the index: neither its document nor a word of it. */

const splitter = createWordSplitter();
const id = (serial: number): string => formatId('310000', 'DATASET', serial);
/** A word that only one version of one record has. */
const word = (serial: number, version: number): string => `qz${String.fromCharCode(97 + serial)}${'kvwxj'.charAt(version % 5)}${String(serial)}v${String(version)}q`;
const REQUEST: SearchRequest = { query: null, filter: {}, sort: 'RELEVANCE', first: 50, after: null, lang: 'ZH', facets: [], facetSize: 10, highlights: false, sameAs: false };

let seq = 0;
/** A word that some versions of a record have. */
const shared = (serial: number, label: number): string => `sh${String.fromCharCode(97 + serial)}${'mnprt'.charAt(label)}${String(serial)}s${String(label)}q`;
const upsert = (serial: number, version: number, filling = 3, label = 0): RecordChange => {
  const mark = word(serial, version);
  const fields = { titles: [{ lang: 'zh', text: `水文 ${mark} ${shared(serial, label)} 年报` }], descriptions: [{ lang: 'zh', text: `监测站 ${mark}。`.repeat(filling) }], keywords: [mark], license: mark, items: [{ name: mark }], sources: [{ system: 's', identifier: mark }] };
  return { seq: ++seq, id: id(serial), version, op: 'UPSERT', document: JSON.stringify({ id: id(serial), ...fields }) };
};
const tombstone = (serial: number, version: number): RecordChange => ({ seq: ++seq, id: id(serial), version, op: 'TOMBSTONE', document: '{}' });
const batch = (...changes: readonly RecordChange[]): ChangeBatch => ({ changes, setAside: [], position: { cursor: `c${String(seq)}`, seq } });

let folder: string;
let index: LibsqlSearchIndex;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-rows-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter });
});
afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

const isInFiles = (text: string): boolean => readdirSync(folder).some((name) => [Buffer.from(text), Buffer.from(text, 'utf16le')].some((bytes) => readFileSync(join(folder, name)).includes(bytes)));
/** Without its beginning, which the full text may share with the word before it. */
const isLeft = (serial: number, version: number): boolean => isInFiles(word(serial, version).slice(3));
const found = async (query: string): Promise<readonly string[]> => (await index.search({ ...REQUEST, query })).hits.map((hit) => hit.id).sort();

test('of a record that is replaced or withdrawn nothing is left in the files', async () => {
  await index.apply('310000', batch(...Array.from({ length: 20 }, (_, serial) => upsert(serial, 1))));
  expect([3, 4, 5].map((serial) => isLeft(serial, 1))).toEqual([true, true, true]);
  await index.apply('310000', batch(upsert(3, 2), tombstone(4, 2)));
  expect([3, 4, 5].map((serial) => isLeft(serial, 1))).toEqual([false, false, true]);
  expect([await found(word(3, 2)), await found(word(3, 1)), await found(word(4, 1)), await found(word(5, 1))]).toEqual([[id(3)], [], [], [id(5)]]);
});

test('neither of one whose versions come in one batch, nor of one that is taken in by a log that is read anew', async () => {
  await index.apply('310000', batch(upsert(1, 1), upsert(1, 2), upsert(2, 1)));
  expect([isLeft(1, 1), isLeft(1, 2)]).toEqual([false, true]);
  await index.stage('310000', batch(upsert(1, 3), upsert(9, 1)), true);
  expect(isLeft(9, 1)).toBe(true);
  await index.swapIn('310000', { cursor: 'again', seq });
  expect([isLeft(1, 2), isLeft(2, 1), isLeft(1, 3), isLeft(9, 1)]).toEqual([false, false, true, true]);
});

test('nor of a reading that was begun and given up', async () => {
  await index.apply('310000', batch(upsert(1, 1)));
  await index.stage('310000', batch(upsert(7, 1)), true);
  expect(isLeft(7, 1)).toBe(true);
  await index.stage('310000', batch(), true);
  expect(isLeft(7, 1)).toBe(false);
  await index.stage('310000', batch(upsert(8, 1)), true);
  await index.close();
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter });
  expect(isLeft(8, 1)).toBe(false);
});

test('nor where a reader was in the way of emptying the log, once another batch comes', async () => {
  await index.apply('310000', batch(upsert(1, 1), upsert(2, 1)));
  const reader = new Database(join(folder, 'index.db'), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM documents').get();
  await index.apply('310000', batch(upsert(1, 2)));
  reader.exec('ROLLBACK');
  reader.close();
  await index.apply('310000', batch(upsert(3, 1)));
  expect([isLeft(1, 1), isLeft(1, 2)]).toEqual([false, true]);
});

test('a reason why a text was set aside has nothing of the text', async () => {
  const { setAside } = await index.apply('310000', batch({ seq: ++seq, id: id(1), version: 1, op: 'UPSERT', document: '张三丰 13800000000' }, { seq: ++seq, id: id(2), version: 1, op: 'UPSERT', document: '{"id":"张三丰"}' }));
  expect(setAside).toHaveLength(2);
  expect(JSON.stringify(setAside)).not.toMatch(/张|138/);
  expect(isInFiles('张三丰')).toBe(false);
});

describe('a file of a program that left words where they were', () => {
  test('is written as it was, until it is made anew', async () => {
    await index.apply('310000', batch(upsert(1, 1), upsert(2, 1)));
    await index.close();
    const file = openWriter(join(folder, 'index.db'));
    file.exec("DROP TABLE tokens; CREATE VIRTUAL TABLE tokens USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='ascii'); UPDATE meta SET value = '5' WHERE key = 'analysis'");
    file.close();
    index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter });
    expect(await found('水文')).toEqual([id(1), id(2)].sort());
    await index.apply('310000', batch(upsert(1, 2)));
    expect([isLeft(1, 1), await found(word(1, 2)), await found(word(2, 1))]).toEqual([false, [id(1)], [id(2)]]);
  });
});

test('a word that versions share goes with the last of them, though a program wrote meanwhile that knew nothing of what was left', async () => {
  await index.apply('310000', batch(upsert(1, 1), upsert(2, 1)));
  await index.apply('310000', batch(upsert(1, 2), upsert(2, 2)));
  const left = (): readonly boolean[] => [1, 2].map((serial) => isInFiles(shared(serial, 0).slice(3)));
  await index.apply('310000', batch(tombstone(1, 3)));
  expect([left(), await found(shared(2, 0))]).toEqual([[false, true], [id(2)]]);
  await index.close();
  const older = new Database(join(folder, 'index.db'));
  const { row } = older.prepare('SELECT row_number AS row FROM versions WHERE id = ?').get(id(2)) as { row: number };
  older.exec(`PRAGMA secure_delete = ON; INSERT INTO tokens (tokens, rowid, text) VALUES ('delete', ${String(row)}, '${shared(2, 0)} §${shared(2, 0)}'); DELETE FROM facts WHERE row_number = ${String(row)}; DELETE FROM documents WHERE row_number = ${String(row)}; UPDATE versions SET row_number = NULL WHERE id = '${id(2)}'`);
  older.close();
  expect(left()).toEqual([false, true]);
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter });
  expect(left()).toEqual([false, false]);
});

interface Act {
  readonly serial: number;
  readonly label: number;
  readonly retires: boolean;
  readonly filling: number;
}

/** Does what is said to an index of its own, and looks into its files after each batch. */
async function filesHoldWhatIsLive(batches: readonly (readonly Act[])[]): Promise<void> {
  await index.close();
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter });
  const versions = new Map<number, { version: number; live: boolean; label: number }>();
  for (const acts of batches) {
    const changes = acts.map(({ serial, label, retires, filling }) => {
      const version = (versions.get(serial)?.version ?? 0) + 1;
      versions.set(serial, { version, live: !retires, label });
      return retires ? tombstone(serial, version) : upsert(serial, version, filling, label);
    });
    await index.apply('310000', batch(...changes));
    for (const [serial, { version, live, label }] of versions) {
      expect([0, 1, 2].map((one) => isInFiles(shared(serial, one).slice(3)))).toEqual([0, 1, 2].map((one) => live && one === label));
      expect(await found(shared(serial, label))).toEqual(live ? [id(serial)] : []);
      for (let before = 1; before < version; before++) expect([before, isLeft(serial, before)]).toEqual([before, false]);
      expect([word(serial, version), isLeft(serial, version), await found(word(serial, version))]).toEqual([word(serial, version), live, live ? [id(serial)] : []]);
    }
    expect(await found('水文')).toEqual([...versions].filter(([, { live }]) => live).map(([serial]) => id(serial)).sort());
  }
}

test('whatever is done to records in whatever order, the files hold the words of what is live, and of nothing else', async () => {
  const act = fc.record({ serial: fc.integer({ min: 0, max: 11 }), label: fc.integer({ min: 0, max: 2 }), retires: fc.boolean(), filling: fc.integer({ min: 1, max: 400 }) });
  await fc.assert(fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }), filesHoldWhatIsLive), { numRuns: 25 });
}, 120_000);

test('also where the engine has moved rows between pages before', async () => {
  const put = (serial: number, filling: number): Act => ({ serial, label: 0, retires: false, filling });
  await filesHoldWhatIsLive([[put(0, 337), put(1, 234)], [put(3, 78), put(2, 1), put(11, 229), put(9, 75), put(2, 1)], [put(3, 319), put(11, 1), put(0, 1)], [put(9, 1)]]);
});

test('few long documents wait to be written at once', () => {
  const connection = openWriter(join(folder, 'long.db'));
  try {
    const rows = new RowWriter(connection, () => '');
    const written = (): number => (connection.prepare('SELECT count(*) AS count FROM documents').get() as { count: number }).count;
    for (let n = 1; n <= 5; n++) rows.insert({ facts: '[]', tokens: '', summaries: ['', ''], modified: '', names: [] }, 'x'.repeat(1_500_000));
    expect(written()).toBe(3);
    rows.finish();
    expect(written()).toBe(5);
  } finally {
    connection.close();
  }
});
