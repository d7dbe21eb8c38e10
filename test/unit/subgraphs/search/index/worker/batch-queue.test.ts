import { describe, expect, test } from '@jest/globals';
import type { PreparedBatch } from '../../../../../../subgraphs/search/index/prepared-batch.js';
import type { ApplyOutcome } from '../../../../../../subgraphs/search/index/search-index.js';
import { BatchQueue } from '../../../../../../subgraphs/search/index/worker/batch-queue.js';

const batch = (log: string, changes = 1): PreparedBatch => ({ log, changes: Array.from({ length: changes }, () => ({ seq: 1, id: 'x', version: 1, op: 'TOMBSTONE', document: '', entry: null })), setAside: [], position: { cursor: 'c', seq: 1 } });
const outcome = (upserted: number): ApplyOutcome => ({ upserted, retired: 0, passedOver: 0, setAside: [] });

describe('batches that wait', () => {
  test('are written together, up to a number of changes, in the order in which they came', async () => {
    const written: string[][] = [];
    const queue = new BatchQueue((batches) => {
      written.push(batches.map(({ log }) => log));
      return batches.map((_, index) => outcome(index));
    });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((log) => queue.add(batch(log, 2_000))));
    expect(written).toEqual([['a', 'b'], ['c', 'd']]);
    expect(outcomes.map(({ upserted }) => upserted)).toEqual([0, 1, 0, 1]);
    await queue.idle();
    await queue.add(batch('e', 100_000));
    expect(written.at(-1)).toEqual(['e']);
  });

  test('one that fails does not fail the others', async () => {
    const queue = new BatchQueue((batches) => {
      if (batches.some(({ log }) => log === 'bad')) throw new Error('disk');
      return batches.map(() => outcome(1));
    });
    const results = await Promise.allSettled(['a', 'bad', 'c'].map((log) => queue.add(batch(log))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(queue.add(batch('d'))).resolves.toEqual(outcome(1));
  });
});
