import { describe, expect, test } from '@jest/globals';
import { parseLexicon } from '../../../../../subgraphs/search/text/lexicon/parse-lexicon.js';
import { createQueryReader } from '../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';

const splitter = createWordSplitter();
const readQuery = createQueryReader(splitter);

test('the words of a run must occur; that they stand together only counts for the order', () => {
  const { conditions, scoring, found } = readQuery('上海空气');
  expect(conditions).toEqual([{ all: ['上海'] }, { all: ['空气'] }]);
  expect(scoring).toEqual(expect.arrayContaining([{ token: '上海', weight: 1, of: 0 }, { token: '空气', weight: 1, of: 1 }, { token: '海空', weight: 0.4 }]));
  expect(found[0]).toBe('上海空气');
});

test('a name of several parts is found apart or joined, and its letters and digits apart', () => {
  expect(readQuery('PM2.5').conditions).toMatchObject([{ all: ['pm2', '5'], or: 'pm25', others: [{ all: ['pm', '2', '5'], by: 'NAME' }] }]);
  expect(readQuery('air pm').conditions).toEqual([{ all: ['air'], word: 'air' }, { all: ['pm'], word: 'pm' }]);
  expect(readQuery('空气PM2.5质量').conditions).toMatchObject([{ all: ['空气'] }, { all: ['pm2', '5'], or: 'pm25' }, { all: ['质量'] }]);
});

test.each([
  ['gbt2260-2007', ['gbt', '2260', '2007']],
  ['TD/T1055-2019', ['tdt', '1055', '2019']],
  ['jt/t808', ['jtt', '808']],
  ['CIFAR10', ['cifar', '10']],
])('%s is also read as %j', (query, all) => {
  expect(readQuery(query).conditions[0]?.others).toMatchObject([{ all, worth: 1 }]);
});

test('Traditional, full-width and stemmed words ask for the same as their plain forms', () => {
  expect(readQuery('空氣品質').conditions).toEqual(readQuery('空气品质').conditions);
  expect(readQuery('ＧＢ２２６０').conditions).toEqual(readQuery('gb2260').conditions);
  expect(readQuery('Statistics').conditions[0]?.all).toEqual(readQuery('statistical').conditions[0]?.all);
});

test('a single character is a prefix', () => {
  expect(readQuery('水').conditions).toEqual([{ all: ['水*'] }]);
});

test('a number is a code with the dash too that standards are printed with', () => {
  expect(['GB/T 2260-2007', 'GB/T 2260—2007', 'GB/T 2260–2007', '空气—水', 'soil – water'].map((query) => readQuery(query).isCode)).toEqual([true, true, true, false, false]);
});

test('what has no word has no condition', () => {
  expect(readQuery(' ，!“” ')).toEqual({ conditions: [], parts: [], scoring: [], found: [], length: 0, isCode: false });
});

describe('by a lexicon', () => {
  const lexicon = parseLexicon({ dictionary: '', synonyms: '道路收费 | road toll\n监测 => monitoring', stopWords: 'of\n数据', lightWords: 'map' });
  const read = createQueryReader(splitter, lexicon);

  test('a term is one condition, which its synonyms meet too; its words are the parts', () => {
    const { conditions, parts, found } = read('道路收费监测');
    expect(conditions).toMatchObject([
      { all: ['道路', '收费'], others: [{ all: ['road', 'toll'], standsApart: true, by: 'SYNONYM', asked: '道路收费', found: 'road toll', worth: 0.8 }] },
      { all: ['监测'], others: [{ found: 'monitoring', worth: 0.5 }] },
    ]);
    expect(parts).toMatchObject([{ all: ['道路'] }, { all: ['收费'] }, { all: ['监测'] }]);
    expect(found).toEqual(expect.arrayContaining(['道路收费监测', 'road toll', 'monitoring']));
  });

  test('from the other language, in any form of the words; characters of a synonym stand together', () => {
    expect(read('Road Tolls').conditions).toMatchObject([{ all: ['road', 'toll'], others: [{ all: ['道路', '收费', '路收'], found: '道路收费' }] }]);
    expect(read('monitoring').conditions).toEqual([{ all: ['monitor'], word: 'monitoring' }]);
  });

  test('other ways are few in all, of the words as of the parts', () => {
    const terms = Array.from({ length: 20 }, (_, n) => `${String.fromCharCode(97 + n)}term`);
    const synonyms = ['道路收费 | road toll', ...terms.map((term) => `${term} | x${term} | y${term} | z${term}`)].join('\n');
    const { conditions, parts } = createQueryReader(splitter, parseLexicon({ dictionary: '', synonyms, stopWords: '', lightWords: '' }))(`道路收费 ${terms.join(' ')}`);
    expect([conditions, parts].map((some) => [some.length, some.flatMap(({ others = [] }) => others).length])).toEqual([[21, 24], [22, 24]]);
  });

  test('a term begins and ends where words do', () => {
    expect(createQueryReader(splitter, parseLexicon({ dictionary: '', synonyms: '路收 | temper', stopWords: '', lightWords: '' }))('道路收费').conditions).toEqual([{ all: ['道路'] }, { all: ['收费'] }]);
  });

  test('stop words and light ones are not required, unless there is nothing else', () => {
    expect(read('map of air').conditions).toEqual([{ all: ['air'], word: 'air' }]);
    expect(read('of').conditions).toEqual([{ all: ['of'], word: 'of' }]);
    expect(read('map').conditions).toEqual([{ all: ['map'], word: 'map' }]);
  });
});
