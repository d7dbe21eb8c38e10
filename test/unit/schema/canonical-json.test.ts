import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, type Json } from '../../../schema/canonical-json.js';
import { describeWithShared, sharedPath } from '../../support/shared-data.js';

describeWithShared('the vectors of RFC 8785', 'fixtures/jcs', () => {
  const vectors = sharedPath('fixtures', 'jcs');

  test.each(readdirSync(`${vectors}/input`))('vector %s', (name) => {
    const input = JSON.parse(readFileSync(`${vectors}/input/${name}`, 'utf8')) as Json;
    expect(canonicalJson(input)).toBe(readFileSync(`${vectors}/output/${name}`, 'utf8').trim());
  });
});

describe('canonical JSON (RFC 8785)', () => {
  test('does not depend on the order of members and is read back unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('leaves out what is undefined', () => expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}'));

  test.each([NaN, Infinity, '\uD800'])('refuses %p, which I-JSON forbids', (value) => {
    expect(() => canonicalJson({ value })).toThrow(RangeError);
  });
});
