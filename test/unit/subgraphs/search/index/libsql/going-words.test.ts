import { expect, test } from '@jest/globals';
import { GoingRows } from '../../../../../../subgraphs/search/index/libsql/going-words.js';

const MOST = { ofAll: 3, ofWithdrawn: 4 };
const rows = (...all: readonly [row: number, words: string, withdrawn: boolean][]): GoingRows => {
  const going = new GoingRows();
  for (const [row, words, withdrawn] of all) going.add({ row, words }, { whole: true, withdrawn });
  return going;
};
const parted = (going: GoingRows, most: typeof MOST | null = MOST): readonly (readonly number[])[] => {
  const { atOnce, marked } = going.part(most);
  return [atOnce, marked].map((some) => some.map(({ row }) => row));
};

test('few words go at once, in the order of rows', () => {
  expect(parted(rows([7, 'a', false], [2, 'a b', true]))).toEqual([[2, 7], []]);
});

test('of more only those of withdrawn records, where these are few', () => {
  expect(parted(rows([7, 'a b', true], [3, 'a b c', false], [2, 'c d', true]))).toEqual([[2, 7], [3]]);
  expect(parted(rows([7, 'a b c', true], [3, 'a', false], [2, 'c d', true]))).toEqual([[], [2, 3, 7]]);
});

test('all where none may be marked', () => {
  expect(parted(rows([7, 'a b c', true], [3, 'a', false]), null)).toEqual([[3, 7], []]);
});

test('what goes of one row is taken together, as it was said last how', () => {
  const going = rows([7, 'a', false], [7, 'b', true]);
  expect(going.part(MOST)).toEqual({ atOnce: [{ row: 7, words: 'a b', whole: true, withdrawn: true }], marked: [] });
  going.clear();
  expect(parted(going)).toEqual([[], []]);
});
