import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstByKey, firstInOrder } from '../../../../../../subgraphs/search/index/query/top.js';

test('the first in order are those that sorting everything puts first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(12), fc.nat(20), (keys, count, least) => {
      const before = (a: number, b: number): boolean => keys[a]! > keys[b]! || (keys[a] === keys[b] && a < b);
      const passes = (candidate: number): boolean => keys[candidate]! >= least;
      const expected = keys.map((_, index) => index).filter(passes).sort((a, b) => (before(a, b) ? -1 : 1)).slice(0, count);
      expect(firstInOrder(keys.length, count, before, passes)).toEqual(expected);
    }),
  );
});

test('the first by their numbers are the same, with ties and without', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(-Infinity, 0, 1, 2, 3)), fc.nat(12), fc.constantFrom(0, 2, Infinity), fc.nat(3), (numbers, count, most, kept) => {
      const keys = Float64Array.from(numbers);
      const before = (a: number, b: number): boolean => keys[a]! > keys[b]! || (keys[a] === keys[b] && a < b);
      const passes = (candidate: number): boolean => keys[candidate]! <= most && candidate % 4 !== kept;
      expect(firstByKey(keys, count, before, passes, most)).toEqual(firstInOrder(keys.length, count, before, passes));
    }),
  );
});
