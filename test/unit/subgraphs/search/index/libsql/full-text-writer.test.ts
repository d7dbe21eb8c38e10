import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WriteAheadLog } from '../../../../../../subgraphs/kit/libsql/write-ahead-log.js';
import { FullTextWriter } from '../../../../../../subgraphs/search/index/libsql/full-text-writer.js';
import { openWriter, type Connection } from '../../../../../../subgraphs/search/index/libsql/schema.js';
import { readLevels, STRUCTURE_ID } from '../../../../../../subgraphs/search/index/libsql/segments.js';
import { TokenRows } from '../../../../../../subgraphs/search/index/libsql/token-rows.js';

/* Each row has the words of its record's live version, or of dead versions what the live one says too; no file has any other word. */

let folder: string;
let connection: Connection;
let log: WriteAheadLog;
let writer: FullTextWriter;
const begin = (): void => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-words-'));
  connection = openWriter(join(folder, 'index.db'));
  log = new WriteAheadLog(connection);
  writer = new FullTextWriter(connection);
};
const end = (): void => {
  connection.close();
  rmSync(folder, { recursive: true });
};
beforeEach(begin);
afterEach(end);

function transact(work: () => void): void {
  connection.exec('BEGIN IMMEDIATE');
  work();
  writer.finish();
  connection.exec('COMMIT');
  expect(log.settle(true)).toBe(true);
}

/** All steps of what is left to do, as whoever writes the index does them when there is nothing else. */
const tidyAll = (): void => {
  for (let steps = 0; steps === 0 || (writer.isUntidy(true) && steps < 1_000); steps++) transact(() => writer.tidy());
};
const isInFiles = (word: string): boolean => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word));
const rowsOf = (word: string): readonly number[] => [...new TokenRows(connection).rows(word)];
const byEngine = (word: string): readonly number[] => (connection.prepare('SELECT rowid AS row FROM tokens WHERE tokens MATCH ?').all(`"${word}"`) as { row: number }[]).map(({ row }) => row);
const leftovers = (): unknown => connection.prepare('SELECT row_number, live_row, words FROM leftovers').all();
/** By the engine's own check; it takes leaves of which all was taken out for broken ones, so a row is put there for its time. */
const isWhole = (): void => {
  transact(() => writer.insert(1_000_000, 'whole'));
  connection.exec("INSERT INTO tokens (tokens) VALUES ('optimize')");
  connection.exec("INSERT INTO tokens (tokens) VALUES ('integrity-check')");
  transact(() => writer.remove(1_000_000, 'whole'));
};
/** Begins unlike its neighbours, for the full text shares beginnings. */
const word = (row: number, n: number): string => `${((row * 7_919_317 + n * 104_729) % 1_679_616).toString(36).padStart(4, '0')}r${String(row)}n${String(n)}z`;
const isLeft = (row: number, n: number): boolean => isInFiles(`r${String(row)}n${String(n)}z`);
const words = (row: number, count: number): string => Array.from({ length: count }, (_, n) => word(row, n)).join(' ');
const fill = (rows: number, count: number): void => transact(() => Array.from({ length: rows }, (_, n) => writer.insert(n + 1, `all ${words(n + 1, count)}`)));

test('of a row that is replaced what the next one says stays; it goes with that, and before it where a later one says less', () => {
  transact(() => writer.insert(1, 'alpha beta gamma'));
  transact(() => {
    writer.insert(2, 'beta gamma delta');
    writer.replace(1, 'alpha beta gamma', 2, 'beta gamma delta');
  });
  expect([rowsOf('alpha'), rowsOf('beta'), rowsOf('delta'), isInFiles('alpha')]).toEqual([[], [1, 2], [2], false]);
  expect(leftovers()).toMatchObject([{ row_number: 1, live_row: 2, words: 'beta gamma' }]);
  transact(() => {
    writer.insert(3, 'gamma');
    writer.replace(2, 'beta gamma delta', 3, 'gamma');
  });
  expect(['alpha', 'beta', 'gamma', 'delta'].map(isInFiles)).toEqual([false, false, true, false]);
  expect([rowsOf('gamma'), leftovers()]).toMatchObject([[1, 2, 3], [{ row_number: 1, live_row: 3, words: 'gamma' }, { row_number: 2, live_row: 3, words: 'gamma' }]]);
  transact(() => writer.remove(3, 'gamma'));
  expect([isInFiles('gamma'), rowsOf('gamma'), leftovers()]).toEqual([false, [], []]);
  isWhole();
});

