import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostingCache } from '../../../../../../subgraphs/search/index/libsql/posting-cache.js';
import { RowSlots } from '../../../../../../subgraphs/search/index/libsql/row-slots.js';
import { openWriter } from '../../../../../../subgraphs/search/index/libsql/schema.js';
import { slotsIn } from '../../../../../../subgraphs/search/index/query/posting-sets.js';

test('postings of an index that has outgrown the memory for them are kept all the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-postings-'));
  const connection = openWriter(join(folder, 'index.db'));
  try {
    const rows = new RowSlots();
    const cache = new PostingCache(connection, rows, 80);
    const add = (from: number, to: number): void => {
      for (let row = from; row <= to; row++) {
        connection.prepare('INSERT INTO tokens (rowid, text) VALUES (?, ?)').run(row, 'often');
        rows.add(row, row - 1);
      }
    };
    add(1, 4);
    const few = cache.get('often', 4);
    expect(cache.get('often', 4)).toBe(few);
    add(5, 200);
    const many = cache.get('often', 200);
    expect([...slotsIn(many)]).toEqual(Array.from({ length: 200 }, (_, slot) => slot));
    expect(cache.get('often', 200)).toBe(many);
    add(201, 400);
    cache.get('others', 400);
    expect([...slotsIn(cache.get('often', 400))]).toHaveLength(400);
  } finally {
    connection.close();
    rmSync(folder, { recursive: true });
  }
});
