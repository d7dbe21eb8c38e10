import { expect, test } from '@jest/globals';
import { pinyinOf } from '../../../../../subgraphs/search/text/pinyin.js';

test.each([
  ['空气质量', 'kqzl', 'kongqizhiliang'],
  ['重庆水质', 'cqsz', 'chongqingshuizhi'],
  ['pm空气', 'pmkq', 'pmkongqi'],
])('%s is typed as %s and %s', (text, initials, syllables) => {
  expect(pinyinOf(text)).toEqual({ initials, syllables });
});

test('what has no Chinese character has no pinyin', () => {
  expect(pinyinOf('air quality')).toBeNull();
});
