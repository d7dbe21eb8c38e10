import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textTable } from '../../../../cli/lookup/text-table.js';
import { padded, textWidth } from '../../../../cli/lookup/text-width.js';

test('columns begin at one place in all lines, whatever stands before them', () => {
  const rows = [['short', 'a', 'first'], ['a name that is too long', '气象局的降水观测数据', 'second'], ['', '', 'third, which is cut at the end of the terminal']];
  expect(textTable([['name', 12], ['owner', 10], ['title', Infinity]], rows, 40)).toBe(
    ['name        owner     title', 'short       a         first', 'a name tha… 气象局的… second', '                      third, which is c…', ''].join('\n'),
  );
});

test('a padded text is as wide as it was to be, and ends with a space', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'é', '数', '据', ' ', '𠮷')), fc.integer({ min: 3, max: 30 }), (characters, width) => {
      const text = padded(characters.join(''), width);
      expect([textWidth(text), text.endsWith(' ')]).toEqual([width, true]);
    }),
  );
});
