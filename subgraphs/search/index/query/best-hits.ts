import { LENGTH_CLASSES } from '../columns/length-class.js';
import type { Order } from './order.js';
import { PRIOR_STEPS, priorOfStep } from '../columns/prior-step.js';
import { MOST_PRIOR, USE_WEIGHT } from './prior.js';
import { both, LONGEST_TITLE, queryParts, type PartPlace, type QueryPart } from './query-parts.js';
import { COVERAGE_WEIGHT, lengthNorms, scoreHits, titleTest, WEIGHTS, type RankingSources } from './rank.js';
import type { ScoringPlan } from './scoring-plan.js';
import { groupsOf, slotsIn, type SlotGroup } from './slot-groups.js';
import { averageLength } from './statistics.js';
import { firstInOrder } from './top.js';

/** Fewer hits are scored as soon as the best of them are looked for. */
const FEW = 20_000;
/** So many slots for each hit make it cheaper to score all. */
const SPARSE = 64;
/** Hits that are scored first, as a multiple of how many are wanted. */
const FIRST_SCORED = 4;
/** Groups that are split: a query of many words has more groups than it is worth to tell apart. */
const MOST_SPLIT = 40;
/** Sums are rounded, each in its own order, and those of titles in 32 bits: of two hundred words up to 1e-5. */
const ROUNDING = 1 + 5e-5;
/** What groups of hits come to is told in steps. */
const STEPS = 255;

/** Hits by relevance: at least the first `count` of them, for a page and a second look need no more. */
export function rankBest(hits: Uint32Array, count: number, plan: ScoringPlan, sources: RankingSources): Order {
  if (hits.length < Math.max(FEW, count * FIRST_SCORED) || hits.length * SPARSE < sources.columns.size || sources.held !== null) return { hits, keys: scoreHits(hits, plan, sources), byTitle: null };
  return bestOf(hits, count, plan, sources);
}

/** The same, however few hits there are; all must have every word that is asked for. */
export const bestOf = (hits: Uint32Array, count: number, plan: ScoringPlan, sources: RankingSources): Order => new BestHits(count, plan, sources).of(hits);

const NO_GROUPS: readonly null[] = [null, null, null, null];

/** Hits of which it is known where the first `at` parts of the query stand in them. */
interface Alike {
  readonly group: SlotGroup;
  readonly at: number;
  readonly places: PartPlace;
  /** What any of them comes to at most. */
  readonly most: number;
}

/**
 * Finds the best of many hits without scoring most of them. Groups of hits are told apart by where the words of the query stand in them,
 * the one that may come to most first: once the best that were found come to more than any group may, the rest is left
 * as it is. Of a group the same holds for records and titles that are long.
 */
class BestHits {
  readonly #count: number;
  readonly #plan: ScoringPlan;
  readonly #sources: RankingSources;
  readonly #parts: readonly QueryPart[];
  readonly #groups: Alike[] = [];
  readonly #scored: Pick<Order, 'hits' | 'keys'>[] = [];
  /** Scores of the best that were found, `count` at most, and what a hit must come to. */
  #best = new Float64Array(0);
  #least = -Infinity;

  constructor(count: number, plan: ScoringPlan, sources: RankingSources) {
    this.#count = count;
    this.#plan = plan;
    this.#sources = sources;
    this.#parts = queryParts(plan, { lookup: sources.lookup, size: sources.columns.size, norms: lengthNorms(averageLength(sources.statistics)), weights: WEIGHTS });
  }

  of(hits: Uint32Array): Order {
    this.#add({ form: 'bits', words: this.#withoutNamed(hits) }, 0, { worths: new Float64Array(LENGTH_CLASSES), shares: new Float64Array(LONGEST_TITLE + 1) });
    for (let split = 0; ; split++) {
      const next = this.#takeBest();
      if (next === null) return joinedOrder(this.#scored);
      if (next.at < this.#parts.length && split < MOST_SPLIT) this.#split(next);
      else this.#scoreBest(next);
    }
  }

  /** Scores what is named exactly: that stands first, whatever its words come to. */
  #withoutNamed(hits: Uint32Array): Uint32Array {
    const { columns, query, exact } = this.#sources;
    const left = new Uint32Array((columns.size + 31) >>> 5);
    const isTitle = titleTest(columns, query);
    const isNumbered = new Set(exact);
    const named: number[] = [];
    for (let index = 0; index < hits.length; index++) {
      const slot = hits[index] as number;
      if (isTitle(slot) || (isNumbered.size > 0 && isNumbered.has(slot))) named.push(slot);
      else left[slot >>> 5] = (left[slot >>> 5] as number) | (1 << (slot & 31));
    }
    this.#score(Uint32Array.from(named));
    return left;
  }

  #split({ group, at, places }: Alike): void {
    const part = this.#parts[at] as QueryPart;
    const groups = part.bits.reduce<readonly (SlotGroup | null)[]>((parted, bits) => parted.flatMap((one) => (one === null ? NO_GROUPS : groupsOf(one, bits))), [group]);
    groups.forEach((within, place) => {
      if (within !== null) this.#add(within, at + 1, both(places, part.places[place] as PartPlace));
    });
  }

