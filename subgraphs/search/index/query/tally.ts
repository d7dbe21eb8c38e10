import type { WholeNumbers } from '../columns/grow.js';
import type { ListColumn } from '../columns/list-column.js';
import type { LiveCounts } from '../columns/live-counts.js';
import { slotsOf, type SlotSet } from '../columns/slot-set.js';

/** Slots to count, in parts. */
export type Parts = readonly Uint32Array[];

/** What is counted: some slots, or all that everybody sees but some. */
export interface Counted {
  readonly parts: Parts;
  readonly isAllBut: boolean;
}

/** The same slots, told by the fewer: those in `hits`, or those of `live` that are not. */
export function fewerOf(hits: Uint32Array, live: SlotSet): Counted {
  if (hits.length * 2 <= live.count) return { parts: [hits], isAllBut: false };
  const words = live.words.slice();
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    words[slot >>> 5] = (words[slot >>> 5] as number) & ~(1 << (slot & 31));
  }
  return { parts: [slotsOf(words, live.count - hits.length)], isAllBut: true };
}

/** How many slots have each number of a column, up to `size`. */
export function countValues(parts: Parts, values: WholeNumbers, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const slots of parts) {
    for (let index = 0; index < slots.length; index++) {
      const value = values[slots[index] as number] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  }
  return counts;
}

/** The same of a column of lists. */
export function countLists(parts: Parts, { values, starts }: ListColumn, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const slots of parts) {
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const end = starts[slot + 1] as number;
      for (let at = starts[slot] as number; at < end; at++) {
        const value = values[at] as number;
        counts[value] = (counts[value] as number) + 1;
      }
    }
  }
  return counts;
}

/** `counts` of what is counted: where that is all but some, what those have is taken from `all`. */
export function countsOf({ isAllBut }: Counted, counts: Uint32Array, all: LiveCounts): Uint32Array {
  if (!isAllBut) return counts;
  const rest = all.get(counts.length);
  for (let number = 0; number < rest.length; number++) rest[number] = (rest[number] as number) - (counts[number] as number);
  return rest;
}
