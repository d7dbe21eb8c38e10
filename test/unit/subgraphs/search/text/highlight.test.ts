import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FOUND_END, FOUND_START, highlightFragments, highlightWhole } from '../../../../../subgraphs/search/text/highlight.js';

const shown = (text: string | null): string | null => text?.replaceAll(FOUND_START, '[').replaceAll(FOUND_END, ']') ?? null;

describe('found words in a text', () => {
  test.each([
    ['空气质量监测', ['空气质量', '空气', '质量'], '[空气质量]监测'],
    ['空气和质量', ['空气质量', '空气', '质量'], '[空气]和[质量]'],
    ['Air quality, airports', ['air'], '[Air] quality, airports'],
    ['Datasets', ['dataset'], '[Datasets]'],
    ['每小时PM2.5与5项', ['pm25', 'pm2', '5'], '每小时[PM2.5]与[5]项'],
    ['ＰＭ２．５浓度', ['pm25', 'pm2', '5'], '[ＰＭ２．５]浓度'],
    ['𠮷野家与𠮷野', ['𠮷野'], '[𠮷野]家与[𠮷野]'],
    ['甲\uE000空气\uE001乙', ['空气'], '甲[空气]乙'],
    ['ﬁle', ['file'], '[ﬁle]'],
  ])('%s', (text, found, expected) => {
    expect(shown(highlightWhole(text, found))).toBe(expected);
  });

  test('is null where none is in it', () => {
    expect(highlightWhole('水质', ['空气'])).toBeNull();
    expect(highlightFragments('水质', ['空气'])).toEqual([]);
  });

  test('of a long text at most three pieces are shown, each around what was found', () => {
    const text = ['空气', '空气', '空气', '空气'].join('x'.repeat(500));
    const fragments = highlightFragments(text, ['空气']);
    expect(fragments).toHaveLength(3);
    expect(fragments.every((fragment) => fragment.length < 300 && fragment.includes(`${FOUND_START}空气${FOUND_END}`))).toBe(true);
  });

  test.each([
    [`以2030年为界${'前'.repeat(26)}空气`, '2030年为界'],
    [`${'前'.repeat(40)} international ${'前'.repeat(22)}空气`, 'international '],
  ])('a piece does not begin in the middle of a number or word: %s', (text, beginning) => {
    expect(highlightFragments(text, ['空气'])[0]!.startsWith(beginning)).toBe(true);
  });

  test('nor does it end there', () => {
    expect(highlightFragments(`空气${'后'.repeat(58)}2030年${'后'.repeat(50)}`, ['空气'])[0]!.endsWith('后2030')).toBe(true);
  });

  test('without the marks a fragment is a piece of the text, in whole characters', () => {
    const text = fc.array(fc.constantFrom('空', '气', '𠮷', '𝐀', 'a', ' ', 'é', 'ﬀ', '。'), { maxLength: 300 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (one) => {
        for (const fragment of highlightFragments(one, ['空气', '𠮷', 'a'])) {
          const plain = fragment.replaceAll(FOUND_START, '').replaceAll(FOUND_END, '');
          expect(one.includes(plain)).toBe(true);
          expect(plain.isWellFormed()).toBe(true);
          expect(fragment.split(FOUND_START)).toHaveLength(fragment.split(FOUND_END).length);
        }
      }),
    );
  });
});
