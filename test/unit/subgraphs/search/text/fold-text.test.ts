import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldText, foldWhole } from '../../../../../subgraphs/search/text/fold-text.js';
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

test('each character is folded as it is by the whole way, whatever stands beside it', () => {
  const others: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += code < 0xffff ? 1 : 7) {
    const character = String.fromCodePoint(code);
    for (const text of [character, `${character}\u0301`, `Ａ${character}氣，${character}`]) if (foldText(text) !== foldWhole(text)) others.push(text);
  }
  expect(others).toEqual([]);
}, 60_000);

test('places in a text stay what they are, and what is Simplified stays', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    expect(simplified(text)).toHaveLength(text.length);
    expect(simplified(simplified(text))).toBe(simplified(text));
  }));
});
