import { describe, expect, test } from '@jest/globals';
import { momentaryCache } from '../../../gateway/momentary-cache.js';

describe('a cache for a moment', () => {
  test('gives a value again until its moment is over', () => {
    let millis = 1_000;
    const cache = momentaryCache<object>({ reuseMillis: 500, maxSize: 1_000, now: () => millis });
    const value = {};
    cache.set('a', value, 1);
    millis += 499;
    expect(cache.get('a')).toBe(value);
    millis += 2;
    expect(cache.get('a')).toBeUndefined();
  });

  test('lets go of what is over and is never asked for again, long before it is full', () => {
    let millis = 1_000;
    const cache = momentaryCache<object>({ reuseMillis: 500, maxSize: 1_000_000, now: () => millis });
    for (let second = 0; second < 60; second += 1) {
      for (let one = 0; one < 10; one += 1) cache.set(`${String(second)} ${String(one)}`, {}, 10);
      millis += 1_000;
    }
    expect(cache.size).toBeLessThanOrEqual(20);
  });
});
