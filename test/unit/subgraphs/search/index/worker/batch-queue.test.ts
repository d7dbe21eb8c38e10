import { describe, expect, test } from '@jest/globals';
import type { ApplyOutcome } from '../../../../../../subgraphs/search/index/search-index.js';
import { BatchQueue } from '../../../../../../subgraphs/search/index/worker/batch-queue.js';

const outcome = (upserted: number): ApplyOutcome => ({ upserted, retired: 0, passedOver: 0, setAside: [] });

describe('batches that wait', () => {
  test('are written together, up to a number of changes, in the order in which they came', async () => {
    const written: string[][] = [];
    const queue = new BatchQueue<string>((batches) => {
      written.push([...batches]);
      return batches.map((_, index) => outcome(index));
    });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((log) => queue.add(log, 2_000)));
    expect(written).toEqual([['a', 'b'], ['c', 'd']]);
    expect(outcomes.map(({ upserted }) => upserted)).toEqual([0, 1, 0, 1]);
    await queue.idle();
    await queue.add('e', 100_000);
    expect(written.at(-1)).toEqual(['e']);
  });

  test('one that fails does not fail the others', async () => {
    const queue = new BatchQueue<string>((batches) => {
      if (batches.includes('bad')) throw new Error('disk');
      return batches.map(() => outcome(1));
    });
    const results = await Promise.allSettled(['a', 'bad', 'c'].map((log) => queue.add(log, 1)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(queue.add('d', 1)).resolves.toEqual(outcome(1));
  });
});
