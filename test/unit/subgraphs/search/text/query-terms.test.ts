import { expect, test } from '@jest/globals';
import { createQueryReader } from '../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';

const readQuery = createQueryReader(createWordSplitter());

test('the words of a run must occur; that they stand together only counts for the order', () => {
  const { conditions, scoring, found } = readQuery('上海空气');
  expect(conditions).toEqual([{ all: ['上海', '空气'] }]);
  expect(scoring).toEqual(expect.arrayContaining([{ token: '上海', weight: 1 }, { token: '空气', weight: 1 }, { token: '海空', weight: 0.4 }]));
  expect(found[0]).toBe('上海空气');
});

test('a name of several parts is found apart or joined', () => {
  expect(readQuery('PM2.5').conditions).toEqual([{ all: ['pm2', '5'], or: 'pm25' }]);
  expect(readQuery('air pm').conditions).toEqual([{ all: ['air'] }, { all: ['pm'] }]);
  expect(readQuery('空气PM2.5质量').conditions).toEqual([{ all: ['空气'] }, { all: ['pm2', '5'], or: 'pm25' }, { all: ['质量'] }]);
});

test('a single character is a prefix', () => {
  expect(readQuery('水').conditions).toEqual([{ all: ['水*'] }]);
});

test('what has no word has no condition', () => {
  expect(readQuery(' ，!“” ')).toEqual({ conditions: [], scoring: [], found: [], length: 0 });
});
