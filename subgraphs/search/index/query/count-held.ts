import { slotsIn } from './posting-sets.js';
import { isIn, type Posting } from './posting.js';

/** Where a condition holds, and what it weighs. */
export interface WeighedPosting {
  readonly posting: Posting;
  readonly weight: number;
}

/** What holds in which slots, dead ones too. */
export interface Held {
  /** Slots with the least share of the weights, in rising order. */
  readonly slots: Uint32Array;
  /** How many conditions hold in each of them. */
  readonly held: Uint8Array;
}

/** A number for each slot, none but 0 between two counts: to make and clear them for each would take as long as there are records. */
let counts = new Uint8Array(0);
let sums = new Uint16Array(0);

/**
 * The slots in which conditions hold that weigh `leastShare` of all of them. Who has none of the first ones can't come to
 * that by the rest: so the slots of those are walked alone, and looked for in the others.
 *
 * @param conditions the heaviest first
 */
export function countHeld(conditions: readonly WeighedPosting[], size: number, leastShare: number): Held {
  if (counts.length < size) [counts, sums] = [new Uint8Array(size), new Uint16Array(size)];
  const least = conditions.reduce((sum, { weight }) => sum + weight, 0) * leastShare;
  const candidates = countAll(conditions, least);
  const slots = candidates.filter((slot) => (sums[slot] as number) >= least).sort();
  const held = Uint8Array.from(slots, (slot) => counts[slot] as number);
  for (let index = 0; index < candidates.length; index++) counts[candidates[index] as number] = sums[candidates[index] as number] = 0;
  return { slots, held };
}

/** Counts, and tells in which slots any of the first conditions holds. */
function countAll(conditions: readonly WeighedPosting[], least: number): Uint32Array {
  let rest = conditions.reduce((sum, { weight }) => sum + weight, 0);
  let candidates: Uint32Array = new Uint32Array(0);
  for (const { posting, weight } of conditions) {
    const isWalked = rest >= least;
    const walked = isWalked ? slotsIn(posting) : candidates;
    const fresh = new Uint32Array(isWalked ? walked.length : 0);
    let found = 0;
    for (let index = 0; index < walked.length; index++) {
      const slot = walked[index] as number;
      if (isWalked && counts[slot] === 0) fresh[found++] = slot;
      if (!isWalked && !isIn(posting, slot)) continue;
      counts[slot] = (counts[slot] as number) + 1;
      sums[slot] = (sums[slot] as number) + weight;
    }
    candidates = withMore(candidates, fresh.subarray(0, found));
    rest -= weight;
  }
  return candidates;
}

function withMore(slots: Uint32Array, more: Uint32Array): Uint32Array {
  if (more.length === 0) return slots;
  const all = new Uint32Array(slots.length + more.length);
  all.set(slots);
  all.set(more, slots.length);
  return all;
}
