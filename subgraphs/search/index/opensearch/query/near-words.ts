import { editDistance, MOST_NEAR, mostSteps, type Spelling } from '../../columns/spellings.js';
import type { Cluster } from '../cluster.js';

interface Suggestions {
  readonly suggest: Readonly<Record<string, readonly { readonly options: readonly { readonly text: string }[] }[]>>;
}

/** The words of titles and keywords of public records that are a step or two from each of these; of replaced records too. */
export async function nearWords(words: readonly string[], cluster: Cluster, index: string): Promise<ReadonlyMap<string, readonly Spelling[]>> {
  if (words.length === 0) return new Map();
  const term = { field: 'spelt', suggest_mode: 'always', max_edits: 2, prefix_length: 0, min_word_length: 1, size: MOST_NEAR, shard_size: MOST_NEAR, accuracy: 0.01, max_term_freq: 1_000_000_000, min_doc_freq: 0, string_distance: 'damerau_levenshtein' };
  const suggest = Object.fromEntries(words.map((word, at) => [String(at), { text: word, term: { ...term, analyzer: 'whitespace' } }]));
  const { suggest: answers } = await cluster.ask<Suggestions>('POST', `/${index}/_search`, { size: 0, suggest });
  return new Map(words.map((word, at) => [word, spellings(word, (answers[String(at)] ?? []).flatMap(({ options }) => options.map(({ text }) => text)))]));
}

function spellings(word: string, candidates: readonly string[]): readonly Spelling[] {
  const most = mostSteps(word);
  return candidates.map((text) => ({ text, distance: editDistance(word, text, most) })).filter(({ distance }) => distance > 0 && distance <= most);
}
