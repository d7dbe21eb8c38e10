import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Database from 'libsql';
import { manyRows } from '../../../../../../subgraphs/search/index/libsql/many-rows.js';
import type { Connection } from '../../../../../../subgraphs/search/index/libsql/schema.js';

let connection: Connection;
beforeEach(() => {
  connection = new Database(':memory:');
  connection.exec('CREATE TABLE kept (id TEXT PRIMARY KEY, version INTEGER NOT NULL, text TEXT NOT NULL) WITHOUT ROWID');
});
afterEach(() => {
  connection.close();
});

const kept = (): readonly unknown[] => connection.prepare("SELECT id || ' ' || version || ' ' || text || ' ' || typeof(text) AS row FROM kept ORDER BY id").all().map((row) => (row as { row: string }).row);

test('rows are written as one after the other, however many there are and however often one is among them', () => {
  const write = manyRows(connection, 'kept', '(?, ?, CAST(? AS TEXT))', 'ON CONFLICT (id) DO UPDATE SET version = excluded.version, text = excluded.text WHERE excluded.version >= kept.version');
  const row = fc.tuple(fc.nat({ max: 150 }).map((id) => `r${String(id)}`), fc.nat({ max: 5 }), fc.constantFrom('', '空气', 'a'));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 230 }), fc.boolean(), (rows, asBytes) => {
      connection.exec('DELETE FROM kept');
      const expected = new Map<string, (typeof rows)[number]>();
      for (const one of rows) if ((expected.get(one[0])?.[1] ?? 0) <= one[1]) expected.set(one[0], one);
      write(rows.map(([id, version, text]) => [id, version, asBytes ? Buffer.from(text) : text]));
      expect(kept()).toEqual([...expected.values()].map(([id, version, text]) => `${id} ${String(version)} ${text} text`).sort((a, b) => ((a.split(' ')[0] as string) < (b.split(' ')[0] as string) ? -1 : 1)));
    }),
    { numRuns: 50 },
  );
});
