import { expect, test } from '@jest/globals';
import { readDocument } from '../../../../../../subgraphs/search/model/published-document.js';
import { FOUND_END, FOUND_START } from '../../../../../../subgraphs/search/text/highlight.js';
import { highlightsIn as markedIn } from '../../../../../../subgraphs/search/index/query/highlights.js';

/** With marks that can be read. */
const highlightsIn = (...args: Parameters<typeof markedIn>) =>
  markedIn(...args).map(({ field, fragments }) => ({ field, fragments: fragments.map((fragment) => fragment.replaceAll(FOUND_START, '<em>').replaceAll(FOUND_END, '</em>')) }));

const ID = '310000-DS-0000000001-8';
const documentOf = (fields: object) => readDocument(ID, JSON.stringify({ id: ID, titles: [{ lang: 'zh', text: '空气质量日报' }, { lang: 'en', text: 'Daily report of the air' }], ...fields }));
const both = documentOf({ descriptions: [{ lang: 'zh', text: '本市空气质量。' }, { lang: 'en', text: 'Of this city.' }], keywords: ['大气'] });

test('words are marked where they stand in the language asked for', () => {
  expect(highlightsIn(both, '空气质量日报', ['空气质量', '大气'], 'ZH')).toEqual([
    { field: 'title', fragments: ['<em>空气质量</em>日报'] },
    { field: 'description', fragments: ['本市<em>空气质量</em>。'] },
    { field: 'keywords', fragments: ['<em>大气</em>'] },
  ]);
  expect(highlightsIn(both, 'Daily report of the air', ['air', '空气质量'], 'EN')).toEqual([{ field: 'title', fragments: ['Daily report of the <em>air</em>'] }]);
});

test('where they stand in the other one alone it is told where there: in the description, else in the title', () => {
  expect(highlightsIn(both, 'Daily report of the air', ['空气质量'], 'EN')).toEqual([{ field: 'description', fragments: ['本市<em>空气质量</em>。'] }]);
  expect(highlightsIn(documentOf({}), 'Daily report of the air', ['空气质量'], 'EN')).toEqual([{ field: 'title', fragments: ['<em>空气质量</em>日报'] }]);
  expect(highlightsIn(both, 'Daily report of the air', ['水'], 'EN')).toEqual([]);
});
