import { bitsIn, slotsOf } from '../columns/slot-set.js';

/** Slots, as bits or, where they are few, in rising order. */
export type SlotGroup = { readonly form: 'bits'; readonly words: Uint32Array } | { readonly form: 'list'; readonly slots: Uint32Array };

/** Bits of the slots that stand in the first, the second and the third place. */
export type PlaceBits = readonly [Uint32Array, Uint32Array, Uint32Array];

/** So many words of bits a slot make a list the shorter form by far. */
const SPARSE = 2;

/** The slots of a group in rising order. */
export const slotsIn = (group: SlotGroup): Uint32Array => (group.form === 'list' ? group.slots : slotsOf(group.words, bitsIn(group.words)));

/** A group by the first of the places in which each slot stands; the last has those of none. Null where there are none. */
export function groupsOf(group: SlotGroup, bits: PlaceBits): readonly (SlotGroup | null)[] {
  if (group.form === 'list') return partedList(group.slots, bits);
  const count = bitsIn(group.words);
  return count * SPARSE < group.words.length ? partedList(slotsOf(group.words, count), bits) : partedBits(group.words, bits);
}

function partedBits(words: Uint32Array, [first, second, third]: PlaceBits): readonly (SlotGroup | null)[] {
  const parts = [0, 1, 2, 3].map(() => new Uint32Array(words.length)) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const [a, b, c, d] = parts;
  const any = [0, 0, 0, 0] as [number, number, number, number];
  for (let index = 0; index < words.length; index++) {
    let word = words[index] as number;
    if (word === 0) continue;
    const inFirst = word & (first[index] as number);
    word &= ~inFirst;
    const inSecond = word & (second[index] as number);
    word &= ~inSecond;
    const inThird = word & (third[index] as number);
    word &= ~inThird;
    any[0] |= a[index] = inFirst;
    any[1] |= b[index] = inSecond;
    any[2] |= c[index] = inThird;
    any[3] |= d[index] = word;
  }
  return parts.map((part, place) => (any[place] === 0 ? null : { form: 'bits', words: part }));
}

function partedList(slots: Uint32Array, [first, second, third]: PlaceBits): readonly (SlotGroup | null)[] {
  const parts = [0, 1, 2, 3].map(() => new Uint32Array(slots.length));
  const counts = [0, 0, 0, 0];
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] as number;
    const word = slot >>> 5;
    const bit = 1 << (slot & 31);
    const place = (first[word] as number) & bit ? 0 : (second[word] as number) & bit ? 1 : (third[word] as number) & bit ? 2 : 3;
    (parts[place] as Uint32Array)[counts[place] as number] = slot;
    counts[place] = (counts[place] as number) + 1;
  }
  return parts.map((part, place) => (counts[place] === 0 ? null : { form: 'list', slots: part.slice(0, counts[place]) }));
}
