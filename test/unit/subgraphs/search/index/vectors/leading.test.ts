import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawnToLeading, spreadOf } from '../../../../../../subgraphs/search/index/vectors/leading.js';
import { likeness, packRecord } from '../../../../../../subgraphs/search/index/vectors/pack.js';

const vectors = (size: number) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }).map((values) => Float32Array.from(values)).filter((vector) => Math.hypot(...vector) > 0.1).map(packRecord);

describe('a query that is drawn to the best hits', () => {
  test('is as it was where none has a vector, and else liker to their mean than before', () => {
    fc.assert(
      fc.property(vectors(16), vectors(16), (query, hit) => {
        expect(likeness(query, packRecord(drawnToLeading(query, [])))).toBeGreaterThan(0.99);
        expect(likeness(packRecord(drawnToLeading(query, [hit, hit])), hit) as number).toBeGreaterThan((likeness(query, hit) as number) - 0.02);
      }),
    );
  });

  test('is drawn by the first five alone, whatever their length', () => {
    const [query, hit, other] = [Int8Array.of(127, 0, 0), Int8Array.of(0, 127, 0), Int8Array.of(0, 0, 127)];
    const five = Array.from({ length: 5 }, () => hit);
    expect([...drawnToLeading(query, [...five, other])]).toEqual([1, 0.5, 0]);
    expect([...drawnToLeading(query, five.map((vector) => vector.map((value) => Math.round(value / 2))))]).toEqual([1, 0.5, 0]);
  });

  test('keeps its dimensions where those of the hits are not the same', () => {
    expect(drawnToLeading(new Int8Array(8).fill(1), [new Int8Array(4).fill(1)])).toHaveLength(8);
    expect(drawnToLeading(new Int8Array(4).fill(1), [new Int8Array(8).fill(1)])).toHaveLength(4);
  });
});

describe('how unlike vectors are', () => {
  test('is one less their mean likeness, of each to each other', () => {
    fc.assert(
      fc.property(fc.array(vectors(8), { minLength: 2, maxLength: 12 }), (all) => {
        const pairs = all.flatMap((one, place) => all.slice(place + 1).map((other) => likeness(one, other) as number));
        expect(spreadOf(all)).toBeCloseTo(1 - pairs.reduce((sum, value) => sum + value, 0) / pairs.length, 2);
      }),
    );
  });

  test('is nothing where all are alike, and of one is not asked', () => {
    expect(spreadOf([Int8Array.of(1, 2), Int8Array.of(1, 2)])).toBe(0);
    expect([spreadOf([]), spreadOf([Int8Array.of(1, 2)])]).toEqual([1, 1]);
  });
});
