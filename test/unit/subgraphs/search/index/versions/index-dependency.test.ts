import { expect, test } from '@jest/globals';
import { indexDependency } from '../../../../../../subgraphs/search/index/versions/index-dependency.js';
import type { OpenIndex } from '../../../../../../subgraphs/search/index/versions/open-index.js';

const opened = (answering: number, all: number): OpenIndex =>
  ({ index: { ready: answering > 0, readers: { answering, all } }, rebuild: () => null, versions: () => ({ current: 'index.db', former: null, formerSince: null, pinned: false }), close: async () => undefined }) as unknown as OpenIndex;

test('an index of which some threads answer is as good as any, and says so', () => {
  expect(indexDependency(opened(2, 2))).toEqual({ ok: true });
  expect(indexDependency(opened(1, 2))).toEqual({ ok: true, detail: '1 of 2 reading threads answer; the others are started again' });
  expect(indexDependency(opened(0, 2))).toEqual({ ok: false });
});
