import { describe, expect, test } from '@jest/globals';
import { Batch, sizeOf, type Pending } from '../../../../cli/import/batch.js';

const item = (identifier: string): Pending => ({ line: 1, identifier, record: { kind: 'DATASET' }, owner: undefined });

describe('Batch', () => {
  test('is full by count, and empty once taken', () => {
    const batch = new Batch({ records: 2 });
    for (const name of ['a', 'b']) {
      expect(batch.isFullFor(1)).toBe(false);
      batch.add(item(name), 1);
    }
    expect(batch.isFullFor(1)).toBe(true);
    expect(batch.take().map(({ identifier }) => identifier)).toEqual(['a', 'b']);
    expect(batch.isFullFor(1)).toBe(false);
    expect(batch.take()).toEqual([]);
  });

  test('is full by bytes, but takes one record of any size', () => {
    const batch = new Batch({ bytes: 100 });
    expect(batch.isFullFor(1_000)).toBe(false);
    batch.add(item('large'), 1_000);
    expect(batch.isFullFor(1)).toBe(true);
    batch.take();
    batch.add(item('a'), 60);
    expect(batch.isFullFor(40)).toBe(false);
    expect(batch.isFullFor(41)).toBe(true);
  });

  test('sizes are bytes, not characters', () => {
    expect(sizeOf({ kind: '水' })).toBe(Buffer.byteLength('{"kind":"水"}'));
  });
});
