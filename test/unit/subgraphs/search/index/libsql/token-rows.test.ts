import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWriter, type Connection } from '../../../../../../subgraphs/search/index/libsql/schema.js';
import { TokenRows } from '../../../../../../subgraphs/search/index/libsql/token-rows.js';

let folder: string;
let connection: Connection;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-token-rows-'));
  connection = openWriter(join(folder, 'index.db'));
});

afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

const byEngine = (token: string): readonly number[] =>
  (connection.prepare('SELECT rowid AS row FROM tokens WHERE tokens MATCH ? ORDER BY rowid').all(`"${token}"`) as { row: number }[]).map(({ row }) => row);

function insert(rows: readonly (readonly [row: number, text: string])[]): void {
  const statement = connection.prepare('INSERT INTO tokens (rowid, text) VALUES (?, ?)');
  connection.exec('BEGIN');
  for (const [row, text] of rows) statement.run(row, text);
  connection.exec('COMMIT');
}

test('there are none in an empty table', () => {
  expect([...(new TokenRows(connection).rows('空气'))]).toEqual([]);
});

const gone = new Set<number>([0]);
const word = fc.string({ unit: fc.constantFrom('空', '气', '质', '§', 'a', 'b', '1'), minLength: 1, maxLength: 4 });
const record = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));

test('they are those that the engine finds, however the records were written, merged and removed', () => {
  let row = 0;
  const texts = new Map<number, string>();
  const tokenRows = new TokenRows(connection);
  connection.exec("INSERT INTO tokens (tokens, rank) VALUES ('pgsz', 64), ('automerge', 2)");
  fc.assert(
    fc.property(fc.array(record, { maxLength: 60 }), fc.array(word, { maxLength: 20 }), fc.nat({ max: 5 }), fc.nat({ max: 9 }), fc.boolean(), fc.boolean(), (records, asked, skipped, removal, marks, hasNoRow) => {
      // Words that go are only marked as gone, or taken out of their leaves. A merge may have written, and removed, row 0.
      connection.exec(`INSERT INTO tokens (tokens, rank) VALUES ('secure-delete', ${String(Number(!marks))})`);
      if (hasNoRow) connection.exec("INSERT INTO tokens (rowid, text) VALUES (0, 'a')");
      if (hasNoRow) connection.exec("INSERT INTO tokens (tokens, rowid, text) VALUES ('delete', 0, 'a')");
      insert(records.map((text) => {
        texts.set((row += 1 + skipped * 60), text);
        return [row, text];
      }));
      const rows = [...texts.keys()];
      const removed = removal < 6 && rows.length > 0 ? (rows[(removal * 7_919) % rows.length] as number) : 0;
      if (removed > 0) connection.prepare("INSERT INTO tokens (tokens, rowid, text) VALUES ('delete', ?, ?)").run(removed, texts.get(removed) as string);
      texts.delete(removed);
      const lost = new Set(removed === 0 ? [] : [removed]);
      for (const token of [...asked, ...records.join(' ').split(' ').slice(0, 20), 'a', '空']) {
        if (token === '') continue;
        const found = [...tokenRows.rows(token)];
        const engines = new Set(byEngine(token));
        expect(found).toEqual([...found].sort((a, b) => a - b));
        for (const after of [0, row - 1, Math.floor(row / 2), found.at(-1) ?? 0]) expect([...tokenRows.rows(token, after)]).toEqual(found.filter((one) => one > after));
        // What was removed may be among them: the engine leaves it in the leaves until they are merged.
        for (const one of engines) expect(found).toContain(one);
        for (const one of found) if (!engines.has(one)) expect(gone.has(one) || lost.has(one)).toBe(true);
      }
      for (const one of lost) gone.add(one);
    }),
    { numRuns: 60 },
  );
});


test('a list of many leaves, begun in one segment and going on in others', () => {
  const rows = Array.from({ length: 90_000 }, (_, n) => n + 1);
  const textOf = (n: number): string => `often ${n % 3 === 0 ? 'third ' : ''}rare${String(n % 40_000)} 数据${String(n % 7)}`;
  for (let from = 0; from < rows.length; from += 15_000) insert(rows.slice(from, from + 15_000).map((n) => [n, textOf(n)]));
  const tokenRows = new TokenRows(connection);
  const found = (token: string): readonly number[] => [...tokenRows.rows(token)];
  expect(found('often')).toEqual(rows);
  for (const after of [1, 14_999, 15_000, 60_000, 89_999, 90_000]) expect([...tokenRows.rows('often', after)]).toEqual(rows.slice(after));
  expect(found('third')).toEqual(rows.filter((n) => n % 3 === 0));
  for (const token of ['rare7', 'rare39999', 'rare', 'ofte', 'often1', '数据3', '数据', 'zzz', '0']) expect(found(token)).toEqual(byEngine(token));
});
