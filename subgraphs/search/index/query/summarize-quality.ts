import { METRICS, RATINGS } from '../../../../schema/quality/mqa.js';
import { NOT_JUDGED, type RecordColumns } from '../columns/record-columns.js';
import type { SlotSet } from '../columns/slot-set.js';
import type { AuthorityQuality } from '../search-index.js';

/** Gathers the quality of these records by authority, in one pass over the columns. */
export function summarizeQuality(columns: RecordColumns, live: SlotSet): readonly AuthorityQuality[] {
  const { dictionary, values } = columns.values.authority;
  const sums = dictionary.texts.map(() => ({ records: 0, total: 0, ratings: new Uint32Array(RATINGS.length), unmet: new Uint32Array(METRICS.length) }));
  for (let slot = 0; slot < columns.size; slot++) {
    const score = columns.qualities[slot] as number;
    if (score === NOT_JUDGED || !live.has(slot)) continue;
    const sum = sums[values[slot] as number] as (typeof sums)[number];
    sum.records++;
    sum.total += score;
    count(sum.ratings, columns.ratings[slot] as number);
    countBits(sum.unmet, columns.unmetMetrics[slot] as number);
  }
  return sums
    .map(({ records, total, ratings, unmet }, number) => ({ authority: dictionary.text(number), records, total, ratings: [...ratings], unmet: [...unmet] }))
    .filter(({ records }) => records > 0)
    .sort((a, b) => (a.authority < b.authority ? -1 : 1));
}

/** Counts each bit that is set, from the lowest. */
function countBits(counts: Uint32Array, bits: number): void {
  for (let left = bits; left !== 0; left &= left - 1) count(counts, 31 - Math.clz32(left & -left));
}

function count(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}
