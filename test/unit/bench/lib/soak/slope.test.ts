import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeProcess } from '../../../../../bench/lib/soak/judge-process.js';
import { sampleProcess, type ProcessSample } from '../../../../../bench/lib/soak/process-samples.js';
import { judgeSlope, slopeOf } from '../../../../../bench/lib/soak/slope.js';

const MINUTE_MILLIS = 60_000;

/** An hour of samples, one a minute. */
const hourOf = (resident: (minute: number) => number, descriptors: (minute: number) => number = () => 40, pid: (minute: number) => number = () => 1): readonly ProcessSample[] =>
  Array.from({ length: 60 }, (_, minute) => ({ atMillis: minute * MINUTE_MILLIS, pid: pid(minute), residentMebibytes: resident(minute), descriptors: descriptors(minute) }));

describe('a line through readings', () => {
  test('is the line that they lie on', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 3, max: 100 }), (perHour, start, count) => {
        const slope = slopeOf(Array.from({ length: count }, (_, index) => ({ hours: index / 60, value: start + (perHour * index) / 60 })));
        expect(slope.perHour).toBeCloseTo(perHour, 4);
        expect(slope.error).toBeCloseTo(0, 4);
      }),
    );
  });

  test('is not known of two, and then nothing is decided', () => {
    const slope = slopeOf([{ hours: 0, value: 1 }, { hours: 1, value: 2 }]);
    expect(slope.perHour).toBeNaN();
    expect(judgeSlope(slope, 10)).toBe('UNDECIDED');
  });

  test.each([
    [{ perHour: 3, error: 1 }, 'FLAT'],
    [{ perHour: 30, error: 1 }, 'RISES'],
    [{ perHour: 9, error: 5 }, 'UNDECIDED'],
    [{ perHour: -30, error: 1 }, 'FLAT'],
  ])('%j against a bar of ten is %s', (slope, verdict) => expect(judgeSlope(slope, 10)).toBe(verdict));
});

describe('a process', () => {
  test('that breathes is flat', () => {
    const judged = judgeProcess('node', hourOf((minute) => 150 + 20 * (minute % 5)), 10 * MINUTE_MILLIS);
    expect(judged).toMatchObject({ samples: 50, lives: 1, residentVerdict: 'FLAT', descriptorVerdict: 'FLAT' });
  });

  test('that grows while it warms up is flat', () => {
    expect(judgeProcess('index', hourOf((minute) => 100 + 30 * Math.min(minute, 10)), 10 * MINUTE_MILLIS).residentVerdict).toBe('FLAT');
  });

  test('that leaks memory or descriptors rises', () => {
    const judged = judgeProcess('gateway', hourOf((minute) => 150 + 3 * minute + 10 * (minute % 3), (minute) => 40 + minute), 0);
    expect(judged).toMatchObject({ residentVerdict: 'RISES', descriptorVerdict: 'RISES' });
  });

  test('that was started again meanwhile is not judged', () => {
    expect(judgeProcess('node', hourOf(() => 150, () => 40, (minute) => (minute < 30 ? 1 : 2)), 0)).toMatchObject({ lives: 2, residentVerdict: null, descriptorVerdict: null });
  });

  test('is read from /proc as long as it lives', async () => {
    const sample = await sampleProcess(process.pid);
    expect(sample?.residentMebibytes).toBeGreaterThan(10);
    expect(sample?.descriptors).toBeGreaterThan(2);
    expect(await sampleProcess(2 ** 22 + 1)).toBeNull();
  });
});
