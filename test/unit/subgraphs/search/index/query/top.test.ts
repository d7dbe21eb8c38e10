import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstInOrder } from '../../../../../../subgraphs/search/index/query/top.js';

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