  #add(group: SlotGroup, at: number, places: PartPlace): void {
    const { worths, shares } = this.#atBest(at, places);
    const most = mostOf(worths[0] as number, shares[0] as number);
    // What must be reached only rises, and groups are large.
    if (most >= this.#least) this.#groups.push({ group, at, places, most });
  }

  /** What is known of a group, and the best of the parts by which it is not told apart yet. */
  #atBest(at: number, places: PartPlace): PartPlace {
    return this.#parts.slice(at).reduce((known, { best }) => both(known, best), places);
  }

  #takeBest(): Alike | null {
    const best = this.#groups.reduce((first, { most }, place, groups) => (most > (groups[first] as Alike).most ? place : first), 0);
    const [taken] = this.#groups.splice(best, 1);
    return taken === undefined || taken.most < this.#least ? null : taken;
  }

  /** Scores those of a group that may be among the best, and first those that may come to most. */
  #scoreBest({ group, at, places, most }: Alike): void {
    const slots = slotsIn(group);
    const steps = this.#stepsOf(slots, this.#atBest(at, places), most);
    let below = STEPS + 1;
    if (this.#least === -Infinity) {
      below = stepOfFirst(steps, this.#count * FIRST_SCORED);
      this.#score(slotsBetween(slots, steps, below, STEPS + 1));
    }
    const from = most === 0 ? 0 : Math.max(0, Math.ceil((this.#least / most) * STEPS));
    if (from < below) this.#score(slotsBetween(slots, steps, from, below));
  }

  /** What each slot comes to at most, in steps of `most`: by how long the record and its title are, and by its own quality. */
  #stepsOf(slots: Uint32Array, { worths, shares }: PartPlace, most: number): Uint8Array {
    const { lengthClasses, priorSteps, references } = this.#sources.columns;
    const [titleLengths, others] = this.#titleLengths();
    const texts = worths.map((text) => (text * ROUNDING * STEPS) / most);
    const titles = shares.map((share) => 1 + COVERAGE_WEIGHT * share + (references.referred('uses').count > 0 ? USE_WEIGHT : 0));
    const priors = Float64Array.from({ length: PRIOR_STEPS + 1 }, (_, step) => priorOfStep(step));
    const steps = new Uint8Array(slots.length);
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const length = Math.min(titleLengths[slot] as number, others[slot] as number);
      const step = (texts[lengthClasses[slot] as number] as number) * ((titles[length] as number) + (priors[priorSteps[slot] as number] as number));
      steps[index] = step < STEPS ? step + 1 : STEPS;
    }
    return steps;
  }

  /** How long titles are; where words are of both scripts, no longer than by either. */
  #titleLengths(): readonly [Uint8Array, Uint8Array] {
    const { columns } = this.#sources;
    const byOther = columns.titleLengthsOf(false);
    const byCjk = columns.titleLengthsOf(true);
    return [this.#parts.some(({ hasOther }) => hasOther) ? byOther : byCjk, this.#parts.some(({ hasCjk }) => hasCjk) ? byCjk : byOther];
  }

  #score(hits: Uint32Array): void {
    if (hits.length === 0) return;
    const keys = scoreHits(hits, this.#plan, this.#sources);
    this.#scored.push({ hits, keys });
    const known = new Float64Array(this.#best.length + keys.length);
    known.set(this.#best);
    known.set(keys, this.#best.length);
    const first = firstInOrder(known.length, this.#count, (a, b) => (known[a] as number) > (known[b] as number), () => true);
    this.#best = Float64Array.from(first, (position) => known[position] as number);
    if (this.#best.length === this.#count) this.#least = this.#best[this.#count - 1] as number;
  }
}

/** What a hit comes to at most whose words do. */
const mostOf = (text: number, share: number): number => text * (1 + COVERAGE_WEIGHT * share + MOST_PRIOR) * ROUNDING;

/** The highest step from which on there are `count` slots; the lowest where there are fewer. */
function stepOfFirst(steps: Uint8Array, count: number): number {
  const counts = new Uint32Array(STEPS + 1);
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as number;
    counts[step] = (counts[step] as number) + 1;
  }
  let [step, found] = [STEPS, counts[STEPS] as number];
  while (found < count && step > 0) found += counts[--step] as number;
  return step;
}

/** The slots with at least the step `from` and one below `below`. */
function slotsBetween(slots: Uint32Array, steps: Uint8Array, from: number, below: number): Uint32Array {
  const between = new Uint32Array(slots.length);
  let found = 0;
  for (let index = 0; index < slots.length; index++) {
    const step = steps[index] as number;
    if (step >= from && step < below) between[found++] = slots[index] as number;
  }
  return between.subarray(0, found);
}

function joinedOrder(scored: readonly Pick<Order, 'hits' | 'keys'>[]): Order {
  const total = scored.reduce((sum, { hits }) => sum + hits.length, 0);
  const order = { hits: new Uint32Array(total), keys: new Float64Array(total), byTitle: null };
  let at = 0;
  for (const { hits, keys } of scored) {
    order.hits.set(hits, at);
    order.keys.set(keys, at);
    at += hits.length;
  }
  return order;
}