test('a word by which the engine finds a leaf goes with its row, and the words beside it are found as before', () => {
  const name = (n: number): string => `name${String(n).padStart(6, '0')}`;
  const namesOf = (texts: readonly { readonly term: string }[]): readonly number[] => texts.flatMap(({ term }) => (/^0name\d{6}$/.test(term) ? [Number(term.slice(5))] : []));
  transact(() => Array.from({ length: 20_000 }, (_, n) => writer.insert(n + 1, `all ${name(n + 1)}`)));
  const separators = (): readonly number[] => namesOf(connection.prepare('SELECT CAST(term AS TEXT) AS term FROM tokens_idx').all() as { term: string }[]);
  const gone = separators();
  expect(gone.length).toBeGreaterThan(2);
  transact(() => gone.forEach((row) => writer.remove(row, `all ${name(row)}`)));
  expect([gone.filter((row) => isInFiles(name(row))), separators().filter((row) => gone.includes(row))]).toEqual([[], []]);
  for (const row of gone) expect([rowsOf(name(row - 1)), rowsOf(name(row)), rowsOf(name(row + 1)), byEngine(name(row + 1))]).toEqual([[row - 1], [], [row + 1], [row + 1]]);
  isWhole();
});

test('what has not been written yet leaves nothing', () => {
  transact(() => {
    writer.insert(1, 'alpha beta');
    writer.insert(2, 'beta');
    writer.replace(1, writer.cancel(1) ? null : 'alpha beta', 2, 'beta');
  });
  expect([isInFiles('alpha'), rowsOf('beta'), leftovers()]).toEqual([false, [2], []]);
});

test('of many that go at once the words are only marked, and gone when all steps were done, what was left of others with them', () => {
  fill(120, 50);
  transact(() => {
    writer.insert(201, `all ${words(1, 50)}`);
    writer.replace(1, `all ${words(1, 50)}`, 201, `all ${words(1, 50)}`);
  });
  expect(rowsOf(word(1, 7))).toEqual([1, 201]);
  transact(() => {
    for (let row = 20; row <= 90; row++) writer.remove(row, `all ${words(row, 50)}`);
  });
  expect([writer.isMarked, isLeft(20, 49), byEngine(word(20, 49)), rowsOf(word(91, 7)), byEngine('all').length]).toEqual([true, true, [], [91], 50]);
  tidyAll();
  expect(writer.isMarked).toBe(false);
  expect([...Array.from({ length: 71 }, (_, n) => n + 20)].filter((row) => isLeft(row, 49))).toEqual([]);
  expect([rowsOf(word(1, 7)), rowsOf(word(91, 7)), leftovers()]).toEqual([[201], [91], []]);
  expect(rowsOf('all')).toEqual([...Array.from({ length: 18 }, (_, n) => n + 2), ...Array.from({ length: 30 }, (_, n) => n + 91), 201]);
  expect(byEngine('all')).toEqual(rowsOf('all'));
  isWhole();
  // From then on a single one goes as before.
  transact(() => writer.remove(91, `all ${words(91, 50)}`));
  expect([isLeft(91, 3), rowsOf(word(91, 3)), isLeft(92, 3)]).toEqual([false, [], true]);
});

test('a transaction that is rolled back while many go leaves all as it was, and the next one takes out as before', () => {
  fill(100, 50);
  connection.exec('BEGIN IMMEDIATE');
  for (let row = 1; row <= 80; row++) writer.remove(row, `all ${words(row, 50)}`);
  writer.finish();
  writer.insert(300, 'never');
  connection.exec('ROLLBACK');
  writer.rolledBack();
  expect([rowsOf(word(5, 5)), rowsOf('never')]).toEqual([[5], []]);
  transact(() => writer.remove(5, `all ${words(5, 50)}`));
  expect([isLeft(5, 5), isLeft(6, 5), rowsOf('all').length]).toEqual([false, true, 99]);
  isWhole();
});

