import { foldText } from '../../text/fold-text.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { Condition, Correction, QueryReader, QueryTerms } from '../../text/query-terms.js';
import { wordForm } from '../../text/word-form.js';
import { mostSteps, Spellings, type Spelling } from '../columns/spellings.js';
import { checkTerms, mayBeAsked } from './check-terms.js';
import { findAll, matchSources, type FindingSources, type Found } from './find-hits.js';
import { matchConditions, slotsOfCondition } from './match.js';
import { countIn, countLive, type Posting } from './posting.js';

export interface TypoSources extends FindingSources {
  readonly readQuery: QueryReader;
}

/** What may be meant in place of a part of a query. */
export interface Meant extends Correction {
  /** Steps from what was asked for. */
  readonly distance: number;
  /** What public records must have. */
  readonly conditions: readonly Condition[];
  /** The whole query with it. @default not asked */
  readonly whole?: readonly Condition[];
}

/** A part of a query that may be misspelt, and how many records that the reader sees have it. */
export interface Doubted {
  readonly asked: string;
  readonly own: number;
}

/** A word that no more records have may be misspelt too, where no record has all words of the query, if many more have the other. */
export const RARE = 2;
const TIMES_AS_COMMON = 20;
/** Parts of a query that are put right: nobody mistypes a whole page. */
const MOST_PUT_RIGHT = 12;
/** A space too many is nearer than any other letter, and one that was forgotten nearer than two letters. */
const JOINED = 0.5;
const SPLIT = 1.5;
const SHORTEST_OF_SPLIT = 3;
/** Near words with which the whole query is looked up too, of all words together. */
const MOST_READ_WHOLE = 12;
/** Runs of Chinese characters that are written otherwise: each in hundreds of ways. */
const MOST_RUNS = 4;
const RUNS = /\p{Script=Han}{2,}/gu;

/**
 * Reads a query, with what the reader finds nowhere taken for what public records have: a word for one of their titles and
 * keywords that is a step or two from it, for two of these, or with the next for one; a run of Chinese characters for one that
 * sounds alike. The nearest, and of those the most common. Only what everybody may see is proposed, by how often everybody
 * sees it, so nothing is told of other records.
 */
export function readTolerantly(query: string, sources: TypoSources): Tolerant {
  const { columns, view, readQuery } = sources;
  const terms = checkTerms(readQuery(query));
  const matched = matchSources(sources);
  let all: Found | null = null;
  const hasAll = (): boolean => (all ??= findAll(terms, sources)).hits.length > 0;
  const countSeen = (posting: Posting): number => (view.live === columns.live ? countLive(posting, columns) : countIn(posting, view.live));
  const own = (condition: Condition): number => countSeen(slotsOfCondition(condition, matched));
  const words = wordsToPutRight(terms).map((condition) => ({ asked: condition.word as string, own: own(condition) })).filter((word) => isDoubted(word.own, hasAll));
  const runParts = runsToPutRight(terms);
  const runs = runParts.length > 0 && !hasAll() && runParts.some((condition) => own(condition) <= RARE) ? runsOf(query) : [];
  if (words.length === 0 && runs.length === 0) return { terms, all };
  const count = (conditions: readonly Condition[]): number => (conditions.length === 0 ? 0 : matchConditions(conditions, matched, columns.live).length);
  const meant = meantBy(query, { words, runs, near: (word) => columns.spellings.near(word), readQuery });
  const corrections = chosen(meant.map((one) => ({ ...one, count: count(one.conditions), wholeCount: one.whole ? count(one.whole) : 0 })), words);
  const meantTerms = putRight(terms, query, corrections, readQuery);
  return { terms: meantTerms, all: meantTerms === terms ? all : null };
}

/** A query as it was read, and the records that have all its words where these were looked for. */
export interface Tolerant {
  readonly terms: QueryTerms;
  readonly all: Found | null;
}

/** The words of a query that may be misspelt, as conditions; none where it is a code. */
export const wordsToPutRight = ({ parts, isCode }: QueryTerms): readonly Condition[] => (isCode ? [] : parts.filter(({ word }) => word !== undefined)).slice(0, MOST_PUT_RIGHT);

/** The same of its Chinese words, which are doubted where no record has all words. */
export const runsToPutRight = ({ parts, isCode }: QueryTerms): readonly Condition[] => (isCode ? [] : parts.filter(({ all, word }) => word === undefined && all.some((token) => /\p{Script=Han}/u.test(token)))).slice(0, MOST_PUT_RIGHT);

/** Whether a word may be another one that was meant. @param own how many records that the reader sees have it */
export const isDoubted = (own: number, hasAll: () => boolean): boolean => own <= RARE && (own === 0 || !hasAll());

/** The runs of Chinese characters in a query. */
export const runsOf = (query: string): readonly string[] => [...new Set([...foldText(query).matchAll(RUNS)].map(([run]) => run))].slice(0, MOST_RUNS);

/** What is doubted of a query, and what there is to take it for. */
export interface DoubtedParts {
  readonly words: readonly Doubted[];
  readonly runs: readonly string[];
  /** Words of public titles and keywords that are a step or two from one, the nearest first, then the most common. */
  readonly near: (word: string) => readonly Spelling[];
  readonly readQuery: QueryReader;
}

/** All that may be meant. */
export function meantBy(query: string, doubted: DoubtedParts): readonly Meant[] {
  const { words, runs, readQuery } = doubted;
  const folded = foldText(query);
  return [
    ...words.flatMap(({ asked }) => [...joinedWith(asked, folded), ...wordsNear(asked, folded, Math.max(1, Math.floor(MOST_READ_WHOLE / words.length)), doubted), ...splitsOf(asked, folded, readQuery)]),
    ...runs.flatMap((run) => (readQuery.respell?.(run) ?? []).map(({ text, word }) => ({ asked: run, found: text, distance: 1, conditions: readQuery(word).conditions }))),
  ];
}

