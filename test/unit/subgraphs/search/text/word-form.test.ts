import { expect, test } from '@jest/globals';
import { wordForm } from '../../../../../subgraphs/search/text/word-form.js';

test.each([
  ['statistics', 'statistical'],
  ['projection', 'projections'],
  ['education', 'educational'],
  ['operation', 'operationally'],
  ['position', 'positioning'],
  ['commission', 'commissioned'],
  ['forecast', 'forecasting'],
])('%s and %s are one word', (one, other) => {
  expect(wordForm(one)).toBe(wordForm(other));
});

test.each([
  ['projection', 'project'],
  ['elevation', 'elevator'],
  ['institution', 'institute'],
  ['ais', 'ai'],
  ['tion', 't'],
])('%s and %s are not', (one, other) => {
  expect(wordForm(one)).not.toBe(wordForm(other));
});

test('a word is cut to a sane length', () => {
  expect(wordForm('x'.repeat(1_000))).toHaveLength(64);
});
