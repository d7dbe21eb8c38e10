import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorAt, decodeCursor, encodeCursor, START } from '../../../../../subgraphs/catalog/log/cursor.js';

const LEAF = 'a'.repeat(64);
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e14 }), fc.stringMatching(/^[0-9a-f]{64}$/), (seq, leaf) => {
        expect(decodeCursor(encodeCursor(cursorAt(seq, leaf)))).toEqual({ seq, leaf: leaf.slice(0, 16) });
      }),
    );
    expect(decodeCursor(encodeCursor(START))).toEqual(START);
    expect(cursorAt(0, '')).toEqual(START);
  });

  test('can stand in an address as it is', () => {
    expect(encodeCursor(cursorAt(7, LEAF))).toMatch(/^[\w-]+$/);
  });

  test.each(['', 'x', '!', 'eyJ4IjoxfQ', base64('1:'), base64('0:aaaaaaaaaaaaaaaa'), base64('01:aaaaaaaaaaaaaaaa'), base64('-1:aaaaaaaaaaaaaaaa'), base64('1:AAAAAAAAAAAAAAAA'), `${base64('1:aaaaaaaaaaaaaaaa')}=`, ` ${base64('0:')}`])(
    '%j is none',
    (text) => {
      expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_CURSOR' } }));
    },
  );

  test('never breaks the decoder, whatever is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        try {
          expect(encodeCursor(decodeCursor(text))).toBe(text);
        } catch (error) {
          expect(error).toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
        }
      }),
    );
  });
});
