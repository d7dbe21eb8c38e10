import { expect, test } from '@jest/globals';
import { remembered } from '../../../../../subgraphs/search/text/remembered.js';

test('what a short text comes to is worked out once while few others are asked for, what a long one comes to each time', () => {
  const asked: string[] = [];
  const lengthOf = remembered((text) => (asked.push(text), text.length === 0 ? null : text.length), 2);
  const long = 'x'.repeat(101);
  expect(['', '', 'a', 'a', '', long, long].map(lengthOf)).toEqual([null, null, 1, 1, null, 101, 101]);
  expect(asked).toEqual(['', 'a', long, long]);
  // A long one takes nobody's place.
  expect([lengthOf('a'), asked.length]).toEqual([1, 4]);
  // There is room for two: a third takes the place of both.
  asked.length = 0;
  expect(['bb', 'a', 'ccc', ''].map(lengthOf)).toEqual([2, 1, 3, null]);
  expect(asked.length).toBeGreaterThanOrEqual(3);
});
