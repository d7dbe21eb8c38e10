import { expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { lineageTable, type ShownLineage } from '../../../../cli/lineage/lineage-table.js';
import { runLineage, type LineageCommandRequest } from '../../../../cli/lineage/run-lineage.js';

const A = 'MEE-DS-0000000004-S';
const node = (id: string, distance: number, more: object = {}) => ({ id, authority: null, title: `T ${id}`, distance, missing: false, hasMore: false, ...more });
const link = (source: string, derived: string) => ({ source, derived, crosses: false });

test('records stand a line each, with the one by which each was reached, and what is missing or cut is said', () => {
  const lineage: ShownLineage = {
    nodes: [node('B', 1), node('C', 2, { hasMore: true }), node('D', 2, { missing: true, title: null })],
    links: [link('B', A), link('C', 'B'), link('D', 'B'), link(A, 'C')],
    cycles: [['B', 'C', A]],
    cut: ['DEPTH', 'NODES', 'LINKS', 'LATER'],
  };
  const lines = lineageTable({ id: A, title: 'T' }, lineage).split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
  expect(lines).toEqual([
    'steps | record | by | title',
    `0 | ${A} | T`,
    `1 | B | ${A} | T B`,
    '2 | C | B | T C (has more)',
    '2 | D | B | (missing)',
    `A circle: B, C, ${A}.`,
    'There is more behind the last step: ask with a larger --depth.',
    'There are more records: ask with a larger --first.',
    'There are more links than one answer looks at.',
    'Cut: LATER.',
    '',
  ]);
});

test.each<[string, Partial<LineageCommandRequest>, string]>([
  ['an address that is none', { gateway: 'catalog' }, '--gateway: expected'],
  ['another way', { direction: 'sideways' }, '--direction: expected upstream or downstream but got sideways.'],
  ['half a step', { depth: 0.5 }, '--depth: expected a whole number from 1 to 20 but got 0.5.'],
  ['no number', { first: NaN }, '--first: expected a whole number from 1 to 500 but got what is no number.'],
  ['an organization', { id: 'MEE-OR-0000000001-J' }, 'ID: '],
  ['no id', { id: 'x' }, 'ID: Expected'],
])('refuses %s before it asks', async (_, wrong, message) => {
  const complaints: string[] = [];
  const request = { id: A, direction: 'upstream', depth: 5, first: 100, gateway: 'http://127.0.0.1:9/graphql', ...wrong };
  const exit = await runLineage(request, { output: new PassThrough(), complain: (text) => complaints.push(text), signal: new AbortController().signal });
  expect(exit).toBe(2);
  expect(complaints[0]).toContain(message);
});
