import { expect, test } from '@jest/globals';
import { wholeNumber } from '../../../cli/whole-number.js';

test.each([[1], [7], [10]])('%p is a whole number from 1 to 10', (given) => {
  expect(wholeNumber('--first', given, 1, 10)).toBe(given);
});

test.each([
  [0, '0'],
  [11, '11'],
  [1.5, '1.5'],
  [Infinity, 'Infinity'],
  [NaN, 'what is no number'],
])('%p is none, and it is said what came', (given, shown) => {
  expect(() => wholeNumber('--first', given, 1, 10)).toThrow(`--first: expected a whole number from 1 to 10 but got ${shown}.`);
});

test('without an end any number will do', () => {
  expect(wholeNumber('--calls', 1e12, 0)).toBe(1e12);
  expect(() => wholeNumber('--calls', -1, 0)).toThrow('--calls: expected a whole number from 0 but got -1.');
});
