import { KEYWORD_MARK, TITLE_MARK } from '../../text/index-tokens.js';
import type { QueryTerms } from '../../text/query-terms.js';

/** Tokens that queries for these titles would ask for, with their marks; the most common first, at most `most`. People ask in the words of titles. */
export function commonTokens(titles: readonly string[], readQuery: (query: string) => QueryTerms, most: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const { token } of readQuery(title).scoring) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([token]) => [token, TITLE_MARK + token, KEYWORD_MARK + token])
    .slice(0, most);
}
