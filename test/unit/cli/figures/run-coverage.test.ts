import { expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { coverageTable, trendTable, type ShownFigures } from '../../../../cli/figures/coverage-table.js';
import { runCoverage, type CoverageRequest } from '../../../../cli/figures/run-coverage.js';

const share = (count: number, of: number) => ({ count, of, ratio: of === 0 ? null : count / of });
const FIGURES: ShownFigures = {
  records: 10, open: share(4, 8), conforming: share(2, 8), dated: share(5, 10), recent: share(3, 5), kept: share(1, 4), quality: 200.4,
  links: { out: 9, in: 3, linkedOut: share(6, 10), linkedIn: share(2, 10) }, islandIndex: 0.6, demandUnmet: null,
}; // prettier-ignore
const NOTHING: ShownFigures = { ...FIGURES, records: 0, open: share(0, 0), conforming: share(0, 0), recent: share(0, 0), kept: share(0, 0), quality: null, links: { out: 0, in: 0, linkedOut: share(0, 0), linkedIn: share(0, 0) }, islandIndex: null };
const cells = (text: string): readonly string[] => text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));

test('figures stand a line each, with - where there is nothing to say', () => {
  expect(cells(coverageTable([{ code: 'environment', name: '生态环境', figures: FIGURES }, { code: 'SAC', name: '标准委', figures: NOTHING }]))).toEqual([
    'of | name | records | quality | recent | in time | open | standards | links out | links in | demands | island',
    'environment | 生态环境 | 10 | 200 | 60 % | 25 % | 50 % | 25 % | 9 | 3 | - | 0.60',
    'SAC | 标准委 | 0 | - | - | - | - | - | 0 | 0 | - | -',
    '',
  ]);
});

test('and so do the days of a trend', () => {
  expect(cells(trendTable([{ day: '2026-11-29', ...FIGURES }]))).toEqual(['day | records | quality | open | standards | island', '2026-11-29 | 10 | 200 | 50 % | 25 % | 0.60', '']);
});

test.each<[string, Partial<CoverageRequest>, string]>([
  ['an address that is none', { gateway: 'catalog' }, '--gateway: expected'],
  ['another language', { lang: 'FR' }, '--lang: expected one of zh, en but got FR.'],
  ['no days', { days: 0 }, '--days: expected a whole number from 1 to 1096 but got 0.'],
  ['no number', { days: NaN }, '--days: expected a whole number from 1 to 1096 but got what is no number.'],
])('refuses %s before it asks', async (_, wrong, message) => {
  const complaints: string[] = [];
  const exit = await runCoverage({ gateway: 'http://127.0.0.1:9/graphql', lang: 'ZH', ...wrong }, { output: new PassThrough(), complain: (text) => complaints.push(text), signal: new AbortController().signal });
  expect(exit).toBe(2);
  expect(complaints[0]).toContain(message);
});
