import { expect, test } from '@jest/globals';
import { homophonesOf } from '../../../../../subgraphs/search/text/homophones.js';

test.each([
  ['治', '质'],
  ['气', '汽'],
  ['诗', '丝'],
  ['因', '英'],
])('%s may be typed for %s', (typed, meant) => {
  expect(homophonesOf(typed)).toContain(meant);
});

test('a character is none of its own', () => {
  expect(homophonesOf('气')).not.toContain('气');
});
