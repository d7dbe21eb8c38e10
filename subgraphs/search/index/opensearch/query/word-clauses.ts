import type { Condition, QueryTerms, ScoringTerm } from '../../../text/query-terms.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../../text/index-tokens.js';
import { rarity, type Statistics } from '../../query/statistics.js';
import { MOST_IMPACT } from '../word-impacts.js';
import { allOf, anyOf, type Clause } from './visible.js';

const isPrefix = (token: string): boolean => token.endsWith('*');

/** Passes records that have a token; one that ends in `*` is a prefix. */
export const hasToken = (token: string): Clause => (isPrefix(token) ? { prefix: { tokens: { value: token.slice(0, -1) } } } : { term: { tokens: { value: token } } });

/** Passes records in which every condition holds. */
export const conditionClauses = (conditions: readonly Condition[]): readonly Clause[] =>
  conditions.map(({ all, or }) => (or === undefined ? allOf(...all.map(hasToken)) : anyOf(allOf(...all.map(hasToken)), hasToken(or))));

/** What makes records match better. */
export function scoringClauses({ scoring }: QueryTerms, statistics: Statistics): readonly Clause[] {
  return scoring.flatMap((term, index) => {
    const worth = term.weight * rarity(statistics, index) * MOST_IMPACT;
    return worth > 0 ? [isPrefix(term.token) ? prefixScore(term, worth) : { rank_feature: { field: `words.${term.token}`, saturation: { pivot: 1 }, boost: worth } }] : [];
  });
}

/** The impacts of a single character, which is known by its prefix: as of a record of usual length. */
const PREFIX_IMPACTS: readonly (readonly [mark: string, share: number])[] = [['', 0.45], [KEYWORD_MARK, 0.7], [TITLE_MARK, 0.8]];

const prefixScore = ({ token }: ScoringTerm, worth: number): Clause => ({
  dis_max: { queries: PREFIX_IMPACTS.map(([mark, share]) => ({ constant_score: { filter: hasToken(mark + token), boost: worth * share } })) },
});
