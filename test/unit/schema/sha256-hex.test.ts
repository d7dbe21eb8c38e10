import { expect, test } from '@jest/globals';
import { sha256Hex } from '../../../schema/sha256-hex.js';

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('the hash of %p is that of FIPS 180-4', (text, hash) => expect(sha256Hex(text)).toBe(hash));
