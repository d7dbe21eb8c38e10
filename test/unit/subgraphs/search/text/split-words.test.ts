import { expect, test } from '@jest/globals';
import { createWordSplitter, splitterWhenNeeded } from '../../../../../subgraphs/search/text/split-words.js';

test('a splitter that is made when it is needed is made once, and splits as any', () => {
  const splitter = createWordSplitter();
  let made = 0;
  const late = splitterWhenNeeded(() => (made++, splitter));
  expect(made).toBe(0);
  expect(late.words('上海市空气质量')).toEqual(splitter.words('上海市空气质量'));
  expect(late.searchWords('中华人民共和国')).toEqual(['中华', '华人', '人民', '共和', '共和国', '中华人民共和国']);
  expect(made).toBe(1);
});
