import { describe, expect, test } from '@jest/globals';
import { dateInterval } from '../../../schema/date-interval.js';

const shown = (text: string) => {
  const interval = dateInterval(text);
  return interval && [interval.start, interval.end].map((at) => new Date(at).toISOString());
};

describe('a date is as long as it is coarse', () => {
  test.each([
    ['2024', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
    ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2023-12', '2023-12-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2024-05-31T08:00:00+08:00', '2024-05-31T00:00:00.000Z', '2024-05-31T00:00:00.000Z'],
    ['2024-05-31T08:00:00.5Z', '2024-05-31T08:00:00.500Z', '2024-05-31T08:00:00.500Z'],
  ])('%s', (text, start, end) => {
    expect(shown(text)).toEqual([start, end]);
  });

  test.each(['', '24', '2024-13', '2024-02-30', '2023-02-29', '2024-00-01', '2024-5-1', '2024-05-31T25:00:00Z', '2024-05-31T08:00:00', '2024-02-30T08:00:00Z', '0001', 'yesterday', '2024/05/31'])('%s is no date', (text) => {
    expect(dateInterval(text)).toBeNull();
  });
});
