import type { SlotSet } from '../columns/slot-set.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { Condition, OtherWay } from '../../text/query-terms.js';
import { intersect, slotsIn, union } from './posting-sets.js';
import { isIn, NO_POSTING, type Posting } from './posting.js';

/** Looks a token up. */
export type PostingLookup = (token: string) => Posting;

/** Postings that are looked up before what they share is asked for: more than most queries have. */
const LOOKED_UP_AT_ONCE = 8;
/** So few slots, and so many for each of them that all are told by, are asked one by one whether something said in several ways holds. */
const FEW = 64;
const SPARSE = 512;

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
  let found = intersect(all.map(lookup));
  if (or !== undefined) found = union(found, lookup(or), size);
  for (const way of others) found = union(found, slotsOfWay(way, sources), size);
  return found;
}

/** Slots in which another way to say a condition is found. */
function slotsOfWay({ all, standsApart = false }: OtherWay, { lookup, size, lengths }: MatchSources): Posting {
  const anywhere = intersect(all.map(lookup));
  if (!standsApart || anywhere.count === 0) return anywhere;
  const inNames = intersect(all.map((token) => union(lookup(TITLE_MARK + token), lookup(KEYWORD_MARK + token), size)));
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
  let found = matchTokens(conditions.filter(isPlain).flatMap(({ all }) => all), sources, live);
  for (const condition of conditions) {
    if (found.count === 0) return NO_POSTING.slots;
    if (!isPlain(condition)) found = found.count <= Math.max(FEW, sources.size / SPARSE) ? matchOneByOne(slotsIn(found), condition, sources) : intersect([found, slotsOfCondition(condition, sources)]);
  }
  return slotsIn(found);
}

const isPlain = ({ or, others }: Condition): boolean => or === undefined && others === undefined;

function matchTokens(tokens: readonly string[], { lookup }: MatchSources, live: SlotSet): Posting {
  let postings: Posting[] = [{ form: 'set', count: live.count, set: live }];
  for (const token of tokens) {
    const posting = lookup(token);
    if (posting.count === 0) return NO_POSTING;
    postings.push(posting);
    if (postings.length <= LOOKED_UP_AT_ONCE) continue;
    postings = [intersect(postings)];
    if (postings[0]?.count === 0) return NO_POSTING;
  }
  return intersect(postings);
}

/** For few slots nothing is joined or counted that is as long as there are records. */
function matchOneByOne(slots: Uint32Array, condition: Condition, sources: MatchSources): Posting {
  const known = new Map<string, Posting>();
  const lookup = (token: string): Posting => {
    const posting = known.get(token) ?? sources.lookup(token);
    known.set(token, posting);
    return posting;
  };
  const held = slots.filter((slot) => holdsIn(slot, condition, { ...sources, lookup }));
  return { form: 'list', count: held.length, slots: held };
}
