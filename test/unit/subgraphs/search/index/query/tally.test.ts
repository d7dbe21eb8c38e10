import fc from 'fast-check';
import { ListColumn } from '../../../../../../subgraphs/search/index/columns/list-column.js';
import { LiveCounts } from '../../../../../../subgraphs/search/index/columns/live-counts.js';
import { SlotSet } from '../../../../../../subgraphs/search/index/columns/slot-set.js';
import { countLists, countsOf, countValues, fewerOf } from '../../../../../../subgraphs/search/index/query/tally.js';

interface Slot {
  readonly isLive: boolean;
  readonly isHit: boolean;
  readonly value: number;
  readonly list: readonly number[];
}

const slots = fc.array(fc.record({ isLive: fc.boolean(), isHit: fc.boolean(), value: fc.nat(5), list: fc.array(fc.nat(5), { maxLength: 3 }) }), { maxLength: 200 });

function columnsOf(records: readonly Slot[]) {
  const live = new SlotSet();
  const values = Uint8Array.from(records, ({ value }) => value);
  const lists = new ListColumn();
  const [liveValues, liveLists] = [new LiveCounts(), new LiveCounts()];
  records.forEach(({ value, list, isLive }, slot) => {
    lists.add(list);
    // A record that dies leaves nothing in the counts.
    live.add(slot);
    liveValues.change(value, 1);
    liveLists.changeAll(lists, slot, 1);
    if (isLive) return;
    live.delete(slot);
    liveValues.change(value, -1);
    liveLists.changeAll(lists, slot, -1);
  });
  return { live, values, lists, liveValues, liveLists };
}

test('what many hits have is counted by those that are no hits, and comes to the same', () => {
  fc.assert(
    fc.property(slots, (records) => {
      const { live, values, lists, liveValues, liveLists } = columnsOf(records);
      const hits = Uint32Array.from(records.flatMap(({ isLive, isHit }, slot) => (isLive && isHit ? [slot] : [])));
      const counted = fewerOf(hits, live);
      expect(counted.isAllBut).toBe(hits.length * 2 > live.count);
      expect(counted.parts.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(live.count / 2);
      expect(countsOf(counted, countValues(counted.parts, values, 6), liveValues)).toEqual(countValues([hits], values, 6));
      expect(countsOf(counted, countLists(counted.parts, lists, 6), liveLists)).toEqual(countLists([hits], lists, 6));
    }),
  );
});
