import { describe, expect, test } from '@jest/globals';
import { INDUSTRIES, industryPath, isIndustry } from '../../../schema/industries.js';

describe('industries by GB/T 4754-2017', () => {
  test('are 20 sections and 97 divisions, each named in both languages', () => {
    expect(INDUSTRIES.filter(({ code }) => /^[A-T]$/.test(code)).map(({ code }) => code).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
    expect(INDUSTRIES.filter(({ code }) => /^\d\d$/.test(code)).map(({ code }) => Number(code))).toEqual(Array.from({ length: 97 }, (_, index) => index + 1));
    expect(INDUSTRIES.filter(({ zh, en }) => zh === '' || en === '')).toEqual([]);
  });

  test.each([['I', ['I']], ['65', ['I', '65']], ['651', ['I', '65', '651']], ['6511', ['I', '65', '651', '6511']], ['01', ['A', '01']], ['9700', ['T', '97', '970', '9700']], ['nothing', ['nothing']]])('%s is part of what it is part of', (code, path) => {
    expect(industryPath(code)).toEqual(path);
  });

  test.each(['A', 'T', '01', '97', '011', '0111', '6511'])('%s is one', (code) => expect(isIndustry(code)).toBe(true));
  test.each(['U', 'a', '00', '98', '1', '65111', 'I65', ''])('%s is none', (code) => expect(isIndustry(code)).toBe(false));
});
