import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIndexTokenizer, INDEXED_CHARACTERS, titleStart } from '../../../../../subgraphs/search/text/index-tokens.js';
import { createQueryReader } from '../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';

const splitter = createWordSplitter();
const indexTokens = createIndexTokenizer(splitter);
const readQuery = createQueryReader(splitter);
const NOTHING = { titles: [], keywords: [], descriptions: [], names: [] };
const tokensOf = (description: string): readonly string[] => indexTokens({ ...NOTHING, descriptions: [description] }).text.trim().split(' ');

/** Whether a text is found by a query, by the tokens of both. */
function isFound(query: string, text: string): boolean {
  const tokens = tokensOf(text);
  const occurs = (token: string): boolean => (token.endsWith('*') ? tokens.some((one) => one.startsWith(token.slice(0, -1))) : tokens.includes(token));
  const { conditions } = readQuery(query);
  return conditions.length > 0 && conditions.every(({ all, or }) => all.every(occurs) || (or !== undefined && occurs(or)));
}

describe('tokens of a text', () => {
  test.each([
    ['空气质量', ['空气', '气质', '质量', '量']],
    ['水', ['水']],
    ['PM2.5 数据', ['pm2', '5', '数据', '据', 'pm25']],
    ['Air Datasets', ['air', 'dataset']],
    ['GB/T 2260-2007', ['gb', 't', 'gbt', '2260', '2007', '22602007']],
    ['𠮷野', ['𠮷野', '野']],
    ['a，b。c', ['a', 'b', 'c']],
    ['！？ ——', ['']],
  ])('%s', (text, tokens) => {
    expect([...tokensOf(text)].sort()).toEqual([...tokens].sort());
  });

  test('titles and keywords have marked tokens beside the plain ones, long dictionary words and the start of the title', () => {
    const { text, length } = indexTokens({ titles: ['图书馆'], keywords: ['博物馆'], descriptions: [], names: ['name1'] });
    expect(text.trim().split(' ').sort()).toEqual(
      ['图书', '书馆', '馆', '博物', '物馆', '§图书', '§书馆', '§馆', '¶博物', '¶物馆', '¶馆', '图书馆', '§图书馆', '博物馆', '¶博物馆', '¤图书馆', '¢tsg', '¢tushuguan', 'name1'].sort(),
    );
    expect(length).toBe(6);
  });

  test('every long dictionary word of each title and keyword is among them, of one that is short or Latin too', () => {
    const piece = fc.array(fc.constantFrom('图书馆', '博物馆', '水', '数据', '𠮷', 'pm2.5', 'air', ' ', '，', '公积金'), { maxLength: 5 }).map((pieces) => pieces.join(''));
    const longWords = (text: string): readonly string[] => splitter.searchWords(text).filter((word) => word.length > 2 && /^\p{Script=Han}/u.test(word));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 3 }), fc.array(piece, { maxLength: 4 }), (titles, keywords) => {
        const tokens = indexTokens({ ...NOTHING, titles, keywords }).text.split(' ').filter((token) => /^[§¶]?\p{Script=Han}{3,}$/u.test(token));
        const expected = [...titles.flatMap(longWords).flatMap((word) => [word, `§${word}`]), ...keywords.flatMap(longWords).flatMap((word) => [word, `¶${word}`])];
        expect([...new Set(tokens)].sort()).toEqual([...new Set(expected)].sort());
      }),
    );
  });

  test('of a book only the beginning is indexed, all descriptions together', () => {
    const long = '甲乙'.repeat(INDEXED_CHARACTERS);
    const { length } = indexTokens({ ...NOTHING, descriptions: [long, long] });
    expect(length).toBe(INDEXED_CHARACTERS);
  });

  test('the start of a title leaves out what is no letter or digit', () => {
    expect(['“空 气》质量', 'A-Z of data', '𠮷野家', '--'].map((title) => titleStart(title))).toEqual(['空气质', 'azo', '𠮷野家', '']);
  });
});

describe('query and text meet', () => {
  const han = fc.constantFrom(...'空气质量监测数据的和水环境大是人口');
  const character = fc.oneof({ weight: 8, arbitrary: han }, { weight: 1, arbitrary: fc.constantFrom('，', ' ', 'a', '5', '.') });

  test('any run of Chinese characters is found wherever it stands', () => {
    const run = fc.array(han, { minLength: 1, maxLength: 8 }).map((characters) => characters.join(''));
    const around = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''));
    fc.assert(fc.property(run, around, around, (query, before, after) => isFound(query, before + query + after)), { numRuns: 500 });
  });

  test('any word of letters and digits is found as it is written, in any case and width', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('.', '-', '/', ' ', ''), fc.constantFrom('.', '-', '/', ' '), (parts, joiner, other) => {
        const text = parts.join(other);
        expect(isFound(text.toUpperCase(), `前 ${text} 后`)).toBe(true);
        expect(isFound(parts.join(joiner), `x ${parts.join(joiner)} y`)).toBe(true);
        expect(isFound(text, parts.join(' '))).toBe(true);
      }),
    );
  });

  test.each([
    ['大数据', '最大数量', false],
    ['空气', '气空', false],
    ['上海空气', '上海市环境空气', true],
    ['上海的空气', '空气在上海', true],
    ['维修信', '维修信息', true],
    ['维修信', '信用维修', false],
    ['的', '我的', true],
    ['services', 'Service', true],
    ['city', 'Cities', true],
    ['status', 'State', false],
    ['covid-19', 'COVID19', true],
    ['air', 'Airport', false],
  ])('%s in %s: %s', (query, text, expected) => {
    expect(isFound(query, text)).toBe(expected);
  });
});
