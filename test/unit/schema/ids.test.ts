import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { authorityIn, checkCharacter, formatId, parseId } from '../../../schema/ids.js';

const ALPHABET = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const text = (min: number, max: number) => fc.array(fc.constantFrom(...ALPHABET), { minLength: min, maxLength: max }).map((characters) => characters.join(''));

describe('the check character (ISO 7064 MOD 37,36)', () => {
  test('known answer', () => expect(checkCharacter('A12425GABC1234002')).toBe('M'));

  test('refuses other characters', () => expect(() => checkCharacter('A-1')).toThrow('Expected characters of 0-9 A-Z but got "-"'));

  test('shows every single mistyped character and every swap of two neighbours', () => {
    fc.assert(
      fc.property(text(2, 12), text(1, 24), fc.nat(), fc.constantFrom(...ALPHABET), (authority, serial, position, other) => {
        const id = formatId(authority, 'DATASET', serial);
        const places = [...id].flatMap((character, index) => (character === '-' || (index > authority.length && index < authority.length + 3) ? [] : [index]));
        const at = places[position % places.length] as number;
        fc.pre(id[at] !== other);
        expect(parseId(id.slice(0, at) + other + id.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
});

describe('an id', () => {
  test('is written and read back', () => {
    fc.assert(
      fc.property(text(2, 12), text(1, 24), (authority, serial) => {
        expect(parseId(formatId(authority, 'STANDARD', serial))).toEqual({ ok: true, authority, kind: 'STANDARD', serial });
      }),
    );
  });

  test('pads a numeric serial to ten digits', () => expect(formatId('310000', 'DATASET', 123)).toMatch(/^310000-DS-0000000123-[0-9A-Z]$/));

  test.each([
    ['', 'ID_FORM', 'but got ""'],
    ['310000-DS-1', 'ID_FORM', 'Expected <authority>-<kind>-<serial>-<check>'],
    ['310000-ds-0000000001-8', 'ID_FORM', '310000-ds'],
    ['310000-XX-0000000001-8', 'KIND_CODE', 'Expected a kind of DS, SR, SV, ST, OR'],
    ['310000-DS-0000000002-8', 'CHECK_CHARACTER', 'a character may be mistyped'],
  ])('%j is refused: %s', (id, rule, problem) => {
    expect(parseId(id)).toEqual({ ok: false, rule, problem: expect.stringContaining(problem) });
  });
});

test('the authority is the first part of an id, and what has no parts names none', () => {
  expect(['MEE-OR-0000000001-K', '310000', ''].map(authorityIn)).toEqual(['MEE', '', '']);
});
