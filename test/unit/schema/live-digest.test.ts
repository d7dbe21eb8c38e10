import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestAfter, EMPTY_DIGEST, LiveDigest } from '../../../schema/live-digest.js';

describe('the digest of live records', () => {
  test('of one record is the SHA-256 of its id and version, of none zero', () => {
    // printf %s 310000-DS-0000000001-4@1 | sha256sum
    expect(new LiveDigest().add('310000-DS-0000000001-4', 1).hex).toBe('0cb0235aff08753f7d564330423e68ccd5fbfecd625f71a04fbabd1b241e05ad');
    expect(new LiveDigest().hex).toBe(EMPTY_DIGEST);
  });

  test('of several is their sum modulo 2^256', () => {
    // python: (int(sha256(b"A@1")) + int(sha256(b"B@2"))) % 2**256
    expect(new LiveDigest().add('A', 1).add('B', 2).hex).toBe('50a9a9c68da936bf89fd966da351139a8783addeb74f45dbd2bae46f5c8eabef');
  });

  test('does not depend on the order, and what is taken out leaves no trace', () => {
    const record = fc.tuple(fc.string(), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(record), fc.array(record), (kept, gone) => {
        const straight = kept.reduce((digest, [id, version]) => digest.add(id, version), new LiveDigest());
        const wound = [...gone, ...[...kept].reverse()].reduce((digest, [id, version]) => digest.add(id, version), new LiveDigest());
        for (const [id, version] of gone) wound.remove(id, version);
        expect(wound.hex).toBe(straight.hex);
      }),
    );
  });

  test('tells a record that is counted twice, which a sum without carry would not', () => {
    expect(new LiveDigest().add('A', 1).add('A', 1).hex).not.toBe(EMPTY_DIGEST);
  });

  test('follows a change of one record', () => {
    const one = digestAfter(EMPTY_DIGEST, 'A', 0, 1);
    expect(digestAfter(one, 'A', 1, 2)).toBe(new LiveDigest().add('A', 2).hex);
    expect(digestAfter(one, 'A', 1, 0)).toBe(EMPTY_DIGEST);
  });
});
