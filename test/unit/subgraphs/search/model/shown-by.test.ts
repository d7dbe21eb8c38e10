import { expect, test } from '@jest/globals';
import { audienceOf } from '../../../../../schema/audience.js';
import { mayBeIndexed, shownBy } from '../../../../../subgraphs/search/model/shown-by.js';

test('a record is shown by the narrower of its log and its own word', () => {
  const named = (...codes: readonly string[]) => audienceOf({ audience: 'NAMED', named: codes });
  expect(shownBy('PUBLIC', audienceOf({}))).toBe('PUBLIC');
  expect(shownBy('MEMBER', audienceOf({}))).toBe('MEMBER');
  expect(shownBy('PUBLIC', audienceOf({ audience: 'MEMBER' }))).toBe('MEMBER');
  expect(shownBy('PUBLIC', audienceOf({ grade: 'CORE' }))).toBe('OWNER');
  expect(shownBy('NAMED:330000,MEE', named('MEE', '330000'))).toBe('NAMED:330000,MEE');
  expect(shownBy('NAMED:330000', named('MEE'))).toBe('OWNER');
});

test('only logs that may leave their node may be indexed', () => {
  expect(['PUBLIC', 'MEMBER', 'NAMED:MEE', 'OWNER', 'NAMED:', 'SOME', ''].map(mayBeIndexed)).toEqual([true, true, true, false, false, false, false]);
});
