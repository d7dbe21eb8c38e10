import { bitCount, slotsOf, type SlotSet } from '../columns/slot-set.js';
import type { Condition } from '../../text/query-terms.js';
import { includes, NO_POSTING, postingOf, type ListPosting, type Posting, type SetPosting } from './posting.js';

/** Looks a token up. */
export type PostingLookup = (token: string) => Posting;

/** Postings that are looked up before what they share is asked for: more than most queries have. */
const LOOKED_UP_AT_ONCE = 8;

/** The live slots in which every condition holds, in rising order. Nothing more is looked up once none can be left. */
export function matchConditions(conditions: readonly Condition[], lookup: PostingLookup, live: SlotSet, size: number): Uint32Array {
  let postings: Posting[] = [{ form: 'set', count: live.count, set: live }];
  for (const posting of postingsOf(conditions, lookup, size)) {
    if (posting.count === 0) return NO_POSTING.slots;
    postings.push(posting);
    if (postings.length <= LOOKED_UP_AT_ONCE) continue;
    postings = [intersect(postings, size)];
    if (postings[0]?.count === 0) return NO_POSTING.slots;
  }
  return slotsIn(intersect(postings, size));
}

function* postingsOf(conditions: readonly Condition[], lookup: PostingLookup, size: number): Generator<Posting> {
  for (const { all, or } of conditions) {
    if (or === undefined) for (const token of all) yield lookup(token);
    else yield union(intersect(all.map(lookup), size), lookup(or), size);
  }
}

/** What all postings share. The shortest list goes first, so that the work follows the rarest word. */
export function intersect(postings: readonly Posting[], size: number): Posting {
  const sets = postings.filter((posting) => posting.form === 'set');
  const lists = postings.filter((posting) => posting.form === 'list').sort((a, b) => a.count - b.count);
  const [first, ...others] = lists;
  if (!first) return intersectSets(sets, size);
  let slots = first.slots;
  for (const other of others) slots = intersectLists(slots, other.slots);
  for (const { set } of sets) slots = slots.filter((slot) => set.has(slot));
  return { form: 'list', count: slots.length, slots };
}

function intersectSets(postings: readonly SetPosting[], size: number): Posting {
  const words = new Uint32Array((size + 31) >>> 5);
  const [first, ...others] = postings.map(({ set }) => set.words);
  if (!first) return NO_POSTING;
  words.set(first.subarray(0, words.length));
  for (const other of others) {
    const length = Math.min(words.length, other.length);
    for (let index = 0; index < length; index++) words[index] = (words[index] as number) & (other[index] as number);
    words.fill(0, length);
  }
  return listOf(words);
}

function listOf(words: Uint32Array): ListPosting {
  let count = 0;
  for (const word of words) count += bitCount(word);
  return { form: 'list', count, slots: slotsOf(words, count) };
}

/** Where one list is much shorter its slots are searched in the other; else both are walked together. */
function intersectLists(shorter: Uint32Array, longer: Uint32Array): Uint32Array {
  if (shorter.length * 16 < longer.length) return shorter.filter((slot) => includes(longer, slot));
  const shared = new Uint32Array(shorter.length);
  let found = 0;
  for (let a = 0, b = 0; a < shorter.length && b < longer.length; ) {
    const difference = (shorter[a] as number) - (longer[b] as number);
    if (difference === 0) shared[found++] = shorter[a] as number;
    if (difference <= 0) a++;
    if (difference >= 0) b++;
  }
  return shared.subarray(0, found);
}

function union(a: Posting, b: Posting, size: number): Posting {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  return postingOf(Uint32Array.from(new Set([...slotsIn(a), ...slotsIn(b)])).sort(), size);
}

function slotsIn(posting: Posting): Uint32Array {
  return posting.form === 'list' ? posting.slots : slotsOf(posting.set.words, posting.set.count);
}
