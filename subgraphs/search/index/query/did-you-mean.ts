import { foldText } from '../../text/fold-text.js';
import type { QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { CountedSpelling, Spelling } from '../columns/spellings.js';
import { matchSources } from './find-hits.js';
import { matchConditions, type PostingLookup } from './match.js';

export interface SpellingSources {
  readonly columns: RecordColumns;
  readonly lookup: PostingLookup;
  readonly readQuery: (query: string) => QueryTerms;
  /** How many records the reader would find by a query, with the filter as it is. */
  readonly found: (query: string) => number;
}

/** Where more match, the query was meant as it is. */
const FEW = 3;
export const MOST_QUERIES = 3;
/** Of one word, and how many of a query are looked at: nobody mistypes a whole page. */
const MOST_SPELLINGS = 3;
const MOST_WORDS = 12;
/** What can be put right of a query, in its folded text. */
const PARTS = /[a-z]+|\p{Script=Han}+/gu;

/**
 * Other spellings of a query, the best first; none where enough match as it is. A word that no public record has is put
 * right by the words of public titles and keywords that are a step or two from it.
 *
 * @param total how many records match
 */
export function didYouMean(query: string, total: number, sources: SpellingSources): readonly string[] {
  const parts = partsToPutRight(query, total);
  const queries = queriesOf(query, parts.map((word) => spellingsOf(word, sources)));
  return queries.filter((text) => sources.found(text) > total).slice(0, MOST_QUERIES);
}

/** The words of a query that may be put right; none where enough match as it is. */
export const partsToPutRight = (query: string, total: number): readonly string[] => (total >= FEW ? [] : partsOf(foldText(query).trim()).map(([word]) => word));

const partsOf = (folded: string): readonly RegExpExecArray[] => [...folded.matchAll(PARTS)].slice(0, MOST_WORDS);

/** Queries with other spellings of these words, the best first. `fixes` are those of each word. */
export function queriesOf(query: string, fixes: readonly (readonly string[])[]): readonly string[] {
  const folded = foldText(query).trim();
  const best = fixes.map(([spelling]) => spelling);
  if (best.every((spelling) => spelling === undefined)) return [];
  const others = fixes.flatMap((spellings, at) => spellings.slice(1).map((spelling) => best.map((known, place) => (place === at ? spelling : known))));
  const queries = [best, ...others].map((chosen) => rewritten(folded, partsOf(folded), chosen));
  return [...new Set(queries)].filter((text) => text !== folded);
}

/** The words that one may be meant for, nearest first, then those that more records have. */
export function bestSpellings(near: readonly CountedSpelling[]): readonly string[] {
  for (const distance of [1, 2]) {
    const known = near.filter((one) => one.distance === distance && one.count > 0);
    if (known.length > 0) return [...known].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, MOST_SPELLINGS).map(({ text }) => text);
  }
  return [];
}

/** The words that one may be meant for, nearest first, then those that more records have; none where records have it as it is. */
function spellingsOf(word: string, sources: SpellingSources): readonly string[] {
  const { columns } = sources;
  if (publicSlots(word, sources).length > 0) return [];
  const near = columns.spellings.near(word);
  for (const distance of [1, 2]) {
    const best = bestSpellings(near.filter((one) => one.distance === distance).map((one) => ({ ...one, count: publicSlots(one.text, sources).length })));
    if (best.length > 0) return best;
  }
  return [];
}

function publicSlots(text: string, { columns, lookup, readQuery }: SpellingSources): Uint32Array {
  const { conditions } = readQuery(text);
  return conditions.length === 0 ? new Uint32Array(0) : matchConditions(conditions, matchSources({ columns, lookup }), columns.live);
}

function rewritten(folded: string, parts: readonly RegExpExecArray[], chosen: readonly (Spelling['text'] | undefined)[]): string {
  let text = '';
  let at = 0;
  for (const [index, part] of parts.entries()) {
    text += folded.slice(at, part.index) + (chosen[index] ?? part[0]);
    at = part.index + part[0].length;
  }
  return text + folded.slice(at);
}
