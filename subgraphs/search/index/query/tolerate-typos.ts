import { foldText } from '../../text/fold-text.js';
import type { Condition, Correction, QueryTerms } from '../../text/query-terms.js';
import { wordForm } from '../../text/word-form.js';
import type { Spelling } from '../columns/spellings.js';
import type { CountedSpelling } from './did-you-mean.js';
import { findAll, matchSources, type FindingSources } from './find-hits.js';
import { slotsOfCondition } from './match.js';
import { countIn } from './posting.js';

export interface TypoSources extends FindingSources {
  readonly readQuery: (query: string) => QueryTerms;
}

/** A word that no more records have may be misspelt too, where no record has all words of the query, if many more have the other. */
const RARE = 2;
const TIMES_AS_COMMON = 20;

/**
 * Reads a query, with words that the reader finds nowhere taken for words of public titles and keywords that are a step
 * or two from them: the nearest, and of those the most common. Only what everybody may see is proposed, by how often
 * everybody sees it, so nothing is told of other records.
 */
export function readTolerantly(query: string, sources: TypoSources): QueryTerms {
  const { columns, view, lookup, readQuery } = sources;
  const terms = readQuery(query);
  const corrections = wordsToPutRight(terms).flatMap((condition) => {
    const word = condition.word as string;
    const own = countIn(slotsOfCondition(condition, matchSources(sources)), view.live);
    if (!isDoubted(own, () => findAll(terms, sources).hits.length > 0)) return [];
    return correctionOf(word, own, columns.spellings.near(word).filter((near) => hasOtherForm(word, near)).map((near) => ({ ...near, count: countIn(lookup(wordForm(near.text)), columns.live) })));
  });
  return withCorrections(query, terms, corrections, readQuery);
}

/** The words of a query that may be misspelt, as conditions; none where it is a code. */
export const wordsToPutRight = ({ parts, isCode }: QueryTerms): readonly Condition[] => (isCode ? [] : parts.filter(({ word }) => word !== undefined));

/** Whether a word may be another one that was meant. @param own how many records that the reader sees have it */
export const isDoubted = (own: number, hasAll: () => boolean): boolean => own <= RARE && (own === 0 || !hasAll());

/** Whether it is not just another form of the word. */
export const hasOtherForm = (word: string, { text }: Spelling): boolean => wordForm(text) !== wordForm(word);

/** What a word is taken for: the nearest of these, and of those the one that most public records have; nothing where none is common enough. */
export function correctionOf(word: string, own: number, near: readonly CountedSpelling[]): readonly Correction[] {
  const [best] = near.filter(({ count }) => count > own * TIMES_AS_COMMON).sort((a, b) => a.distance - b.distance || b.count - a.count || (a.text < b.text ? -1 : 1));
  return best ? [{ asked: word, found: best.text }] : [];
}

/** The query read with these words in place of those that were asked for. */
export function withCorrections(query: string, terms: QueryTerms, corrections: readonly Correction[], readQuery: TypoSources['readQuery']): QueryTerms {
  if (corrections.length === 0) return terms;
  const text = foldText(query).replaceAll(/[a-z]+/g, (word) => corrections.find(({ asked }) => asked === word)?.found ?? word);
  return { ...readQuery(text), corrections };
}
