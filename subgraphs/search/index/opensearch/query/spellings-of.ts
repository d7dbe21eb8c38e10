import type { SearchFilter } from '../../../../../schema/generated/search.js';
import { EVERYBODY } from '../../../../../schema/audience.js';
import type { QueryTerms } from '../../../text/query-terms.js';
import { mostSteps } from '../../columns/spellings.js';
import { bestSpellings, MOST_QUERIES, partsToPutRight, queriesOf } from '../../query/did-you-mean.js';
import type { Cluster } from '../cluster.js';
import { nearWords } from './near-words.js';
import { countBody } from './search-body.js';
import type { Clause, Viewing } from './visible.js';
import { isSpelt } from './word-clauses.js';

export interface SpellingSources {
  readonly cluster: Cluster;
  readonly index: string;
  readonly readQuery: (query: string) => QueryTerms;
  readonly filter: SearchFilter;
  readonly viewing: Viewing;
}

/** Other spellings of a query, the best first; none where enough match as it is. @param total how many records have all its words */
export async function spellingsOf(query: string, total: number, sources: SpellingSources): Promise<readonly string[]> {
  const words = partsToPutRight(query, total);
  if (words.length === 0) return [];
  const everybody: Viewing = { ...sources.viewing, reader: EVERYBODY };
  const known = await countsOf(words, {}, everybody, sources);
  const unknown = words.filter((_, at) => known[at] === 0 && mostSteps(words[at] as string) > 0);
  if (unknown.length === 0) return [];
  const near = await nearWords(unknown, sources.cluster, sources.index);
  const all = [...new Set([...near.values()].flat().map(({ text }) => text))];
  // Where no title and no keyword is spelt so, the word is known of others alone.
  const counts = await countsOf(all, {}, everybody, sources, isSpelt);
  const countOf = new Map(all.map((text, at) => [text, counts[at] as number]));
  const fixes = words.map((word) => bestSpellings((near.get(word) ?? []).map((spelling) => ({ ...spelling, count: countOf.get(spelling.text) ?? 0 }))));
  const queries = queriesOf(query, fixes);
  const found = await countsOf(queries, sources.filter, sources.viewing, sources);
  return queries.filter((_, at) => (found[at] as number) > total).slice(0, MOST_QUERIES);
}

/** How many records a query finds that have all its words. */
export async function countWithAll(query: string, sources: SpellingSources): Promise<number> {
  const [count = 0] = await countsOf([query], sources.filter, sources.viewing, sources);
  return count;
}

interface CountAnswer {
  readonly hits: { readonly total: { readonly value: number } };
  readonly aggregations?: { readonly needed: { readonly doc_count: number } };
}

/** How many records each text finds; 0 where it has no word, and where none of them passes what is needed. */
async function countsOf(texts: readonly string[], filter: SearchFilter, viewing: Viewing, { cluster, index, readQuery }: SpellingSources, needed?: (text: string) => Clause): Promise<readonly number[]> {
  const asked = texts.map((text) => ({ text, terms: readQuery(text) })).filter(({ terms }) => terms.conditions.length > 0);
  const bodies = asked.map(({ text, terms }) => ({ ...countBody(filter, terms, viewing), ...(needed && { aggs: { needed: { filter: needed(text) } } }) }));
  const answers = await cluster.searchEach<CountAnswer>(index, bodies);
  const counts = new Map(answers.map(({ hits, aggregations }, at) => [asked[at]?.text, aggregations?.needed.doc_count === 0 ? 0 : hits.total.value]));
  return texts.map((text) => counts.get(text) ?? 0);
}
