import { foldText } from './fold-text.js';
import { EMPTY_LEXICON, englishWordsOf, piecesOf, type Lexicon, type Piece, type SynonymEntry } from './lexicon/lexicon.js';
import { NEIGHBOURS_WEIGHT, queryUnits, type QueryUnit, type QueryUnits, type ScoringTerm } from './query-units.js';
import { createRunRespeller, type RunRespelling } from './respell-run.js';
import type { WordSplitter } from './split-words.js';

export type { ScoringTerm } from './query-units.js';

/**
 * A condition on a record's tokens: all of `all` occur, or else the token `or`, or else one of the other ways to say it
 * holds. A token that ends in `*` is a prefix.
 */
export interface Condition {
  readonly all: readonly string[];
  readonly or?: string;
  /** @default none */
  readonly others?: readonly OtherWay[];
  /** The word that it asks for, where that is one of Latin letters and may be misspelt. */
  readonly word?: string;
}

/** Another way to say what a condition asks for. */
export interface OtherWay {
  readonly all: readonly string[];
  /** Whether each must occur in the title or among the keywords, unless the record is short: words that stand apart mean little in a long text. */
  readonly standsApart?: boolean;
  readonly scoring: readonly ScoringTerm[];
  /** What it is worth beside what was asked for, 0 to 1. */
  readonly worth: number;
  /** How it came in; `NAME` is the same name written otherwise. */
  readonly by: 'SYNONYM' | 'NAME';
  readonly asked: string;
  readonly found: string;
}

/** A scoring term of a query. */
export interface QueryScoringTerm extends ScoringTerm {
  /** The condition that it is part of, by its place; undefined where it is of none. */
  readonly of?: number;
}

/** What a query asks of the index. */
export interface QueryTerms {
  /** All must hold. Empty where the query has no word at all. */
  readonly conditions: readonly Condition[];
  /** The same word by word, where records that lack some are found too. */
  readonly parts: readonly Condition[];
  readonly scoring: readonly QueryScoringTerm[];
  /** Folded words to show as found, longest first. */
  readonly found: readonly string[];
  /** Characters of the words together. */
  readonly length: number;
  /** Whether it is nothing but numbers and short names: `GB/T 2260`. */
  readonly isCode: boolean;
  /** Words that were taken for others. @default none */
  readonly corrections?: readonly Correction[];
  /** The query, folded, with those in place of what was asked for. @default the query */
  readonly corrected?: string;
}

/** A word that was taken for another. */
export interface Correction {
  readonly asked: string;
  readonly found: string;
}

/** What a stop word weighs, and a light one, as a share of another word: they tell records apart that are otherwise alike. */
const STOP_WEIGHT = 0.1;
const LIGHT_WEIGHT = 0.6;
/** Words of some length, and other scripts: no code has them. A dash, as standards are printed with, is none. */
const NO_CODE = /[a-z]{4}|[^\x00-\x7f\u2010-\u2015]/;
/** Chinese words that may be made of others. */
const LONG_RUN = /^\p{Script=Han}{4,}$/u;
/** Other ways to say one thing, and of a whole query: each is looked up. */
const MOST_WAYS = 6;
const MOST_WAYS_IN_ALL = 24;

/** Reads queries by the words of a deployment. */
export interface QueryReader {
  (query: string): QueryTerms;
  /** Other ways to write a run of Chinese characters. @default none */
  readonly respell?: (run: string) => readonly RunRespelling[];
  /** English words of the terms of the lexicon. @default none */
  readonly words?: ReadonlySet<string>;
}

/** Makes the function that reads a query. */
export function createQueryReader(splitter: WordSplitter, lexicon: Lexicon = EMPTY_LEXICON): QueryReader {
  function readQuery(query: string): QueryTerms {
    const folded = foldText(query);
    const read = queryUnits(folded, splitter);
    const spare = spareUnits(read.units, folded, lexicon);
    return termsOf(folded, read, spare, concepts(folded, read.units, lexicon), splitter, lexicon);
  }
  return Object.assign(readQuery, { respell: createRunRespeller(splitter, lexicon), words: englishWordsOf(lexicon) });
}