/** Words of titles and keywords, and those that only terms of the lexicon have: by such a one alone nothing is found, but by its term. */
function wordsNear(asked: string, folded: string, mostWhole: number, { near, readQuery }: DoubtedParts): readonly Meant[] {
  const spelt = near(asked);
  const known = new Set(spelt.map(({ text }) => text));
  const ofTerms = lexiconSpellings(readQuery).near(asked).filter(({ text }) => !known.has(text));
  const others = [...spelt, ...ofTerms].filter(({ text }) => wordForm(text) !== wordForm(asked)).sort((a, b) => a.distance - b.distance);
  return others.map(({ text, distance }, place) => {
    const whole = place >= mostWhole ? undefined : readQuery(replaced(folded, [{ asked, found: text }])).conditions;
    return { asked, found: text, distance, conditions: known.has(text) ? [{ all: [wordForm(text)] }] : (whole ?? []), ...(whole && { whole }) };
  });
}

const spellingsOfReaders = new WeakMap<QueryReader, Spellings>();

function lexiconSpellings(readQuery: QueryReader): Spellings {
  const known = spellingsOfReaders.get(readQuery);
  if (known) return known;
  const spellings = new Spellings();
  for (const word of readQuery.words ?? []) spellings.countText(word, 1);
  spellingsOfReaders.set(readQuery, spellings);
  return spellings;
}

/** A word and the one before or after it as one. */
function joinedWith(word: string, folded: string): readonly Meant[] {
  const pairs = [...folded.matchAll(/(?<![a-z0-9])(?=([a-z]+ [a-z]+)(?![a-z0-9]))/g)].map(([, pair]) => pair as string).filter((pair) => pair.split(' ').includes(word));
  return pairs.map((asked) => ({ asked, found: asked.replace(' ', ''), distance: JOINED, conditions: [{ all: [wordForm(asked.replace(' ', ''))] }] }));
}

/** A word as two that stand together in a title, among the keywords, or in a term of the lexicon. */
function splitsOf(asked: string, folded: string, readQuery: QueryReader): readonly Meant[] {
  if (mostSteps(asked) === 0) return [];
  return Array.from({ length: Math.max(0, asked.length - 2 * SHORTEST_OF_SPLIT + 1) }, (_, index) => {
    const parts = [asked.slice(0, index + SHORTEST_OF_SPLIT), asked.slice(index + SHORTEST_OF_SPLIT)];
    const marked = (mark: string): readonly string[] => parts.map((part) => mark + wordForm(part));
    const found = parts.join(' ');
    const ofTerm = parts.every((part) => readQuery.words?.has(part) === true) ? readQuery(replaced(folded, [{ asked, found }])).conditions : null;
    return { asked, found, distance: SPLIT, conditions: ofTerm ?? [{ all: marked(TITLE_MARK), others: [{ all: marked(KEYWORD_MARK), scoring: [], worth: 1, by: 'NAME' as const, asked, found }] }] };
  });
}

/** How many public records have it, and how many are found by the whole query with it; 0 where that is not asked. */
export interface CountedMeaning extends Meant {
  readonly count: number;
  readonly wholeCount: number;
}

/**
 * Of each part the nearest, then what something is found by together with the rest of the query, then what most public records have;
 * nothing where none is common enough, or a part of it was put right already.
 */
export function chosen(meant: readonly CountedMeaning[], words: readonly Doubted[]): readonly Correction[] {
  const ownOf = ({ asked }: Meant): number => Math.max(0, ...words.filter((word) => asked.split(' ').includes(word.asked)).map(({ own }) => own));
  const best = meant
    .filter((one) => one.count > ownOf(one) * TIMES_AS_COMMON)
    .sort((a, b) => a.distance - b.distance || Number(b.wholeCount > 0) - Number(a.wholeCount > 0) || b.count - a.count || (a.found < b.found ? -1 : 1));
  const taken = new Set<string>();
  return best.flatMap(({ asked, found }) => {
    const parts = asked.split(' ');
    if (parts.some((part) => taken.has(part))) return [];
    for (const part of parts) taken.add(part);
    return [{ asked, found }];
  });
}

/** The query as it is meant; as it is where nothing is to be put right, or where that would make more words of it than may be asked for. */
export function putRight(literal: QueryTerms, query: string, corrections: readonly Correction[], readQuery: QueryReader): QueryTerms {
  if (corrections.length === 0) return literal;
  const meant = withCorrections(query, corrections, readQuery);
  return mayBeAsked(meant) ? meant : literal;
}

/** The query read with these words in place of those that were asked for. */
function withCorrections(query: string, corrections: readonly Correction[], readQuery: QueryReader): QueryTerms {
  const corrected = replaced(foldText(query), corrections);
  return { ...readQuery(corrected), corrections, corrected };
}

/** A query read as the first page of its list was. @throws GraphQLError BAD_INPUT where that has more words than one search may look up */
export const readAsBefore = (query: string, corrections: readonly Correction[], readQuery: QueryReader): QueryTerms => checkTerms(corrections.length === 0 ? readQuery(query) : withCorrections(query, corrections, readQuery));

function replaced(folded: string, corrections: readonly Correction[]): string {
  const found = new Map(corrections.map((correction) => [correction.asked, correction.found]));
  // They have no other characters than letters, spaces and Chinese ones, so none of a pattern.
  const asked = [...found.keys()].map((text) => (/[a-z]/.test(text) ? `(?<![a-z])${text}(?![a-z])` : text));
  return folded.replaceAll(new RegExp(asked.join('|'), 'g'), (text) => found.get(text) as string);
}
