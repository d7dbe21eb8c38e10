import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, listFingerprint } from '../../../../../../subgraphs/search/index/query/cursor.js';

test('a place comes back from its cursor', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(-Infinity)), fc.string(), fc.string(), fc.array(fc.nat(255)), fc.option(fc.record({ key: fc.nat(), id: fc.string() })), (key, title, id, statistics, edge) => {
      expect(decodeCursor('list', encodeCursor('list', { key, title, id, statistics, edge, window: null, corrections: [] }))).toEqual({ key: key === 0 ? 0 : key, title, id, statistics, edge, window: null, corrections: [] });
    }),
  );
});

test('so does the window that its hit stands in', () => {
  const window = fc.record({ model: fc.nat(), packed: fc.uint8Array({ maxLength: 64 }), batch: fc.nat(), edge: fc.record({ key: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), id: fc.string() }), mean: fc.double({ noNaN: true, min: -1, max: 1 }).map((mean) => mean || 0), spread: fc.double({ noNaN: true, min: 0, max: 1 }).map((spread) => spread || 0) });
  fc.assert(
    fc.property(window, (given) => {
      const { window: back } = decodeCursor('list', encodeCursor('list', { key: 1, title: '', id: 'x', statistics: [], edge: null, window: given, corrections: [] }));
      expect(back && { ...back, packed: [...back.packed] }).toEqual({ ...given, packed: [...given.packed], edge: { ...given.edge, key: given.edge.key || 0 } });
    }),
  );
});

test('so does what words were taken for, with a window and without; nothing else is taken for that', () => {
  const text = fc.stringMatching(/^(?:[a-z]{1,9}(?: [a-z]{1,9})?|[一-龟]{1,9})$/);
  const place = { key: 1, title: '', id: 'x', statistics: [], edge: null };
  const window = { model: 1, packed: Uint8Array.of(1), batch: 2, edge: { key: 3, id: 'y' }, mean: 0.5, spread: 0.3 };
  fc.assert(
    fc.property(fc.array(fc.record({ asked: text, found: text }), { maxLength: 16 }), fc.constantFrom(null, window), (corrections, given) => {
      const back = decodeCursor('list', encodeCursor('list', { ...place, window: given, corrections }));
      expect([back.corrections, back.window?.batch]).toEqual([corrections, given?.batch]);
    }),
  );
  for (const asked of ['', '.*', 'a|b', '(?:a+)+', 'a  b', 'A', '水.', 'a'.repeat(3_000)]) {
    const forged = encodeCursor('list', { ...place, window: null, corrections: [{ asked, found: 'b' }] });
    expect(() => decodeCursor('list', forged)).toThrow('Expected a cursor of an earlier answer');
  }
});

test('lists differ by query, filter and sort; what changes nothing makes no difference', () => {
  const list = { query: '空气', filter: { themes: ['a'] }, sort: 'RELEVANCE' as const, lang: 'ZH' as const };
  const same = [{ ...list, query: ' 空气 ' }, { ...list, lang: 'EN' as const }, { ...list, filter: { themes: ['a'], region: null } }];
  const others = [{ ...list, query: '水' }, { ...list, filter: { themes: ['b'] } }, { ...list, filter: {} }, { ...list, sort: 'TITLE' as const }, { ...list, sort: 'TITLE' as const, lang: 'EN' as const }];
  expect(new Set(same.map(listFingerprint))).toEqual(new Set([listFingerprint(list)]));
  expect(new Set([list, ...others].map(listFingerprint)).size).toBe(6);
});
