import { CJK, characterClass } from '../../text/character-class.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { PostingLookup } from './match.js';
import { bitsOfAny } from './posting-sets.js';
import type { ScoringPlan } from './scoring-plan.js';
import type { PlaceBits } from './slot-groups.js';
import type { FieldWeights, WeightedTerm } from './word-sums.js';

/** Characters that a title is counted to have at most. */
export const LONGEST_TITLE = 255;
/** Parts by which hits are told apart; the lightest words of a longer query are one part. */
const MOST_PARTS = 6;

/** Where the words of a part stand in a record, at best. */
export interface PartPlace {
  /** What they add to a score at most, by the class of the record's length. */
  readonly worths: Float64Array;
  /** As much of the title as they are at most, by the title's characters. */
  readonly shares: Float64Array;
}

/** In the title; else among the keywords; else anywhere; nowhere. */
type Places = readonly [PartPlace, PartPlace, PartPlace, PartPlace];

/** A word of a query, or what it asks for in several ways. */
export interface QueryPart {
  /** What it adds at most, wherever its words stand. */
  readonly best: PartPlace;
  /** Bits of the slots in whose title, keywords, or other texts its words stand: of what was asked for, and then of the other ways to say it. */
  readonly bits: readonly PlaceBits[];
  /** By the place of the first bits, and for each by that of the second. */
  readonly places: readonly PartPlace[];
  /** Whether it has words in Chinese characters, and others. */
  readonly hasCjk: boolean;
  readonly hasOther: boolean;
}

export interface PartSources {
  readonly lookup: PostingLookup;
  readonly size: number;
  /** The norm of each class of lengths. */
  readonly norms: Float64Array;
  readonly weights: FieldWeights;
}

/** Ways to say one thing, each as the words that it has. */
type Ways = readonly (readonly WeightedTerm[])[];

/** What a query asks for, and what it adds at most by where it stands. */
interface Thing {
  readonly ways: Ways;
  readonly places: Places;
}

/** The parts of what a query's scores are added up from, the heaviest first. Bits are made for these alone, however many words there are. */
export function queryParts({ plain, things }: ScoringPlan, sources: PartSources): readonly QueryPart[] {
  const all = [...plain.filter(({ worth }) => worth !== 0).map((term): Ways => [[term]]), ...things];
  const placed = all.map((ways): Thing => ({ ways, places: placesOf(ways, sources) })).sort((a, b) => heaviest(b) - heaviest(a));
  if (placed.length <= MOST_PARTS) return placed.map((thing) => partOf(thing, sources));
  return [...placed.slice(0, MOST_PARTS - 1).map((thing) => partOf(thing, sources)), partOfAll(placed.slice(MOST_PARTS - 1), sources)];
}

const heaviest = ({ places: [inTitle] }: Thing): number => inTitle.worths[0] as number;

/** What is said in several ways counts as the best of them. */
function partOf({ ways, places }: Thing, sources: PartSources): QueryPart {
  if (ways.length === 1) return { best: places[0], bits: [bitsOf(ways, sources)], places, ...scriptsOf(ways) };
  const [asked, others] = [ways.slice(0, 1), ways.slice(1)];
  const ofOthers = placesOf(others, sources);
  return { best: places[0], bits: [bitsOf(asked, sources), bitsOf(others, sources)], places: placesOf(asked, sources).flatMap((place) => ofOthers.map((other) => better(place, other))), ...scriptsOf(ways) };
}

/** Several things as one part: where any of their words stands, all of them may. */
function partOfAll(things: readonly Thing[], sources: PartSources): QueryPart {
  const ways = things.flatMap((thing) => thing.ways);
  const places = things.map((thing) => thing.places).reduce((known, more) => known.map((place, at) => both(place, more[at] as PartPlace)) as [PartPlace, PartPlace, PartPlace, PartPlace]);
  return { best: places[0], bits: [bitsOf(ways, sources)], places, ...scriptsOf(ways) };
}

const wordsOf = (ways: Ways): readonly WeightedTerm[] => ways.flat().filter(({ worth }) => worth !== 0);

const scriptsOf = (ways: Ways): Pick<QueryPart, 'hasCjk' | 'hasOther'> => ({ hasCjk: wordsOf(ways).some(isCjk), hasOther: !wordsOf(ways).every(isCjk) });

function bitsOf(ways: Ways, { lookup, size }: PartSources): PlaceBits {
  const bits = (mark: string): Uint32Array => bitsOfAny(wordsOf(ways).map(({ token }) => lookup(mark + token)), size);
  return [bits(TITLE_MARK), bits(KEYWORD_MARK), bits('')];
}

function placesOf(ways: Ways, { norms, weights: { anywhere, keyword, title, k1 } }: PartSources): Places {
  const most = (length: number, of: (term: WeightedTerm, at: number) => number): Float64Array => Float64Array.from({ length }, (_, at) => Math.max(0, ...ways.map((way) => way.reduce((sum, term) => sum + of(term, at), 0))));
  const worths = (frequency: number): Float64Array => most(norms.length, ({ worth }, step) => (worth * frequency * (k1 + 1)) / (frequency + (norms[step] as number)));
  const shares = most(LONGEST_TITLE + 1, ({ weight, length }, ofTitle) => weight * Math.min(1, length / Math.max(1, ofTitle)));
  const none = new Float64Array(shares.length);
  return [
    { worths: worths(anywhere + keyword + title), shares },
    { worths: worths(anywhere + keyword), shares: none },
    { worths: worths(anywhere), shares: none },
    { worths: new Float64Array(norms.length), shares: none },
  ];
}

const isCjk = ({ token }: WeightedTerm): boolean => characterClass(token, 0) === CJK;

/** What two parts add to a score together. */
export const both = (one: PartPlace, other: PartPlace): PartPlace => ({ worths: sumOf(one.worths, other.worths), shares: sumOf(one.shares, other.shares) });

/** What the better of two ways to say a thing adds at most. */
const better = (one: PartPlace, other: PartPlace): PartPlace => ({ worths: moreOf(one.worths, other.worths), shares: moreOf(one.shares, other.shares) });

const moreOf = (some: Float64Array, others: Float64Array): Float64Array => some.map((value, index) => Math.max(value, others[index] as number));
const sumOf = (some: Float64Array, others: Float64Array): Float64Array => some.map((value, index) => value + (others[index] as number));
