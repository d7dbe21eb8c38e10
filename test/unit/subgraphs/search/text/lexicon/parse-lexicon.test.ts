import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LEXICON, readLexicon } from '../../../../../../subgraphs/search/text/lexicon/lexicon-files.js';
import { createQueryReader } from '../../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';
import { BadLexicon, parseLexicon, type LexiconTexts } from '../../../../../../subgraphs/search/text/lexicon/parse-lexicon.js';

const texts = (more: Partial<LexiconTexts>): LexiconTexts => ({ dictionary: '', synonyms: '', stopWords: '', lightWords: '', ...more });
const synonyms = (text: string, first: string) => parseLexicon(texts({ synonyms: text })).synonyms.get(first)?.map(({ pieces, synonyms: found }) => [pieces.join(' '), ...found.map((one) => one.text)]);

describe('synonyms', () => {
  test('each member of a group has all others, in folded form', () => {
    expect(synonyms('空氣品質 | Air Quality | AQ', '空')).toEqual([['空 气 品 质', 'air quality', 'aq']]);
    expect(synonyms('空氣品質 | Air Quality | AQ', 'air')).toEqual([['air qualiti', '空气品质', 'aq']]);
  });

  test('an arrow leads one way, and what is on its right is worth less', () => {
    const { synonyms: found } = parseLexicon(texts({ synonyms: '台风 => cyclone' }));
    expect(found.get('台')?.[0]?.synonyms[0]?.worth).toBeLessThan(parseLexicon(texts({ synonyms: '台风 | cyclone' })).synonyms.get('台')?.[0]?.synonyms[0]?.worth ?? 0);
    expect(found.get('cyclon')).toBeUndefined();
  });

  test('groups that share a term are joined, the longest term goes first, and spellings of one word are no synonyms', () => {
    expect(synonyms('空气 | air\n空气 | 大气\n空气质量 | air quality', '空')).toEqual([['空 气 质 量', 'air quality'], ['空 气', 'air', '大气']]);
    expect(synonyms('map | maps', 'map')).toEqual([['map']]);
  });

  test.each(['alone', 'a => b => c', '| |', `a | ${'b'.repeat(101)}`])('%j is refused, with its line', (line) => {
    expect(() => parseLexicon(texts({ synonyms: `# comment\n${line}` }))).toThrow(BadLexicon);
    expect(() => parseLexicon(texts({ synonyms: `# comment\n${line}` }))).toThrow(/Line 2/);
  });
});

test('words are folded, comments and blank lines are nothing', () => {
  const { stopWords, lightWords, words } = parseLexicon(texts({ stopWords: '# of\nThe\n\n數據 # data', lightWords: 'Map', dictionary: '雨量站' }));
  expect([...stopWords]).toEqual(['the', '数据']);
  expect([...lightWords]).toEqual(['map']);
  expect(words).toEqual(['雨量站']);
});

const readQuery = createQueryReader(createWordSplitter(), readLexicon([DEFAULT_LEXICON]));

test.each([
  ['containing', '集装箱'],
  ['park', '停车'],
  ['clinical', '诊所'],
  ['aid', '艾滋病'],
  ['assembled', '议会'],
  ['week', '周'],
  ['结核病', 'tb'],
  ['中学', '国中'],
])('by the lexicon of the package %s is not %s', (asked, other) => {
  const { conditions } = readQuery(asked);
  expect(conditions).not.toHaveLength(0);
  expect(conditions.flatMap(({ others = [] }) => others.map(({ found }) => found))).not.toContain(other);
});

test('the lexicon of the package has several hundred groups, and a folder beside it adds to it', () => {
  const { synonyms: found, stopWords } = readLexicon([DEFAULT_LEXICON, '/nowhere']);
  expect([...found.values()].flat().length).toBeGreaterThan(800);
  expect(stopWords.has('数据')).toBe(true);
});