/** Units that need not occur, with what their words weigh; none where the query is nothing else. */
function spareUnits(units: readonly QueryUnit[], folded: string, { stopWords, lightWords }: Lexicon): ReadonlyMap<QueryUnit, number> {
  const among = (words: ReadonlySet<string>): readonly QueryUnit[] => units.filter(({ start, end }) => words.has(folded.slice(start, end)));
  const stops = among(stopWords);
  const light = among(lightWords).filter((unit) => !stops.includes(unit));
  const spare = new Map<QueryUnit, number>();
  if (stops.length < units.length) for (const unit of stops) spare.set(unit, STOP_WEIGHT);
  if (spare.size + light.length < units.length) for (const unit of light) spare.set(unit, LIGHT_WEIGHT);
  return spare;
}

interface Concept {
  readonly start: number;
  readonly end: number;
  readonly entry: SynonymEntry;
}

/** Terms of the lexicon in a query that are meant, from the left, the longest at each place. They begin and end where words do. */
function concepts(folded: string, units: readonly QueryUnit[], { synonyms }: Lexicon, isMeant: (place: Pick<Concept, 'start' | 'end'>) => boolean = () => true): readonly Concept[] {
  if (synonyms.size === 0) return [];
  const pieces = piecesOf(folded);
  const starts = new Set(units.map(({ start }) => start));
  const ends = new Set(units.map(({ end }) => end));
  const found: Concept[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { form, start } = pieces[at] as Piece;
    const endOf = ({ pieces: some }: SynonymEntry): number => (pieces[at + some.length - 1] as Piece).end;
    const entry = starts.has(start) ? synonyms.get(form)?.find((one) => one.pieces.every((piece, index) => pieces[at + index]?.form === piece) && ends.has(endOf(one)) && isMeant({ start, end: endOf(one) })) : undefined;
    if (entry) found.push({ start, end: endOf(entry), entry });
    at += entry?.pieces.length ?? 1;
  }
  return found;
}

function termsOf(folded: string, { units, across, runs }: QueryUnits, spare: ReadonlyMap<QueryUnit, number>, found: readonly Concept[], splitter: WordSplitter, lexicon: Lexicon): QueryTerms {
  const conditions: Condition[] = [];
  const scoring = new Map<string, QueryScoringTerm>();
  const shown = new Set<string>(runs);
  const placeOf = new Map<QueryUnit, number>();
  const score = ({ token, weight }: ScoringTerm, of?: number): void => {
    const known = scoring.get(token);
    if (!known || known.weight < weight) scoring.set(token, { token, weight, ...((known?.of ?? of) !== undefined && { of: known?.of ?? (of as number) }) });
  };
  const within = waysWithin(MOST_WAYS_IN_ALL);
  const required = units.filter((unit) => !spare.has(unit));
  const groups = grouped(units, spare, found);
  for (const group of groups) {
    const place = conditions.length;
    const concept = found.find(({ start, end }) => group.every((unit) => unit.start >= start && unit.end <= end));
    const others = within(otherWays(folded, group, concept, splitter));
    for (const { by, found: text } of others) if (by !== 'NAME') shown.add(text);
    conditions.push(conditionOf(group, others));
    for (const unit of group) {
      placeOf.set(unit, place);
      for (const term of unit.scoring) score(term, place);
      for (const word of unit.shown) shown.add(word);
    }
  }
  for (const [unit, share] of spare) if (!placeOf.has(unit)) for (const { token, weight } of unit.scoring) score({ token, weight: weight * share });
  for (const { at, ...term } of across) {
    const before = placeOf.get(units.find(({ end }) => end === at) as QueryUnit);
    score(term, before !== undefined && before === placeOf.get(units.find(({ start }) => start === at) as QueryUnit) ? before : undefined);
  }
  return {
    conditions,
    parts: groups.every((group) => group.length === 1 && !LONG_RUN.test(folded.slice(group[0]?.start, group[0]?.end))) ? conditions : partsOf(folded, required, found, splitter, lexicon),
    scoring: [...scoring.values()],
    found: [...shown].filter(Boolean).sort((a, b) => b.length - a.length),
    isCode: !NO_CODE.test(folded),
    length: required.reduce((sum, { start, end }) => sum + end - start, 0),
  };
}

