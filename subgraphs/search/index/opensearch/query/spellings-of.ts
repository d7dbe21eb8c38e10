import type { SearchFilter } from '../../../../../schema/generated/search.js';
import { EVERYBODY } from '../../../../../schema/audience.js';
import type { QueryTerms } from '../../../text/query-terms.js';
import { editDistance, mostSteps, type Spelling } from '../../columns/spellings.js';
import { bestSpellings, MOST_QUERIES, partsToPutRight, queriesOf } from '../../query/did-you-mean.js';
import type { Cluster } from '../cluster.js';
import { countBody } from './search-body.js';
import type { Viewing } from './visible.js';

export interface SpellingSources {
  readonly cluster: Cluster;
  readonly index: string;
  readonly readQuery: (query: string) => QueryTerms;
  readonly filter: SearchFilter;
  readonly viewing: Viewing;
}

/** Words that are looked at for one: all that the engine knows, of whomever; which of them are told is decided by what is public. */
const MOST_NEAR = 200;

interface Suggestions {
  readonly suggest: Readonly<Record<string, readonly { readonly options: readonly { readonly text: string }[] }[]>>;
}

/** Other spellings of a query, the best first; none where enough match as it is. @param total how many records match */
export async function spellingsOf(query: string, total: number, sources: SpellingSources): Promise<readonly string[]> {
  const words = partsToPutRight(query, total);
  if (words.length === 0) return [];
  const everybody: Viewing = { ...sources.viewing, reader: EVERYBODY };
  const known = await countsOf(words, {}, everybody, sources);
  const unknown = words.filter((_, at) => known[at] === 0 && mostSteps(words[at] as string) > 0);
  if (unknown.length === 0) return [];
  const near = await nearWords(unknown, sources);
  const all = [...new Set([...near.values()].flat().map(({ text }) => text))];
  const counts = await countsOf(all, {}, everybody, sources);
  const countOf = new Map(all.map((text, at) => [text, counts[at] as number]));
  const fixes = words.map((word) => bestSpellings((near.get(word) ?? []).map((spelling) => ({ ...spelling, count: countOf.get(spelling.text) ?? 0 }))));
  const queries = queriesOf(query, fixes);
  const found = await countsOf(queries, sources.filter, sources.viewing, sources);
  return queries.filter((_, at) => (found[at] as number) > total).slice(0, MOST_QUERIES);
}

/** How many records each text finds; 0 where it has no word. */
async function countsOf(texts: readonly string[], filter: SearchFilter, viewing: Viewing, { cluster, index, readQuery }: SpellingSources): Promise<readonly number[]> {
  const terms = texts.map(readQuery);
  const asked = terms.filter(({ conditions }) => conditions.length > 0);
  const answers = await cluster.searchEach<{ readonly hits: { readonly total: { readonly value: number } } }>(index, asked.map((one) => countBody(filter, one, viewing)));
  return terms.map((one) => answers[asked.indexOf(one)]?.hits.total.value ?? 0);
}

async function nearWords(words: readonly string[], { cluster, index }: SpellingSources): Promise<ReadonlyMap<string, readonly Spelling[]>> {
  const term = { field: 'spelt', suggest_mode: 'always', max_edits: 2, prefix_length: 0, min_word_length: 1, size: MOST_NEAR, shard_size: MOST_NEAR, accuracy: 0.01, max_term_freq: 1_000_000_000, min_doc_freq: 0, string_distance: 'damerau_levenshtein' };
  const suggest = Object.fromEntries(words.map((word, at) => [String(at), { text: word, term: { ...term, analyzer: 'whitespace' } }]));
  const { suggest: answers } = await cluster.ask<Suggestions>('POST', `/${index}/_search`, { size: 0, suggest });
  return new Map(words.map((word, at) => [word, spellings(word, (answers[String(at)] ?? []).flatMap(({ options }) => options.map(({ text }) => text)))]));
}

function spellings(word: string, candidates: readonly string[]): readonly Spelling[] {
  const most = mostSteps(word);
  return candidates.map((text) => ({ text, distance: editDistance(word, text, most) })).filter(({ distance }) => distance > 0 && distance <= most);
}
