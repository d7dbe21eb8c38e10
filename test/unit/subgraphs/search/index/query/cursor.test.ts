import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, listFingerprint } from '../../../../../../subgraphs/search/index/query/cursor.js';

test('a place comes back from its cursor', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(-Infinity)), fc.string(), fc.string(), fc.array(fc.nat(255)), fc.option(fc.record({ key: fc.nat(), id: fc.string() })), (key, title, id, statistics, edge) => {
      expect(decodeCursor('list', encodeCursor('list', { key, title, id, statistics, edge, window: null }))).toEqual({ key: key === 0 ? 0 : key, title, id, statistics, edge, window: null });
    }),
  );
});

test('so does the window that its hit stands in', () => {
  const window = fc.record({ model: fc.nat(), packed: fc.uint8Array({ maxLength: 64 }), batch: fc.nat(), edge: fc.record({ key: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), id: fc.string() }), mean: fc.double({ noNaN: true, min: -1, max: 1 }).map((mean) => mean || 0) });
  fc.assert(
    fc.property(window, (given) => {
      const { window: back } = decodeCursor('list', encodeCursor('list', { key: 1, title: '', id: 'x', statistics: [], edge: null, window: given }));
      expect(back && { ...back, packed: [...back.packed] }).toEqual({ ...given, packed: [...given.packed], edge: { ...given.edge, key: given.edge.key || 0 } });
    }),
  );
});

test('lists differ by query, filter and sort; what changes nothing makes no difference', () => {
  const list = { query: '空气', filter: { themes: ['a'] }, sort: 'RELEVANCE' as const, lang: 'ZH' as const };
  const same = [{ ...list, query: ' 空气 ' }, { ...list, lang: 'EN' as const }, { ...list, filter: { themes: ['a'], region: null } }];
  const others = [{ ...list, query: '水' }, { ...list, filter: { themes: ['b'] } }, { ...list, filter: {} }, { ...list, sort: 'TITLE' as const }, { ...list, sort: 'TITLE' as const, lang: 'EN' as const }];
  expect(new Set(same.map(listFingerprint))).toEqual(new Set([listFingerprint(list)]));
  expect(new Set([list, ...others].map(listFingerprint)).size).toBe(6);
});
