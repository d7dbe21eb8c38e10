import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Described } from '../../../../subgraphs/use/described.js';
import { reasonsOf } from '../../../../subgraphs/use/match-reasons.js';

const one = (more: Partial<Described> = {}): Described => ({ id: 'x', titles: [], keywords: [], themes: [], industries: [], region: null, state: null, ...more });
const nothingFound = { words: [], matchedBy: [] };
const codes = (demand: Partial<Described>, dataset: Partial<Described>): readonly string[] => reasonsOf(one(demand), one(dataset), nothingFound).map(({ code, value }) => `${code} ${value}`);

describe('reasons', () => {
  test('words stand first, each as the dataset has it, and those that were not asked for are told apart', () => {
    const found = { words: ['降水', '雨量'], matchedBy: [{ asked: '降雨', found: '雨量', by: 'SYNONYM' }, { asked: '降雨量', found: '雨量', by: 'SYNONYM' }] };
    expect(reasonsOf(one({ themes: ['weather'] }), one({ themes: ['weather', 'transport'] }), found)).toEqual([
      { code: 'WORD', value: '降水' },
      { code: 'OTHER_WORD', value: '雨量' },
      { code: 'THEME', value: 'weather' },
    ]);
  });

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['the same', ['78'], ['78'], ['INDUSTRY 78']],
    ['a part of the other, on either side', ['I'], ['6511'], ['INDUSTRY 6511']],
    ['a part of the other, on the other side', ['6511'], ['65'], ['INDUSTRY 6511']],
    ['beside it', ['651'], ['652'], []],
    ['told once', ['I', '65'], ['6511'], ['INDUSTRY 6511']],
  ])('an industry that is %s', (_, ours, theirs, told) => {
    expect(codes({ industries: ours }, { industries: theirs })).toEqual(told);
  });

  test.each<[string, string | null, string | null, readonly string[]]>([
    ['the same', '310100', '310100', ['REGION 310100']],
    ['in the other', '310000', '310115', ['REGION 310115']],
    ['around the other', '330106', '330100', ['REGION 330106']],
    ['beside it', '310100', '330100', []],
    ['not told', null, '330100', []],
    ['the whole country', '100000', '100000', []],
  ])('a region that is %s', (_, ours, theirs, told) => {
    expect(codes({ region: ours }, { region: theirs })).toEqual(told);
  });

  test('are the same whichever side says what, but for the words', () => {
    const side = fc.record({ themes: fc.subarray(['weather', 'transport', 'health']), industries: fc.subarray(['I', '65', '651', '6511', 'N', '78']), region: fc.constantFrom(null, '100000', '310000', '310100', '310115', '330000', '330106') });
    fc.assert(
      fc.property(side, side, (a, b) => {
        expect([...codes(a, b)].sort()).toEqual([...codes(b, a)].sort());
        expect(new Set(codes(a, b)).size).toBe(codes(a, b).length);
      }),
    );
  });
});
