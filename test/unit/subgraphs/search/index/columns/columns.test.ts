import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ListColumn } from '../../../../../../subgraphs/search/index/columns/list-column.js';
import { References } from '../../../../../../subgraphs/search/index/columns/references.js';
import { TextColumn } from '../../../../../../subgraphs/search/index/columns/text-column.js';
import { ValueColumn } from '../../../../../../subgraphs/search/index/columns/value-column.js';

describe('columns give back what was put in', () => {
  test('texts, in code point order by their prefixes and bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
        const column = new TextColumn();
        for (const text of texts) column.add(text);
        expect(texts.map((_, slot) => column.get(slot))).toEqual(texts);
        expect(texts.map((_, slot) => column.isEmpty(slot))).toEqual(texts.map((text) => text === ''));
        const byColumn = [...texts.keys()].sort((a, b) => column.prefix(a) - column.prefix(b) || Buffer.compare(column.bytes(a), column.bytes(b)) || a - b);
        const byCodePoint = [...texts.keys()].sort((a, b) => Buffer.compare(Buffer.from(texts[a]!), Buffer.from(texts[b]!)) || a - b);
        expect(byColumn).toEqual(byCodePoint);
      }),
    );
  });

  test('texts that fill more than one chunk', () => {
    const column = new TextColumn();
    const text = (n: number): string => `${String(n)}${'字'.repeat(10_000)}`;
    for (let n = 0; n < 300; n++) column.add(text(n));
    expect([0, 139, 140, 299].map((n) => column.get(n) === text(n))).toEqual([true, true, true, true]);
    column.add('x'.repeat(50_000));
    expect(column.get(300)).toHaveLength(20_000);
  });

  test('lists and values, however large their numbers become', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.oneof(fc.nat(200), fc.nat(60_000), fc.nat(5_000_000)), { maxLength: 5 })), (lists) => {
        const column = new ListColumn();
        for (const list of lists) column.add(list);
        expect(lists.map((_, slot) => [...column.get(slot)])).toEqual(lists);
      }),
    );
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(5_000), fc.array(fc.array(fc.nat(9), { maxLength: 2 })), (empty, room, lists) => {
        const column = new ListColumn();
        const all = [...Array.from({ length: empty }, () => []), ...lists];
        column.reserve(room);
        for (const list of all) column.add(list);
        expect(all.map((_, slot) => [...column.get(slot)])).toEqual(all);
        expect(column.starts.length > 0).toBe(lists.some(({ length }) => length > 0));
      }),
    );
    const values = new ValueColumn();
    values.reserve(70_000);
    for (let slot = 0; slot < 70_000; slot++) values.set(slot, `v${String(slot)}`);
    expect([0, 255, 256, 65_535, 65_536, 69_999].map((slot) => values.text(slot))).toEqual(['v0', 'v255', 'v256', 'v65535', 'v65536', 'v69999']);
  });
});

test('a reference leads to the record wherever it lies now, and knows whether a live service gives access to it', () => {
  const references = new References((id) => (id === 'known' ? 7 : undefined));
  expect(references.slot(references.number('known'))).toBe(7);
  const a = references.number('a');
  expect(references.number('a')).toBe(a);
  expect(references.slot(a)).toBeUndefined();
  references.refer(a, 'serves', 1);
  references.hold('a', 3);
  expect([references.slot(a), references.isReferred(3, 'serves')]).toEqual([3, true]);
  references.release('a', 3);
  references.hold('a', 4);
  references.refer(a, 'serves', 1);
  references.refer(a, 'serves', -1);
  expect([references.slot(a), references.isReferred(3, 'serves'), references.isReferred(4, 'serves')]).toEqual([4, false, true]);
  references.refer(a, 'serves', -1);
  expect(references.isReferred(4, 'serves')).toBe(false);
  references.hold('nobody refers to it', 9);
  expect(references.ids.find('nobody refers to it')).toBeUndefined();
});