test('after a transaction that took words out and was rolled back the next one takes out as before', () => {
  fill(100, 5);
  connection.exec('BEGIN IMMEDIATE');
  writer.remove(5, `all ${words(5, 5)}`);
  writer.finish();
  connection.exec('ROLLBACK');
  writer.rolledBack();
  expect([rowsOf(word(5, 4)), isLeft(6, 4)]).toEqual([[5], true]);
  transact(() => writer.remove(6, `all ${words(6, 5)}`));
  expect([isLeft(6, 4), writer.isMarked, rowsOf('all').length]).toEqual([false, false, 99]);
  isWhole();
});

test('words are taken out also where another writer has told the engine otherwise meanwhile', () => {
  fill(100, 5);
  transact(() => writer.remove(5, `all ${words(5, 5)}`));
  const own = writer;
  writer = new FullTextWriter(connection);
  transact(() => Array.from({ length: 60 }, (_, n) => writer.insert(n + 201, `all ${words(n + 201, 5)}`)));
  writer = own;
  transact(() => writer.remove(6, `all ${words(6, 5)}`));
  expect([isLeft(6, 4), writer.isMarked, isLeft(7, 4)]).toEqual([false, false, true]);
});

test('where there is no room for the merge, words are taken out one by one, and those that are marked when there is', () => {
  fill(400, 50);
  const removeMany = (from: number): void => Array.from({ length: 60 }, (_, n) => n + from).forEach((row) => writer.remove(row, `all ${words(row, 50)}`));
  transact(() => removeMany(1));
  const pages = (connection.prepare('PRAGMA page_count').get() as { page_count: number }).page_count;
  connection.exec(`PRAGMA max_page_count = ${String(pages)}`);
  expect(tidyAll).toThrow('full');
  if (connection.inTransaction) connection.exec('ROLLBACK');
  writer.rolledBack();
  writer.postponeTidying();
  expect([writer.isMarked, writer.isUntidy(true), isLeft(5, 5), rowsOf(word(5, 5)), byEngine('all').length]).toEqual([true, false, true, [5], 340]);
  transact(() => removeMany(101));
  expect([isLeft(105, 5), isLeft(161, 5), byEngine('all').length]).toEqual([false, true, 280]);
  connection.exec('PRAGMA max_page_count = 1000000');
  // Ten minutes later, or another process.
  writer = new FullTextWriter(connection);
  tidyAll();
  expect([writer.isMarked, isLeft(5, 5), isLeft(61, 5), rowsOf('all').length]).toEqual([false, false, true, 280]);
  isWhole();
});

test('a record that is withdrawn among many that are replaced leaves at once', () => {
  fill(100, 50);
  transact(() => {
    for (let row = 1; row <= 60; row++) {
      writer.insert(row + 200, `all ${words(row + 200, 50)}`);
      writer.replace(row, `all ${words(row, 50)}`, row + 200, `all ${words(row + 200, 50)}`);
    }
    writer.remove(70, `all ${words(70, 50)}`);
  });
  expect([writer.isMarked, isLeft(70, 7), isLeft(5, 7), isLeft(205, 7), rowsOf(word(205, 7))]).toEqual([true, false, true, true, [205]]);
  tidyAll();
  expect([isLeft(5, 7), isLeft(205, 7)]).toEqual([false, true]);
  isWhole();
});

