import { expect, test } from '@jest/globals';
import { demandTable, matchTable, useTable } from '../../../../cli/use/use-tables.js';

const side = (id: string, title: string) => ({ id, title, owner: { title: '上海市气象局' } });

test('a match is told with why; a side that does not answer leaves its place empty', () => {
  const match = { score: 1, reasons: [{ code: 'WORD', value: '降水', label: '降水' }, { code: 'THEME', value: 'weather', label: '气象服务' }], dataset: side('CMA-DS-0000000001-H', '中国地面气象站逐小时观测资料'), demand: null };
  expect(matchTable([match], 'dataset').split('\n')).toEqual([
    'dataset                     title                                   why',
    'CMA-DS-0000000001-H         中国地面气象站逐小时观测资料            降水、气象服务',
    '',
  ]);
  expect(matchTable([match], 'demand').split('\n')[1]?.trim()).toBe('降水、气象服务');
});

test('a use case is told with what came of it, cut to the terminal', () => {
  const use = { ...side('310000-UC-0000000001-A', '布泵'), region: '310000', industries: ['78'], outcome: '少封路，少空派，而且快得多' };
  expect(useTable([use]).split('\n')[1]).toBe('310000-UC-0000000001-A      布泵                                    上海市气象局              少封路，少空派，而且快得多');
  expect(useTable([{ ...use, outcome: null, owner: null }]).split('\n')[1]).toBe('310000-UC-0000000001-A      布泵');
  expect(useTable([use], 110).split('\n')[1]?.endsWith('少封路，少空派…')).toBe(true);
});

test('a demand is told with how it stands and by when', () => {
  expect(demandTable([{ id: '310000-DM-0000000001-A', title: '雨情', state: 'OPEN', neededBy: '2027-05-01T00:00:00Z', region: null }, { id: '310000-DM-0000000002-A', title: null, state: null, neededBy: null, region: null }])).toBe('demand                      state   by          title\n310000-DM-0000000001-A      OPEN    2027-05-01  雨情\n310000-DM-0000000002-A\n');
});