/** Units by the term of the lexicon that they are part of; the others, and stop words not at all, each alone. */
function grouped(units: readonly QueryUnit[], spare: ReadonlyMap<QueryUnit, number>, found: readonly Concept[]): readonly (readonly QueryUnit[])[] {
  const groups: QueryUnit[][] = [];
  let last: Concept | undefined;
  for (const unit of units) {
    const concept = found.find(({ start, end }) => unit.start >= start && unit.end <= end);
    if (concept && concept === last) groups.at(-1)?.push(unit);
    else if (concept || !spare.has(unit)) groups.push([unit]);
    last = concept;
  }
  return groups;
}

/** The shorter words that a long Chinese one is made of, where they are all of it. */
function innerWords(word: string, splitter: WordSplitter): readonly string[] {
  if (!LONG_RUN.test(word)) return [];
  const inner = splitter.searchWords(word).filter((one) => one !== word && one.length > 1);
  return inner.join('') === word ? inner : [];
}

/** A condition for each word, or for each shorter term of the lexicon within a longer one, with other ways to say that alone. */
function partsOf(folded: string, units: readonly QueryUnit[], whole: readonly Concept[], splitter: WordSplitter, lexicon: Lexicon): readonly Condition[] {
  const isWhole = (start: number, end: number): boolean => whole.some((concept) => concept.start === start && concept.end === end);
  const isUnit = (start: number, end: number): boolean => units.some((unit) => unit.start === start && unit.end === end);
  const within = waysWithin(MOST_WAYS_IN_ALL);
  const inner = concepts(folded, units, lexicon, ({ start, end }) => isUnit(start, end) || !isWhole(start, end));
  return grouped(units, new Map(), inner).flatMap((group): readonly Condition[] => {
    const [unit] = group as readonly [QueryUnit];
    const words = group.length === 1 ? innerWords(folded.slice(unit.start, unit.end), splitter) : [];
    if (words.length > 1) return words.map((word) => ({ all: queryUnits(word, splitter).units.flatMap(({ all }) => all) }));
    return [conditionOf(group, within(otherWays(folded, group, inner.find(({ start, end }) => group.every((one) => one.start >= start && one.end <= end)), splitter)))];
  });
}

function conditionOf(group: readonly QueryUnit[], others: readonly OtherWay[]): Condition {
  const [first, ...more] = group as readonly [QueryUnit, ...QueryUnit[]];
  const all = [...new Set(group.flatMap((unit) => unit.all))];
  return { all, ...(more.length === 0 && first.or !== undefined && { or: first.or }), ...(others.length > 0 && { others }), ...(more.length === 0 && first.word !== undefined && { word: first.word }) };
}

function otherWays(folded: string, group: readonly QueryUnit[], concept: Concept | undefined, splitter: WordSplitter): readonly OtherWay[] {
  const [first] = group as readonly [QueryUnit];
  const asked = folded.slice(concept?.start ?? first.start, concept?.end ?? first.end);
  const names = group.length === 1 && first.apart ? [{ all: first.apart, scoring: first.apart.map((token) => ({ token, weight: 1 })), worth: 1, by: 'NAME' as const, asked, found: asked }] : [];
  const synonyms = concept?.entry.synonyms.slice(0, MOST_WAYS) ?? [];
  return [...names, ...synonyms.map(({ text, worth }) => wayToSay(text, worth, 'SYNONYM', asked, splitter))];
}

/** Makes the function that leaves out other ways of one thing after the other where all have more than `most`. */
function waysWithin(most: number): (ways: readonly OtherWay[]) => readonly OtherWay[] {
  let left = most;
  return (ways) => {
    const kept = ways.slice(0, left);
    left -= kept.length;
    return kept;
  };
}

/** Another way by its text. Characters must stand as they are written; words may stand apart, in a title or among keywords. */
export function wayToSay(text: string, worth: number, by: OtherWay['by'], asked: string, splitter: WordSplitter): OtherWay {
  const { units, across } = queryUnits(text, splitter);
  const scoring = new Map<string, number>();
  for (const { token, weight } of [...units.flatMap((unit) => unit.scoring), ...across.map(({ token }) => ({ token, weight: NEIGHBOURS_WEIGHT }))]) scoring.set(token, Math.max(weight, scoring.get(token) ?? 0));
  const all = [...new Set([...units.flatMap((unit) => unit.all), ...across.map(({ token }) => token)])];
  return { all, ...(units.length > 1 && units.every(({ word }) => word !== undefined) && { standsApart: true }), scoring: [...scoring].map(([token, weight]) => ({ token, weight })), worth, by, asked, found: text };
}
