import { describe, expect, test } from '@jest/globals';
import { KeySlots } from '../../../../../../subgraphs/search/index/columns/key-slots.js';

const all = (): boolean => true;

describe('slots by their keys', () => {
  test('are found by hash, the newest first, however many there are', () => {
    const keys = new KeySlots();
    for (let slot = 0; slot < 300_000; slot++) keys.add(Math.imul(slot % 100_000, 0x9e3779b1) >>> 0, slot);
    for (const n of [0, 1, 77_777, 99_999]) expect(keys.find(Math.imul(n, 0x9e3779b1) >>> 0, all, 10)).toEqual([n + 200_000, n + 100_000, n]);
    expect(keys.find(12_345_678, all, 10)).toEqual([]);
  });

  test('are those that are accepted, up to a limit', () => {
    const keys = new KeySlots();
    for (let slot = 0; slot < 1_000; slot++) keys.add(7, slot);
    expect(keys.find(7, (slot) => slot % 2 === 0, 3)).toEqual([998, 996, 994]);
    expect(keys.find(7 + (1 << 16), all, 3)).toEqual([]);
  });
});
