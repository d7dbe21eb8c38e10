import { KINDS } from '../columns/kinds.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import type { RecordKind } from '../../../../schema/generated/common.js';
import type { LineageGraph } from './lineage-graph.js';

/** The links in the columns, as the reader of a view sees them. `slotOf` finds a record by its id, whoever sees it. */
export function columnsLineage(columns: RecordColumns, view: View, slotOf: (id: string) => number | undefined): LineageGraph {
  const { references, derivedFrom, derived, ids, kinds } = columns;
  const seen = (id: string): number | undefined => {
    const number = references.ids.find(id);
    if (number !== undefined) return view.slotOf(number);
    const slot = slotOf(id);
    return slot !== undefined && view.live.has(slot) ? slot : undefined;
  };
  return {
    shown(id) {
      const slot = seen(id);
      return slot === undefined ? null : { kind: KINDS[kinds[slot] as number] as RecordKind, title: columns.title(slot, 'ZH'), titleEn: columns.title(slot, 'EN') };
    },
    sources(id, most) {
      const slot = seen(id);
      return slot === undefined ? [] : Array.from(derivedFrom.get(slot).subarray(0, most), (number) => references.ids.text(number));
    },
    derived(id, most) {
      const number = references.ids.find(id);
      return number === undefined ? [] : derived.find(number, (slot) => view.live.has(slot), most).map((slot) => ids.get(slot));
    },
  };
}
