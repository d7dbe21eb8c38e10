import { expect, test } from '@jest/globals';
import { agreement, judgedByBoth } from '../../../../bench/lib/relevance/agreement.js';
import type { JudgedQuery } from '../../../../bench/lib/relevance/judgements.js';

const query = (text: string, grades: Readonly<Record<string, number>>): JudgedQuery => ({ query: text, class: 'zh', half: 'tune', intent: '', grades });
const first = [query('水', { a: 3, b: 2, c: 1 }), query('空气', { e: 3 })];

test('who says the same in all agrees wholly, who says the opposite less than by chance', () => {
  expect(agreement(first, new Map([['水', { a: 3, b: 2, c: 1, d: 0 }]]))).toMatchObject({ records: 4, same: 1, sameUse: 1, kappa: 1 });
  expect(agreement(first, new Map([['水', { a: 0, d: 3 }]]))).toMatchObject({ same: 0, sameUse: 0, kappa: -1 });
});

test('what is a little apart counts for more than what is far apart', () => {
  const near = agreement(first, new Map([['水', { a: 2, b: 2, c: 1, d: 0 }]]));
  const far = agreement(first, new Map([['水', { a: 0, b: 2, c: 1, d: 0 }]]));
  expect(near).toMatchObject({ same: 0.75, sameUse: 1, table: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]] });
  expect(near.kappa).toBeCloseTo(1 - 1 / byChance([0, 1, 2, 3], [0, 1, 2, 2]));
  expect(far.kappa).toBeLessThan(near.kappa);
});

const byChance = (ones: readonly number[], others: readonly number[]): number => ones.flatMap((one) => others.map((other) => (one - other) ** 2)).reduce((sum, square) => sum + square, 0) / ones.length;

test('among what both have seen, each is asked by its own grades', () => {
  const both = judgedByBoth(first, new Map([['水', { a: 1, d: 0, f: 2 }]]));
  expect(both.first.map(({ grades }) => grades)).toEqual([{ a: 3 }]);
  expect(both.second.map(({ grades }) => grades)).toEqual([{ a: 1, f: 2 }]);
});
