import { expect, test } from '@jest/globals';
import { CLASSES, readJudgements } from '../../../bench/lib/relevance/judgements.js';
import { measure, ndcg, recall } from '../../../bench/lib/relevance/measures.js';

const grades = { a: 3, b: 2, c: 1 };

test('the best order has an nDCG of 1, another less, none 0', () => {
  expect(ndcg(['a', 'b', 'c'], grades)).toBe(1);
  expect(ndcg(['c', 'b', 'a'], grades)).toBeCloseTo((1 + 3 / Math.log2(3) + 7 / 2) / (7 + 3 / Math.log2(3) + 1 / 2), 10);
  expect(ndcg(['x'], grades)).toBe(0);
});

test('recall is of what there is room for', () => {
  expect(recall(['a', 'x'], grades)).toBeCloseTo(1 / 3, 10);
  expect(recall(['a', 'b'], grades, 2)).toBe(1);
});

test('an engine that finds nothing is measured too', () => {
  const query = { query: 'q', class: 'zh', half: 'tune', intent: 'i', grades } as const;
  expect(measure([query], new Map([[query, []]]))).toEqual({ queries: 1, ndcg10: 0, recall50: 0, zeroResults: 1 });
});

test('the judgements: enough of each class, a third held back, something of use to each query, grades of 1 to 3', () => {
  const queries = readJudgements();
  expect(queries.length).toBeGreaterThanOrEqual(150);
  expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
  for (const name of CLASSES) expect(queries.filter((query) => query.class === name).length).toBeGreaterThanOrEqual(20);
  expect(queries.filter(({ half }) => half === 'test').length / queries.length).toBeCloseTo(1 / 3, 1);
  for (const { intent, grades: judged } of queries) {
    expect(intent).not.toBe('');
    expect(Object.keys(judged).length).toBeGreaterThan(0);
    expect(Object.values(judged).every((grade) => [1, 2, 3].includes(grade))).toBe(true);
  }
});
