import { foldText } from '../../text/fold-text.js';
import type { QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { SlotSet } from '../columns/slot-set.js';
import type { Spelling } from '../columns/spellings.js';
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
const MOST_QUERIES = 3;
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
  if (total >= FEW) return [];
  const folded = foldText(query).trim();
  const parts = [...folded.matchAll(PARTS)].slice(0, MOST_WORDS);
  const fixes = parts.map(([word]) => spellingsOf(word, sources));
  const best = fixes.map(([spelling]) => spelling);
  if (best.every((spelling) => spelling === undefined)) return [];
  const others = fixes.flatMap((spellings, at) => spellings.slice(1).map((spelling) => best.map((known, place) => (place === at ? spelling : known))));
  const queries = [best, ...others].map((chosen) => rewritten(folded, parts, chosen));
  return [...new Set(queries)].filter((text) => text !== folded && sources.found(text) > total).slice(0, MOST_QUERIES);
}

/** The words that one may be meant for, nearest first, then those that more records have; none where records have it as it is. */
function spellingsOf(word: string, sources: SpellingSources): readonly string[] {
  const { columns } = sources;
  const publicCount = (text: string): number => countMatching(text, columns.live, sources);
  if (publicCount(word) > 0) return [];
  const near = columns.spellings.near(word).map((spelling) => ({ ...spelling, count: 0 }));
  for (const distance of [1, 2]) {
    const known = near.filter((one) => one.distance === distance).map(({ text }) => ({ text, count: publicCount(text) })).filter(({ count }) => count > 0);
    if (known.length > 0) return known.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, MOST_SPELLINGS).map(({ text }) => text);
  }
  return [];
}

function countMatching(text: string, live: SlotSet, { columns, lookup, readQuery }: SpellingSources): number {
  const { conditions } = readQuery(text);
  return conditions.length === 0 ? 0 : matchConditions(conditions, lookup, live, columns.size).length;
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