test('between the steps others write, and what they mark is gone after the next merge', () => {
  fill(3_000, 60);
  const removeMany = (from: number): void => transact(() => Array.from({ length: 60 }, (_, n) => n + from).forEach((row) => writer.remove(row, `all ${words(row, 60)}`)));
  removeMany(1);
  transact(() => writer.tidy());
  expect(writer.isUntidy(false)).toBe(true);
  removeMany(101);
  transact(() => writer.insert(5_001, `all ${words(5_001, 60)}`));
  transact(() => writer.remove(2_000, `all ${words(2_000, 60)}`));
  expect([isLeft(105, 3), isLeft(2_000, 3), rowsOf(word(5_001, 3)), byEngine(word(105, 3)), byEngine('all').length]).toEqual([true, false, [5_001], [], 2_880]);
  tidyAll();
  expect([isLeft(5, 3), isLeft(105, 3), isLeft(5_001, 3), writer.isMarked, writer.isUntidy(true), rowsOf('all').length]).toEqual([false, false, true, false, false, 2_880]);
  isWhole();
});

test('however often all is merged, it has few levels: each merge within a transaction of others is as long as there are many', () => {
  fill(100, 50);
  for (let row = 1; row <= 70; row += 10) {
    transact(() => Array.from({ length: 10 }, (_, n) => writer.remove(row + n, `all ${words(row + n, 50)}`)));
    tidyAll();
  }
  const { block } = connection.prepare('SELECT block FROM tokens_data WHERE id = ?').get(STRUCTURE_ID) as { block: Uint8Array };
  expect(readLevels(block).length).toBeLessThan(6);
  expect([isLeft(5, 7), isLeft(75, 7), rowsOf('all').length, byEngine('all').length]).toEqual([false, true, 30, 30]);
  isWhole();
});

test('a word goes at once also where its segment is merged already, and the merge is not at its end', () => {
  connection.exec("INSERT INTO tokens (tokens, rank) VALUES ('pgsz', 64)");
  writer = new FullTextWriter(connection, { leavesAStep: 1 });
  fill(30, 5);
  transact(() => writer.insert(31, '000qqz'));
  transact(() => writer.tidy());
  expect([writer.isUntidy(false), rowsOf('000qqz')]).toEqual([true, [31]]);
  transact(() => writer.remove(31, '000qqz'));
  expect([writer.isUntidy(false), isInFiles('0qqz'), rowsOf('000qqz'), byEngine('000qqz'), rowsOf('all').length]).toEqual([true, false, [], [], 30]);
  tidyAll();
  isWhole();
});

test('what was marked when a process ended is dropped by the next', () => {
  fill(3_000, 60);
  transact(() => Array.from({ length: 60 }, (_, n) => n + 1).forEach((row) => writer.remove(row, `all ${words(row, 60)}`)));
  transact(() => writer.tidy());
  connection.close();
  connection = openWriter(join(folder, 'index.db'));
  log = new WriteAheadLog(connection);
  writer = new FullTextWriter(connection);
  expect([writer.isMarked, isLeft(5, 3)]).toEqual([true, true]);
  tidyAll();
  expect([writer.isMarked, isLeft(5, 3), isLeft(105, 3), rowsOf('all').length]).toEqual([false, false, true, 2_940]);
  isWhole();
});

const replaceBySame = (row: number, next: number, text: string): void => {
  const known = writer.cancel(row) ? null : text;
  writer.insert(next, text);
  writer.replace(row, known, next, text);
};

test('what was left is taken out when it is much', () => {
  fill(2_050, 5);
  expect([writer.isUntidy(true), writer.isUntidy(false)]).toEqual([false, false]);
  transact(() => Array.from({ length: 2_050 }, (_, n) => replaceBySame(n + 1, n + 3_001, `all ${words(n + 1, 5)}`)));
  expect([writer.isUntidy(true), writer.isUntidy(false), rowsOf('all').length, rowsOf(word(7, 3))]).toEqual([true, true, 4_100, [7, 3_007]]);
  tidyAll();
  expect([writer.isUntidy(true), rowsOf('all').length, rowsOf(word(7, 3)), leftovers()]).toEqual([false, 2_050, [3_007], []]);
  isWhole();
});

test('of a record that changes all the time not more and more is left', () => {
  fill(1, 5);
  const text = `all ${words(1, 5)}`;
  for (let row = 1; row < 60; row += 3) transact(() => [0, 1, 2].forEach((n) => replaceBySame(row + n, row + n + 1, text)));
  expect(rowsOf('all').length).toBeLessThan(20);
  expect(rowsOf('all').at(-1)).toBe(61);
  transact(() => writer.remove(61, text));
  expect([isInFiles('all'), isLeft(1, 3)]).toEqual([false, false]);
});

