import type { FacetField } from '../../../../schema/generated/search.js';
import { FACET_GROUPS, type FacetGroup } from '../columns/facet-rows.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { Parts } from './tally.js';

/** The place of a field in the combinations of its group; null where these are lists of it. */
const PLACES: Partial<Record<FacetField, readonly [FacetGroup, place: number | null]>> = {
  KIND: ['terms', 0], SHARE_TYPE: ['terms', 1], OPENNESS: ['terms', 2], FREQUENCY: ['terms', 3], GRADE: ['terms', 4],
  AUTHORITY: ['places', 0], REGION: ['places', 1],
  THEME: ['themes', null], FORMAT: ['formats', null],
};

/** How many of some slots have each value of a field, by its number up to `size`; null where that is not counted so. */
export type GroupCounts = (field: FacetField, size: number) => Uint32Array | null;

/** Counts the fields that are kept side by side, all in one pass. */
export function groupCounts(parts: Parts, { facetRows }: Pick<RecordColumns, 'facetRows'>): GroupCounts {
  let counted: readonly Uint32Array[] | null = null;
  return (field, size) => {
    const [group, place] = PLACES[field] ?? [null, null];
    if (group === null || !facetRows.holds(group)) return null;
    counted ??= countRows(parts, facetRows.rows, FACET_GROUPS.map((name) => facetRows.sequences[name].size));
    return valuesOf(counted[FACET_GROUPS.indexOf(group)] as Uint32Array, facetRows.sequences[group].all, place, size);
  };
}

function countRows(parts: Parts, rows: Uint16Array, sizes: readonly number[]): readonly Uint32Array[] {
  const counts = sizes.map((size) => new Uint32Array(size)) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const [a, b, c, d] = counts;
  for (const slots of parts) {
    for (let index = 0; index < slots.length; index++) {
      const at = (slots[index] as number) * FACET_GROUPS.length;
      const [first, second, third, fourth] = [rows[at] as number, rows[at + 1] as number, rows[at + 2] as number, rows[at + 3] as number];
      a[first] = (a[first] as number) + 1;
      b[second] = (b[second] as number) + 1;
      c[third] = (c[third] as number) + 1;
      d[fourth] = (d[fourth] as number) + 1;
    }
  }
  return counts;
}

function valuesOf(counts: Uint32Array, sequences: readonly (readonly number[])[], place: number | null, size: number): Uint32Array {
  const values = new Uint32Array(size);
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number] as number;
    if (count === 0) continue;
    const sequence = sequences[number] as readonly number[];
    for (const value of place === null ? sequence : [sequence[place] as number]) values[value] = (values[value] as number) + count;
  }
  return values;
}
