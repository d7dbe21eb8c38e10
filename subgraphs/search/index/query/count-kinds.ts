import type { RecordKind } from '../../../../schema/generated/common.js';
import { KINDS } from '../columns/kinds.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { SlotSet } from '../columns/slot-set.js';

/** Counts these records by authority and kind; what has none is left out. */
export function countKinds(columns: RecordColumns, live: SlotSet): ReadonlyMap<string, Partial<Record<RecordKind, number>>> {
  const { dictionary, values } = columns.values.authority;
  const counts = new Uint32Array(dictionary.size * KINDS.length);
  for (let slot = 0; slot < columns.size; slot++) {
    if (!live.has(slot)) continue;
    const at = (values[slot] as number) * KINDS.length + (columns.kinds[slot] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  const kindsOf = (number: number) => Object.fromEntries(KINDS.map((kind, index) => [kind, counts[number * KINDS.length + index] as number]).filter(([, count]) => count !== 0));
  return new Map(dictionary.texts.map((authority, number) => [authority, kindsOf(number)]));
}
