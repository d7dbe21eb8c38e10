import { bitCount, bitsIn, SlotSet, slotsOf } from '../columns/slot-set.js';

/** The slots in which one token occurs, dead ones included. A short one is a sorted list, a long one a bit set. */
export type Posting = ListPosting | SetPosting;

export interface ListPosting {
  readonly form: 'list';
  readonly count: number;
  readonly slots: Uint32Array;
}

export interface SetPosting {
  readonly form: 'set';
  readonly count: number;
  readonly set: SlotSet;
}

export const NO_POSTING: ListPosting = { form: 'list', count: 0, slots: new Uint32Array(0) };

/** The posting of sorted `slots` in the smaller form, for columns of `size` slots. */
export function postingOf(slots: Uint32Array, size: number): Posting {
  if (isShort(slots.length, size)) return { form: 'list', count: slots.length, slots };
  const set = new SlotSet(size);
  for (const slot of slots) set.add(slot);
  return { form: 'set', count: set.count, set };
}

/** The posting of the slots in a bit set, which becomes its own. */
export function postingOfWords(words: Uint32Array, size: number): Posting {
  const count = bitsIn(words);
  return isShort(count, size) ? { form: 'list', count, slots: slotsOf(words, count) } : { form: 'set', count, set: SlotSet.ofWords(words, count) };
}

/** Whether so many slots are shorter as a list. */
export const isShort = (count: number, size: number): boolean => count * 32 <= size || count < 64;

/** `posting` with more slots behind its last. */
export function extendPosting(posting: Posting, more: Uint32Array, size: number): Posting {
  if (more.length === 0) return posting;
  if (posting.form === 'list') {
    const slots = new Uint32Array(posting.count + more.length);
    slots.set(posting.slots);
    slots.set(more, posting.count);
    return postingOf(slots, size);
  }
  for (const slot of more) posting.set.add(slot);
  return { form: 'set', count: posting.set.count, set: posting.set };
}

/** Bytes that a posting holds. */
export const postingBytes = (posting: Posting): number => 64 + (posting.form === 'list' ? posting.slots.byteLength : posting.set.words.byteLength);

/** A list so many times as long as another is searched and not walked through. */
export const MUCH_LONGER = 16;

/** Whether sorted `slots` contain `slot`. */
export function includes(slots: Uint32Array, slot: number): boolean {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] as number) < slot) low = middle + 1;
    else high = middle;
  }
  return slots[low] === slot;
}

export const isIn = (posting: Posting, slot: number): boolean => (posting.form === 'set' ? posting.set.has(slot) : includes(posting.slots, slot));

/** How many slots of a posting are in a set. */
export function countIn(posting: Posting, { words }: SlotSet): number {
  let count = 0;
  if (posting.form === 'list') {
    for (const slot of posting.slots) count += ((words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1;
    return count;
  }
  const found = posting.set.words;
  const length = Math.min(found.length, words.length);
  for (let index = 0; index < length; index++) count += bitCount(((found[index] as number) & (words[index] as number)) >>> 0);
  return count;
}

/** What is counted in: changes of it raise the number. */
export interface CountedLive {
  readonly live: SlotSet;
  readonly changes: number;
}

/** Shorter ones are counted as fast as they are looked for. */
const WORTH_KEEPING = 256;
const kept = new WeakMap<Posting, { readonly changes: number; readonly count: number }>();

/** How many slots of a posting everybody sees; counted once for each state of the columns that it is of. */
export function countLive(posting: Posting, { live, changes }: CountedLive): number {
  if (posting.count <= WORTH_KEEPING) return countIn(posting, live);
  const known = kept.get(posting);
  if (known?.changes === changes) return known.count;
  const count = countIn(posting, live);
  kept.set(posting, { changes, count });
  return count;
}
