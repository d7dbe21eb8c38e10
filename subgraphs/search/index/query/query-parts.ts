import { CJK, characterClass } from '../../text/character-class.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import { bitsOfAny, type PostingLookup } from './match.js';
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

/** Words of which any may stand in a record. */
interface SomeWords {
  readonly bits: PlaceBits;
  readonly places: Places;
}

/** A word of a query, or what it asks for in several ways. */
export interface QueryPart {
  /** All words of it. */
  readonly whole: SomeWords;
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

/** The parts of what a query's scores are added up from, the heaviest first. */
export function queryParts({ plain, things }: ScoringPlan, sources: PartSources): readonly QueryPart[] {
  const parts = [...plain.filter(({ worth }) => worth !== 0).map((term) => partOf([[term]], sources)), ...things.map((ways) => partOf(ways, sources))].sort((a, b) => heaviest(b) - heaviest(a));
  return parts.length <= MOST_PARTS ? parts : [...parts.slice(0, MOST_PARTS - 1), parts.slice(MOST_PARTS - 1).reduce(joined)];
}

const heaviest = ({ whole: { places: [inTitle] } }: QueryPart): number => inTitle.worths[0] as number;

/** What is said in several ways counts as the best of them. */
function partOf(ways: readonly (readonly WeightedTerm[])[], sources: PartSources): QueryPart {
  const tokens = ways.flat().filter(({ worth }) => worth !== 0);
  const known = { whole: wordsOf(ways, sources), hasCjk: tokens.some(isCjk), hasOther: tokens.some((term) => !isCjk(term)) };
  if (ways.length === 1) return { ...known, bits: [known.whole.bits], places: known.whole.places };
  const [asked, others] = [wordsOf(ways.slice(0, 1), sources), wordsOf(ways.slice(1), sources)];
  return { ...known, bits: [asked.bits, others.bits], places: asked.places.flatMap((place) => others.places.map((other) => better(place, other))) };
}

function wordsOf(ways: readonly (readonly WeightedTerm[])[], { lookup, size, norms, weights: { anywhere, keyword, title, k1 } }: PartSources): SomeWords {
  const terms = ways.flat().filter(({ worth }) => worth !== 0);
  const most = (length: number, of: (term: WeightedTerm, at: number) => number): Float64Array => Float64Array.from({ length }, (_, at) => Math.max(0, ...ways.map((way) => way.reduce((sum, term) => sum + of(term, at), 0))));
  const worths = (frequency: number): Float64Array => most(norms.length, ({ worth }, step) => (worth * frequency * (k1 + 1)) / (frequency + (norms[step] as number)));
  const shares = most(LONGEST_TITLE + 1, ({ weight, length }, ofTitle) => weight * Math.min(1, length / Math.max(1, ofTitle)));
  const none = new Float64Array(shares.length);
  const bits = (mark: string): Uint32Array => bitsOfAny(terms.map(({ token }) => lookup(mark + token)), size);
  return {
    bits: [bits(TITLE_MARK), bits(KEYWORD_MARK), bits('')],
    places: [
      { worths: worths(anywhere + keyword + title), shares },
      { worths: worths(anywhere + keyword), shares: none },
      { worths: worths(anywhere), shares: none },
      { worths: new Float64Array(norms.length), shares: none },
    ],
  };
}

const isCjk = ({ token }: WeightedTerm): boolean => characterClass(token, 0) === CJK;

function joined({ whole: one, ...some }: QueryPart, { whole: other, ...more }: QueryPart): QueryPart {
  const [a, b, c] = one.bits.map((words, field) => words.map((word, index) => word | (other.bits[field]?.[index] as number))) as [Uint32Array, Uint32Array, Uint32Array];
  const places = one.places.map((place, index) => both(place, other.places[index] as PartPlace)) as [PartPlace, PartPlace, PartPlace, PartPlace];
  return { whole: { bits: [a, b, c], places }, bits: [[a, b, c]], places, hasCjk: some.hasCjk || more.hasCjk, hasOther: some.hasOther || more.hasOther };
}

/** What two parts add to a score together. */
export const both = (one: PartPlace, other: PartPlace): PartPlace => ({ worths: sumOf(one.worths, other.worths), shares: sumOf(one.shares, other.shares) });

/** What the better of two ways to say a thing adds at most. */
const better = (one: PartPlace, other: PartPlace): PartPlace => ({ worths: moreOf(one.worths, other.worths), shares: moreOf(one.shares, other.shares) });

const moreOf = (some: Float64Array, others: Float64Array): Float64Array => some.map((value, index) => Math.max(value, others[index] as number));
const sumOf = (some: Float64Array, others: Float64Array): Float64Array => some.map((value, index) => value + (others[index] as number));
