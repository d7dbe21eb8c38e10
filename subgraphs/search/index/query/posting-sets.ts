import { bitCount, slotsOf } from '../columns/slot-set.js';
import { includes, isShort, MUCH_LONGER, NO_POSTING, postingOfWords, type Posting, type SetPosting } from './posting.js';

/** Bits that are needed for a moment: nothing keeps them. */
let scratch = new Uint32Array(0);

/** What all postings share. The shortest list goes first, so that the work follows the rarest word. */
export function intersect(postings: readonly Posting[]): Posting {
  const [only] = postings;
  if (only && postings.length === 1) return only;
  const sets = postings.filter((posting) => posting.form === 'set');
  const lists = postings.filter((posting) => posting.form === 'list').sort((a, b) => a.count - b.count);
  const [first, ...others] = lists;
  if (!first) return intersectSets(sets);
  let slots = first.slots;
  for (const other of others) slots = intersectLists(slots, other.slots);
  for (const { set } of sets) slots = slotsAmong(slots, set.words);
  return { form: 'list', count: slots.length, slots };
}

function intersectSets(postings: readonly SetPosting[]): Posting {
  const [first, ...others] = postings.map(({ set }) => set.words).sort((a, b) => a.length - b.length);
  if (!first) return NO_POSTING;
  if (scratch.length < first.length) scratch = new Uint32Array(first.length);
  const words = scratch.subarray(0, first.length);
  words.set(first);
  let count = 0;
  others.forEach((other, place) => {
    count = 0;
    for (let index = 0; index < words.length; index++) {
      const word = (words[index] as number) & (other[index] as number);
      words[index] = word;
      if (place === others.length - 1) count += bitCount(word);
    }
  });
  return { form: 'list', count, slots: slotsOf(words, count) };
}

/** Those of some slots that are in a bit set. */
function slotsAmong(slots: Uint32Array, words: Uint32Array): Uint32Array {
  const among = new Uint32Array(slots.length);
  let found = 0;
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] as number;
    const word = slot >>> 5;
    if (word < words.length && ((words[word] as number) >>> (slot & 31)) & 1) among[found++] = slot;
  }
  return among.subarray(0, found);
}

/** Where one list is much shorter its slots are searched in the other; else both are walked together. */
function intersectLists(shorter: Uint32Array, longer: Uint32Array): Uint32Array {
  const shared = new Uint32Array(shorter.length);
  let found = 0;
  if (shorter.length * MUCH_LONGER < longer.length) {
    for (let index = 0; index < shorter.length; index++) if (includes(longer, shorter[index] as number)) shared[found++] = shorter[index] as number;
    return shared.subarray(0, found);
  }
  for (let a = 0, b = 0; a < shorter.length && b < longer.length; ) {
    const difference = (shorter[a] as number) - (longer[b] as number);
    if (difference === 0) shared[found++] = shorter[a] as number;
    if (difference <= 0) a++;
    if (difference >= 0) b++;
  }
  return shared.subarray(0, found);
}

/** What is in either. Lists that stay short are merged, others are joined as bit sets. */
export function union(a: Posting, b: Posting, size: number): Posting {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  if (a.form === 'list' && b.form === 'list' && isShort(a.count + b.count, size)) {
    const slots = mergedLists(a.slots, b.slots);
    return { form: 'list', count: slots.length, slots };
  }
  return postingOfWords(bitsOfAny([a, b], size), size);
}

function mergedLists(some: Uint32Array, others: Uint32Array): Uint32Array {
  const merged = new Uint32Array(some.length + others.length);
  let count = 0;
  let [a, b] = [0, 0];
  while (a < some.length || b < others.length) {
    const [one, other] = [a < some.length ? (some[a] as number) : Infinity, b < others.length ? (others[b] as number) : Infinity];
    merged[count++] = one < other ? one : other;
    if (one <= other) a++;
    if (other <= one) b++;
  }
  return merged.subarray(0, count);
}

/** Bits of the slots below `size` that are in any of these. */
export function bitsOfAny(postings: readonly Posting[], size: number): Uint32Array {
  const words = new Uint32Array((size + 31) >>> 5);
  for (const posting of postings) {
    if (posting.form === 'set') joinWords(words, posting.set.words);
    else joinSlots(words, posting.slots);
  }
  return words;
}

function joinWords(words: Uint32Array, more: Uint32Array): void {
  const length = Math.min(words.length, more.length);
  for (let index = 0; index < length; index++) words[index] = (words[index] as number) | (more[index] as number);
}

function joinSlots(words: Uint32Array, slots: Uint32Array): void {
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] as number;
    words[slot >>> 5] = (words[slot >>> 5] as number) | (1 << (slot & 31));
  }
}

/** The slots of a posting in rising order. */
export const slotsIn = (posting: Posting): Uint32Array => (posting.form === 'list' ? posting.slots : slotsOf(posting.set.words, posting.set.count));
