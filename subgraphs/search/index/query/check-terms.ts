import { catalogError } from '../../../../schema/errors.js';
import type { QueryTerms } from '../../text/query-terms.js';

/** Tokens of one query: a long sentence has 60. */
const MOST_TOKENS = 128;

const tokensOf = ({ conditions }: QueryTerms): number => conditions.reduce((sum, { all }) => sum + all.length, 0);

/** Whether one search may look up all words of a query. */
export const mayBeAsked = (terms: QueryTerms): boolean => tokensOf(terms) <= MOST_TOKENS;

/** @throws GraphQLError BAD_INPUT where the query has more words than one search may look up */
export function checkTerms(terms: QueryTerms): QueryTerms {
  const tokens = tokensOf(terms);
  if (tokens > MOST_TOKENS) throw catalogError('BAD_INPUT', `query: expected at most ${String(MOST_TOKENS)} words but got ${String(tokens)}.`, { argument: 'query' });
  return terms;
}
