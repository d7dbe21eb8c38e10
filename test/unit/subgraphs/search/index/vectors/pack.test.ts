import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likeness, packQuery, packRecord, unpackQuery } from '../../../../../../subgraphs/search/index/vectors/pack.js';

const vectors = (size: number) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }).map((values) => Float32Array.from(values)).filter((vector) => Math.hypot(...vector) > 0.1);
const cosine = (one: Float32Array, other: Float32Array): number => one.reduce((sum, value, place) => sum + value * (other[place] as number), 0) / (Math.hypot(...one) * Math.hypot(...other));

describe('packed vectors', () => {
  test('are as like each other as they were, nearly', () => {
    fc.assert(
      fc.property(vectors(64), vectors(64), (query, record) => {
        expect(Math.abs((likeness(unpackQuery(packQuery(query)), packRecord(record)) as number) - cosine(query, record))).toBeLessThan(0.1);
      }),
    );
  });

  test('of an odd number of dimensions get one that is nothing', () => {
    fc.assert(
      fc.property(vectors(7), (vector) => {
        const query = unpackQuery(packQuery(vector));
        expect(query).toHaveLength(8);
        expect(query[7]).toBe(0);
        expect(likeness(query, packRecord(vector))).toBeGreaterThan(0.9);
      }),
    );
  });

  test('of two models are not compared', () => {
    expect(likeness(Int8Array.of(1, 2, 3, 4), Int8Array.of(1, 2))).toBeNull();
    expect(likeness(Int8Array.of(0, 0), Int8Array.of(1, 2))).toBeNull();
    expect(likeness(new Int8Array(0), new Int8Array(0))).toBeNull();
  });
});
