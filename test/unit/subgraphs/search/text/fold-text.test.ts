import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldText } from '../../../../../subgraphs/search/text/fold-text.js';
import { simplified } from '../../../../../subgraphs/search/text/simplified.js';

test.each([
  ['空氣品質', '空气品质'],
  ['颱風警報', '台风警报'],
  ['臺灣', '台湾'],
  ['ＰＭ２．５ 濃度', 'pm2.5 浓度'],
  ['Straße', 'straße'],
])('%s is %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('places in a text stay what they are, and what is Simplified stays', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    expect(simplified(text)).toHaveLength(text.length);
    expect(simplified(simplified(text))).toBe(simplified(text));
  }));
});
