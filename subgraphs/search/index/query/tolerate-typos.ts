import { foldText } from '../../text/fold-text.js';
import type { Condition, Correction, QueryTerms } from '../../text/query-terms.js';
import { wordForm } from '../../text/word-form.js';
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
  const terms = sources.readQuery(query);
  const words = terms.parts.filter(({ word }) => word !== undefined);
  if (words.length === 0 || terms.isCode) return terms;
  const corrections = words.flatMap((condition) => corrected(condition, terms, sources));
  if (corrections.length === 0) return terms;
  const text = foldText(query).replaceAll(/[a-z]+/g, (word) => corrections.find(({ asked }) => asked === word)?.found ?? word);
  return { ...sources.readQuery(text), corrections };
}

function corrected(condition: Condition, terms: QueryTerms, sources: TypoSources): readonly Correction[] {
  const { columns, view, lookup } = sources;
  const word = condition.word as string;
  const own = countIn(slotsOfCondition(condition, matchSources(sources)), view.live);
  if (own > RARE || (own > 0 && findAll(terms, sources).hits.length > 0)) return [];
  const form = wordForm(word);
  const [best] = columns.spellings
    .near(word)
    .map(({ text, distance }) => ({ text, distance, count: wordForm(text) === form ? 0 : countIn(lookup(wordForm(text)), columns.live) }))
    .filter(({ count }) => count > own * TIMES_AS_COMMON)
    .sort((a, b) => a.distance - b.distance || b.count - a.count || (a.text < b.text ? -1 : 1));
  return best ? [{ asked: word, found: best.text }] : [];
}
