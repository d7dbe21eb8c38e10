import { expect, test } from '@jest/globals';
import { commonTokens } from '../../../../../../subgraphs/search/index/query/common-tokens.js';
import { createQueryReader } from '../../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';

test('the words that most titles share come first, in each of their fields', () => {
  const tokens = commonTokens(['空气数据', '水质数据', '空气数据', '交通数据'], createQueryReader(createWordSplitter()), 6);
  expect(tokens.slice(0, 3)).toEqual(['数据', '§数据', '¶数据']);
  expect(tokens).toHaveLength(6);
  expect(tokens).not.toContain('水质');
});
