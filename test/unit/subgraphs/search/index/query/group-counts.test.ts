import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FacetField } from '../../../../../../schema/generated/search.js';
import { FacetRows } from '../../../../../../subgraphs/search/index/columns/facet-rows.js';
import { groupCounts } from '../../../../../../subgraphs/search/index/query/group-counts.js';

const number = fc.nat(4);
const record = fc.record({ terms: fc.array(number, { minLength: 5, maxLength: 5 }), places: fc.array(number, { minLength: 2, maxLength: 2 }), themes: fc.array(number, { maxLength: 3 }), formats: fc.array(number, { maxLength: 3 }), isHit: fc.boolean() });
type Given = Readonly<Record<'terms' | 'places' | 'themes' | 'formats', readonly number[]>>;
const VALUES: Partial<Record<FacetField, (one: Given) => readonly (number | undefined)[]>> = {
  KIND: ({ terms }) => [terms[0]], SHARE_TYPE: ({ terms }) => [terms[1]], OPENNESS: ({ terms }) => [terms[2]], FREQUENCY: ({ terms }) => [terms[3]], GRADE: ({ terms }) => [terms[4]],
  AUTHORITY: ({ places }) => [places[0]], REGION: ({ places }) => [places[1]], THEME: ({ themes }) => themes, FORMAT: ({ formats }) => formats,
};

test('what is counted side by side is what each field has', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 100 }), (records) => {
      const facetRows = new FacetRows();
      records.forEach((one, slot) => facetRows.set(slot, one));
      const hits = records.flatMap(({ isHit }, slot) => (isHit ? [slot] : []));
      const counts = groupCounts([Uint32Array.from(hits.slice(0, 5)), Uint32Array.from(hits.slice(5))], { facetRows });
      for (const [field, valuesOf] of Object.entries(VALUES)) {
        const expected = [0, 1, 2, 3, 4].map((value) => hits.flatMap((slot) => valuesOf(records[slot] as Given)).filter((other) => other === value).length);
        expect([field, ...(counts(field as FacetField, 5) ?? [])]).toEqual([field, ...expected]);
      }
      expect(counts('OWNER', 5)).toBeNull();
    }),
  );
});

test('a group of which too many combinations are there is left to be counted field by field', () => {
  const facetRows = new FacetRows();
  for (let slot = 0; slot < 20_000; slot++) facetRows.set(slot, { terms: [0, 0, 0, 0, 0], places: [slot % 30, 0], themes: [], formats: [slot] });
  const counts = groupCounts([Uint32Array.of(0, 30, 19_999)], { facetRows });
  expect([counts('FORMAT', 20_000), [...(counts('AUTHORITY', 30) ?? [])].slice(0, 3)]).toEqual([null, [2, 0, 0]]);
  expect(facetRows.sequences.formats.size).toBeLessThan(17_000);
});

test('so is one of long combinations, which would take the memory of many records', () => {
  const facetRows = new FacetRows();
  for (let slot = 0; slot < 2_000; slot++) facetRows.set(slot, { terms: [0, 0, 0, 0, 0], places: [0, 0], themes: [], formats: Array.from({ length: 1_000 }, (_, place) => (slot + place) % 3_000) });
  const counts = groupCounts([Uint32Array.of(0, 1)], { facetRows });
  expect([counts('FORMAT', 3_000), [...(counts('THEME', 1) ?? [])], [...(counts('KIND', 1) ?? [])]]).toEqual([null, [0], [2]]);
  expect(facetRows.sequences.formats.size).toBeLessThan(300);
});
