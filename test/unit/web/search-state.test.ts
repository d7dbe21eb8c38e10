import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { feedVariablesReader } from '../../../gateway/feeds/feed-variables.js';
import { facetAddress, feedAddress, filterOf, LIST_FILTERS, readSearch, searchAddress, SORTS, toggled, unfiltered, type ListFilter, type SearchState } from '../../../web/src/state/search-state.js';

const query = (address: string): string => address.slice(address.indexOf('?') < 0 ? address.length : address.indexOf('?'));
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((value) => value.isWellFormed());
const word = fc.stringMatching(/^[A-Z_]{1,12}$/);
const isEnum = (name: string): boolean => ['kinds', 'shareTypes', 'openness', 'frequencies', 'quality', 'priceModels', 'demandStates', 'hubs', 'environments', 'accelerators'].includes(name);

const dates = fc.record({ from: fc.option(fc.constantFrom('2024', '2024-05', '2024-05-31')), to: fc.option(fc.constantFrom('2025', '2026-11-29')) });

const state: fc.Arbitrary<SearchState> = fc.record({
  q: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => value.isWellFormed()).map((value) => value.trim()),
  sort: fc.constantFrom(...SORTS),
  lists: fc.record(Object.fromEntries(Object.keys(LIST_FILTERS).map((name) => [name, fc.uniqueArray(isEnum(name) ? word : text, { maxLength: 3 })]))) as unknown as fc.Arbitrary<SearchState['lists']>,
  region: fc.option(fc.constantFrom('31', '310000', '310115')),
  hasApi: fc.boolean(),
  dates: fc.record({ modified: dates, issued: dates, temporal: dates }),
});

describe('a search in the address bar', () => {
  test('is read back as it was written', () => {
    fc.assert(fc.property(state, (one) => expect(readSearch(query(searchAddress(one)))).toEqual(one)));
  });

  test('toggled twice is the same', () => {
    fc.assert(fc.property(state, fc.constantFrom(...(Object.keys(LIST_FILTERS) as ListFilter[])), word, (one, name, value) => {
      const twice = toggled(toggled(one, name, value), name, value);
      expect([...twice.lists[name]].sort()).toEqual([...one.lists[name]].sort());
    }));
  });

  test('whatever stands there is read without a failure, and is no filter that the catalog would refuse', () => {
    fc.assert(fc.property(fc.string(), (search) => {
      const read = readSearch(search);
      for (const name of Object.keys(LIST_FILTERS).filter(isEnum)) for (const value of read.lists[name as ListFilter]) expect(value).toMatch(/^[A-Z_]+$/);
    }));
    expect(readSearch('?sort=nothing&region=x&from=yesterday&kinds=dataset&kinds=DATASET&kinds=DATASET')).toMatchObject({ sort: 'RELEVANCE', region: null, dates: { modified: { from: null } }, lists: { kinds: ['DATASET'] } });
  });

  test('is a filter with nothing in it that is not set', () => {
    expect(filterOf(readSearch(''))).toEqual({});
    expect(filterOf(readSearch('?themes=health&themes=transport&region=31&hasApi=true&to=2025'))).toEqual({ themes: ['health', 'transport'], region: '31', hasApi: true, modified: { to: '2025' } });
    expect(searchAddress(unfiltered(readSearch('?q=水&themes=health&sort=TITLE')))).toBe('/?q=%E6%B0%B4&sort=TITLE');
  });

  test('of a value of a facet sets its filter beside others, and there is none for a facet of a later contract', () => {
    for (const [name, field] of Object.entries(LIST_FILTERS)) {
      if (field !== null) expect(readSearch(query(facetAddress(field, 'X', { region: '31' })!))).toMatchObject({ region: '31', lists: { [name]: ['X'] } });
    }
    expect(facetAddress('REGION', '310000')).toBe('/?region=310000');
    expect(facetAddress('COLOUR', 'RED')).toBeUndefined();
  });

  test('is the same search as a feed, as the gateway reads it', () => {
    const read = feedVariablesReader();
    fc.assert(fc.property(state, fc.constantFrom('ZH', 'EN'), (one, lang) => {
      expect(read(new URLSearchParams(query(feedAddress(one, lang))))).toEqual({ query: one.q === '' ? null : one.q, filter: filterOf(one), lang, first: 50 });
    }));
  });
});
