import { expect, test } from '@jest/globals';
import { percent } from '../../../web/src/words/percent.js';

test.each([
  [0, 400, '0%'],
  [1, 400, '1%'],
  [100, 400, '25%'],
  [399, 400, '99%'],
  [400, 400, '100%'],
])('%d of %d is %s: neither none nor all of it is said where some is', (count, of, expected) => {
  expect(percent(count, of)).toBe(expected);
});
