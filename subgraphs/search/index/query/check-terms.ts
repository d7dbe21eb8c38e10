import { catalogError } from '../../../../schema/errors.js';
import type { QueryTerms } from '../../text/query-terms.js';

/** Tokens of one query: a long sentence has 60. */
const MOST_TOKENS = 128;

/** @throws GraphQLError BAD_INPUT where the query has more words than one search may look up */
export function checkTerms(terms: QueryTerms): QueryTerms {
  const tokens = terms.conditions.reduce((sum, { all }) => sum + all.length, 0);
  if (tokens > MOST_TOKENS) throw catalogError('BAD_INPUT', `query: expected at most ${String(MOST_TOKENS)} words but got ${String(tokens)}.`, { argument: 'query' });
  return terms;
}
