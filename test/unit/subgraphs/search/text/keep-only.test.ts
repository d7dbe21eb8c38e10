import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstOf } from '../../../../../subgraphs/search/text/first-of.js';
import { keepOnly } from '../../../../../subgraphs/search/text/keep-only.js';

const text = fc.string({ unit: fc.oneof(fc.constantFrom('空', 'a', '1', ' ', '，', '𠮷', '🎈', '\ud842', '\udfb7', '́'), fc.string({ unit: 'binary', maxLength: 1 })), maxLength: 30 });

test('what is left is what a regular expression leaves', () => {
  const lettersAndDigits = keepOnly(/[\p{L}\p{N}]/u);
  fc.assert(fc.property(text, (one) => expect(lettersAndDigits(one)).toBe(one.replaceAll(/[^\p{L}\p{N}]+/gu, ''))), { numRuns: 2_000 });
});

test('the first characters are whole', () => {
  fc.assert(fc.property(text, fc.nat(12), (one, characters) => expect(firstOf(one, characters)).toBe(Array.from(one).slice(0, characters).join(''))));
});