const version = fc.array(fc.constantFrom('aaqq', 'bbqq', 'ccqq', 'ddqq', 'eeqq', 'ffqq'), { minLength: 1, maxLength: 5 }).map((some) => [...new Set(some)]);
const act = fc.record({ record: fc.integer({ min: 0, max: 4 }), says: fc.option(version) });

type Live = Map<number, { row: number; says: readonly string[] }>;
const SAID = ['aaqq', 'bbqq', 'ccqq', 'ddqq', 'eeqq', 'ffqq'];
const nameOf = (record: number, said: string): string => `${'pqrst'.charAt(record)}${said}${String(record)}z`;
const tokensOf = (record: number, says: readonly string[]): string => says.map((one) => `${nameOf(record, one)} `).join('');

/** Puts versions of records into each other's place, each under a row of its own. */
function putInto(live: Live): (act: { record: number; says: readonly string[] | null }) => void {
  let next = 1;
  return ({ record, says }) => {
    const before = live.get(record);
    const known = before && (writer.cancel(before.row) ? null : tokensOf(record, before.says));
    if (says) {
      const row = next++;
      writer.insert(row, tokensOf(record, says));
      if (before) writer.replace(before.row, known as string | null, row, tokensOf(record, says));
      live.set(record, { row, says });
    } else if (before) {
      writer.remove(before.row, known as string | null);
      live.delete(record);
    }
  };
}

/** @param inFiles whether no file has any other word */
function expectWhatIsLive(live: Live, inFiles: boolean): void {
  for (let record = 0; record < 5; record++) {
    for (const said of SAID) {
      const { row, says } = live.get(record) ?? { row: 0, says: [] };
      const found = rowsOf(nameOf(record, said));
      expect(found.includes(row)).toBe(says.includes(said));
      expect(byEngine(nameOf(record, said)).includes(row)).toBe(says.includes(said));
      if (inFiles) expect(isInFiles(`${said.slice(1)}${String(record)}z`)).toBe(says.includes(said));
    }
  }
}

function expectNothingAfter(live: Live, put: ReturnType<typeof putInto>): void {
  isWhole();
  transact(() => [...live.keys()].forEach((record) => put({ record, says: null })));
  tidyAll();
  expect([leftovers(), connection.prepare('SELECT count(*) AS rows FROM tokens_docsize').get()]).toMatchObject([[], { rows: 0 }]);
}

test('whatever is put in whose place, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.array(act, { maxLength: 6 }), fc.boolean()), { maxLength: 8 }), (batches) => {
      end();
      begin();
      const live: Live = new Map();
      const put = putInto(live);
      for (const [acts, tidies] of batches) {
        transact(() => acts.forEach(put));
        expectWhatIsLive(live, true);
        if (!tidies) continue;
        tidyAll();
        expectWhatIsLive(live, true);
        expect(leftovers()).toEqual([]);
      }
      expectNothingAfter(live, put);
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('the same where nearly all is only marked, and dropped in the smallest steps, between which others write', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.array(act, { maxLength: 6 }), fc.integer({ min: 0, max: 4 })), { maxLength: 10 }), (batches) => {
      end();
      begin();
      connection.exec("INSERT INTO tokens (tokens, rank) VALUES ('pgsz', 64)");
      writer = new FullTextWriter(connection, { atOnce: 1, withdrawnAtOnce: 4, leavesAStep: 1 });
      const live: Live = new Map();
      const put = putInto(live);
      for (const [acts, steps] of batches) {
        transact(() => acts.forEach(put));
        expectWhatIsLive(live, !writer.isMarked);
        for (let step = 0; step < steps; step++) transact(() => writer.tidy());
        expectWhatIsLive(live, !writer.isMarked);
      }
      tidyAll();
      expectWhatIsLive(live, true);
      expectNothingAfter(live, put);
    }),
    { numRuns: 40 },
  );
}, 120_000);
