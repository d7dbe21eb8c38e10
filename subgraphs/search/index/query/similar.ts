import type { Lang } from '../../../../schema/generated/search.js';
import type { QueryTerms, ScoringTerm } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import { slotsOf } from '../columns/slot-set.js';
import type { View } from '../columns/view.js';
import type { PostingLookup } from './match.js';
import { countIn } from './posting.js';
import { averageLength, rarity, statisticsOf } from './statistics.js';
import { firstInOrder } from './top.js';

/** What likeness is judged from. */
export interface SimilarSources {
  readonly columns: RecordColumns;
  /** What the reader sees of them. */
  readonly view: View;
  readonly lookup: PostingLookup;
  readonly readQuery: (query: string) => QueryTerms;
}

/** A record and how much of the other one's words it has, 0 to about 1. */
export interface SimilarSlot {
  readonly slot: number;
  readonly score: number;
}

const TITLE_WEIGHT = 2;
const KEYWORD_WEIGHT = 1;
/** The terms that tell a record from others; what is in every second record adds nothing but work. */
const MOST_TERMS = 24;
/** Places of terms that are looked at. The rarest term is always looked at whole. */
const MOST_PLACES = 200_000;
/** What has less of the words than this is another thing. */
const LEAST_SHARE = 0.2;
const THEME_WEIGHT = 0.3;
const KIND_WEIGHT = 0.1;
/** How much a long text pays for having more words by chance. */
const LENGTH_SHARE = 0.25;

/** The records that are most like the one in `slot`, which is not among them. */
export function similarSlots(slot: number, first: number, { columns, view, lookup, readQuery }: SimilarSources): readonly SimilarSlot[] {
  const terms = tellingTerms(termsOf(slot, columns, readQuery), columns, lookup);
  const whole = terms.weighed.reduce((sum, { worth }) => sum + worth, 0);
  const shares = new Map<number, number>();
  let places = 0;
  for (const { token, worth } of terms.weighed) {
    const posting = lookup(token);
    places += countIn(posting, view.live);
    if (places > MOST_PLACES && shares.size > 0) break;
    const slots = posting.form === 'list' ? posting.slots : slotsOf(posting.set.words, posting.count);
    for (const other of slots) if (view.live.has(other)) shares.set(other, (shares.get(other) ?? 0) + worth / whole);
  }
  shares.delete(slot);
  const found = [...shares].filter(([, share]) => share >= LEAST_SHARE);
  const scores = found.map(([other, share]) => (share * likeness(slot, other, columns)) / lengthNorm(columns.lengths[other] as number, terms.average));
  const before = (a: number, b: number): boolean => {
    const difference = (scores[b] as number) - (scores[a] as number);
    return difference < 0 || (difference === 0 && Buffer.compare(columns.ids.bytes(idOf(a)), columns.ids.bytes(idOf(b))) < 0);
  };
  const idOf = (position: number): number => (found[position] as readonly [number, number])[0];
  return firstInOrder(found.length, first, before, () => true).map((position) => ({ slot: idOf(position), score: scores[position] as number }));
}

/** What the titles and keywords in a slot would ask for as queries. */
function termsOf(slot: number, columns: RecordColumns, readQuery: SimilarSources['readQuery']): readonly ScoringTerm[] {
  const { dictionary, column } = columns.lists.keywords;
  const weights = new Map<string, number>();
  const add = (text: string, factor: number): void => {
    for (const { token, weight } of readQuery(text).scoring) weights.set(token, Math.max(weight * factor, weights.get(token) ?? 0));
  };
  for (const langs of ['ZH', 'EN'] satisfies readonly Lang[]) add(columns.title(slot, langs), TITLE_WEIGHT);
  for (const keyword of column.get(slot)) add(dictionary.text(keyword), KEYWORD_WEIGHT);
  return [...weights].map(([token, weight]) => ({ token, weight }));
}

/** The terms of most worth, by how rare they are among what everybody may see. */
function tellingTerms(scoring: readonly ScoringTerm[], columns: RecordColumns, lookup: PostingLookup) {
  const statistics = statisticsOf({ scoring }, columns, lookup);
  const weighed = scoring.map(({ token, weight }, index) => ({ token, worth: weight * rarity(statistics, index) }));
  weighed.sort((a, b) => b.worth - a.worth || (a.token < b.token ? -1 : 1));
  return { weighed: weighed.slice(0, MOST_TERMS), average: averageLength(statistics) };
}

function likeness(slot: number, other: number, { lists, kinds }: RecordColumns): number {
  const themes = [...lists.themes.column.get(slot)];
  const theirs = lists.themes.column.get(other);
  const shared = themes.filter((theme) => theirs.includes(theme)).length / Math.max(1, themes.length);
  return 1 + THEME_WEIGHT * shared + (kinds[slot] === kinds[other] ? KIND_WEIGHT : 0);
}

const lengthNorm = (length: number, average: number): number => 1 - LENGTH_SHARE + (LENGTH_SHARE * length) / Math.max(1, average);
