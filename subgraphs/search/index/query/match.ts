import { bitsIn, slotsOf, type SlotSet } from '../columns/slot-set.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { Condition, OtherWay } from '../../text/query-terms.js';
import { includes, NO_POSTING, postingOfWords, type ListPosting, type Posting, type SetPosting } from './posting.js';

/** Looks a token up. */
export type PostingLookup = (token: string) => Posting;

/** Postings that are looked up before what they share is asked for: more than most queries have. */
const LOOKED_UP_AT_ONCE = 8;

/** What conditions are looked up in. */
export interface MatchSources {
  readonly lookup: PostingLookup;
  /** How many slots there are. */
  readonly size: number;
  /** How many tokens the record in each slot has. */
  readonly lengths: Uint16Array;
}

/** Tokens of a record that is short: what stands anywhere in it belongs together. */
export const SHORT = 500;

/** Slots in which a condition holds. */
export function slotsOfCondition({ all, or, others = [] }: Condition, sources: MatchSources): Posting {
  const { lookup, size } = sources;
  let found = intersect(all.map(lookup), size);
  if (or !== undefined) found = union(found, lookup(or), size);
  for (const way of others) found = union(found, slotsOfWay(way, sources), size);
  return found;
}

/** Slots in which another way to say a condition is found. */
function slotsOfWay({ all, standsApart = false }: OtherWay, { lookup, size, lengths }: MatchSources): Posting {
  const anywhere = intersect(all.map(lookup), size);
  if (!standsApart || anywhere.count === 0) return anywhere;
  const inNames = intersect(all.map((token) => union(lookup(TITLE_MARK + token), lookup(KEYWORD_MARK + token), size)), size);
  const inShort = slotsIn(anywhere).filter((slot) => (lengths[slot] as number) <= SHORT);
  return union(inNames, { form: 'list', count: inShort.length, slots: inShort }, size);
}

/** Whether a condition holds in one slot, as `slotsOfCondition` says of all: for a few slots no more is asked. */
export function holdsIn(slot: number, { all, or, others = [] }: Condition, sources: MatchSources): boolean {
  return allIn(slot, all, sources) || (or !== undefined && isIn(sources.lookup(or), slot)) || others.some((way) => wayHoldsIn(slot, way, sources));
}

/** The same of another way to say a condition. */
export function wayHoldsIn(slot: number, { all, standsApart = false }: OtherWay, sources: MatchSources): boolean {
  if (!allIn(slot, all, sources)) return false;
  const { lookup, lengths } = sources;
  return !standsApart || (lengths[slot] as number) <= SHORT || all.every((token) => isIn(lookup(TITLE_MARK + token), slot) || isIn(lookup(KEYWORD_MARK + token), slot));
}

const allIn = (slot: number, tokens: readonly string[], { lookup }: MatchSources): boolean => tokens.length > 0 && tokens.every((token) => isIn(lookup(token), slot));

/** The live slots in which every condition holds, in rising order. Nothing more is looked up once none can be left. */
export function matchConditions(conditions: readonly Condition[], sources: MatchSources, live: SlotSet): Uint32Array {
  const { size } = sources;
  let postings: Posting[] = [{ form: 'set', count: live.count, set: live }];
  for (const posting of postingsOf(conditions, sources)) {
    if (posting.count === 0) return NO_POSTING.slots;
    postings.push(posting);
    if (postings.length <= LOOKED_UP_AT_ONCE) continue;
    postings = [intersect(postings, size)];
    if (postings[0]?.count === 0) return NO_POSTING.slots;
  }
  return slotsIn(intersect(postings, size));
}

function* postingsOf(conditions: readonly Condition[], sources: MatchSources): Generator<Posting> {
  for (const condition of conditions) {
    if (condition.or === undefined && condition.others === undefined) for (const token of condition.all) yield sources.lookup(token);
    else yield slotsOfCondition(condition, sources);
  }
}

/** Where a condition holds, and what it weighs. */
export interface WeighedPosting {
  readonly posting: Posting;
  readonly weight: number;
}

/** What holds in which slots, dead ones too. */
export interface Held {
  /** Slots with the least share of the weights, in rising order. */
  readonly slots: Uint32Array;
  /** How many conditions hold in each of them; of others nothing is said. */
  readonly held: Uint8Array;
}

/**
 * The slots in which conditions hold that weigh `leastShare` of all of them. Who has none of the first ones can't come to
 * that by the rest: so the slots of those are walked alone, and looked for in the others.
 *
 * @param conditions the heaviest first
 */
export function countHeld(conditions: readonly WeighedPosting[], size: number, leastShare: number): Held {
  const held = new Uint8Array(size);
  const weights = new Uint16Array(size);
  const total = conditions.reduce((sum, { weight }) => sum + weight, 0);
  const candidates: number[] = [];
  let rest = total;
  for (const { posting, weight } of conditions) {
    const holds = (slot: number): void => {
      held[slot] = (held[slot] as number) + 1;
      weights[slot] = (weights[slot] as number) + weight;
    };
    if (rest >= total * leastShare) {
      for (const slot of slotsIn(posting)) {
        if (held[slot] === 0) candidates.push(slot);
        holds(slot);
      }
    } else for (const slot of candidates) if (isIn(posting, slot)) holds(slot);
    rest -= weight;
  }
  const slots = Uint32Array.from(candidates).sort().filter((slot) => (weights[slot] as number) >= total * leastShare);
  return { slots, held };
}

const isIn = (posting: Posting, slot: number): boolean => (posting.form === 'set' ? posting.set.has(slot) : includes(posting.slots, slot));

/** What all postings share. The shortest list goes first, so that the work follows the rarest word. */
export function intersect(postings: readonly Posting[], size: number): Posting {
  const [only] = postings;
  if (only && postings.length === 1) return only;
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
  const count = bitsIn(words);
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

/** What is in either. They are joined as bit sets. */
function union(a: Posting, b: Posting, size: number): Posting {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  return postingOfWords(bitsOfAny([a, b], size), size);
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

function slotsIn(posting: Posting): Uint32Array {
  return posting.form === 'list' ? posting.slots : slotsOf(posting.set.words, posting.set.count);
}
