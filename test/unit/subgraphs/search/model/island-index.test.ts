import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { islandIndex, type LinkedRecords } from '../../../../../subgraphs/search/model/island-index.js';

const group: fc.Arbitrary<LinkedRecords> = fc.integer({ min: 1, max: 1_000_000 }).chain((records) => fc.record({ records: fc.constant(records), linkedOut: fc.nat(records), linkedIn: fc.nat(records) }));

describe('the island index', () => {
  test('the worked example of the docs', () => {
    expect(islandIndex({ records: 10, linkedOut: 6, linkedIn: 2 })).toBe(0.6);
  });

  test('is null of no records', () => {
    expect(islandIndex({ records: 0, linkedOut: 0, linkedIn: 0 })).toBeNull();
  });

  test('is within 0 and 1, which nothing linked and everything linked both ways reach', () => {
    fc.assert(
      fc.property(group, ({ records, linkedOut, linkedIn }) => {
        const index = islandIndex({ records, linkedOut, linkedIn })!;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(1);
        expect(index === 1).toBe(linkedOut + linkedIn === 0);
        expect(index === 0).toBe(linkedOut + linkedIn === 2 * records);
      }),
    );
  });

  test('falls with each record that is linked, by half a share whichever way', () => {
    fc.assert(
      fc.property(group, ({ records, linkedOut, linkedIn }) => {
        fc.pre(linkedOut < records && linkedIn < records);
        const before = islandIndex({ records, linkedOut, linkedIn })!;
        const [out, into] = [islandIndex({ records, linkedOut: linkedOut + 1, linkedIn })!, islandIndex({ records, linkedOut, linkedIn: linkedIn + 1 })!];
        expect(out).toBeLessThan(before);
        expect(into).toBe(out);
        expect(before - out).toBeCloseTo(1 / (2 * records), 9);
      }),
    );
  });

  test('rises with a record that has no link, unless it was 1', () => {
    fc.assert(
      fc.property(group, ({ records, linkedOut, linkedIn }) => {
        const [before, after] = [islandIndex({ records, linkedOut, linkedIn })!, islandIndex({ records: records + 1, linkedOut, linkedIn })!];
        if (before === 1) expect(after).toBe(1);
        else expect(after).toBeGreaterThan(before);
      }),
    );
  });

  test('of groups together is the mean of theirs by records, and does not depend on size alone', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 8 }), (groups) => {
        const sum = (name: keyof LinkedRecords): number => groups.reduce((total, one) => total + one[name], 0);
        const together = islandIndex({ records: sum('records'), linkedOut: sum('linkedOut'), linkedIn: sum('linkedIn') })!;
        const mean = groups.reduce((total, one) => total + islandIndex(one)! * one.records, 0) / sum('records');
        expect(together).toBeCloseTo(mean, 9);
      }),
    );
    fc.assert(fc.property(group, fc.integer({ min: 2, max: 100 }), ({ records, linkedOut, linkedIn }, times) => expect(islandIndex({ records: records * times, linkedOut: linkedOut * times, linkedIn: linkedIn * times })).toBeCloseTo(islandIndex({ records, linkedOut, linkedIn })!, 12)));
  });
});
