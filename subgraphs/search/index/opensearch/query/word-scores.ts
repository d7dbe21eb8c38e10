import type { QueryTerms } from '../../../text/query-terms.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../../text/index-tokens.js';
import { CJK, characterClass } from '../../../text/character-class.js';
import { ANYWHERE_WEIGHT, COVERAGE_WEIGHT, K1, KEYWORD_WEIGHT, TITLE_WEIGHT } from '../../query/rank.js';
import { planOf } from '../../query/scoring-plan.js';
import type { WeightedTerm } from '../../query/word-sums.js';
import type { Statistics } from '../../query/statistics.js';
import { MOST_IMPACT } from '../word-impacts.js';
import type { Clause } from './visible.js';
import { hasToken, isPrefix } from './word-clauses.js';

/** What makes records match better, weighed as the embedded engine does it. */
export interface WordScores {
  /** Their scores are summed. */
  readonly clauses: readonly Clause[];
  /** Their values are added to 1 and multiply the sum: what of a title is the query. */
  readonly coverage: readonly Clause[];
}

export function wordScores(terms: QueryTerms, statistics: Statistics): WordScores {
  const { plain, things } = planOf(terms, statistics);
  // Words that are said in no other way stand together.
  const said = [[plain], ...things];
  return {
    clauses: said.flatMap(([literal = [], ...ways]) => (ways.length === 0 ? literal.flatMap(termScore) : bestOf([literal, ...ways]))),
    coverage: said.flatMap(([literal = [], ...ways]) => [...literal.flatMap((term) => titleShares(term, [])), ...ways.flatMap((way) => way.flatMap((term) => titleShares(term, literal)))]),
  };
}

function bestOf(ways: readonly (readonly WeightedTerm[])[]): readonly Clause[] {
  const queries = ways.map((way) => way.flatMap(termScore)).filter(({ length }) => length > 0);
  return queries.length === 0 ? [] : [{ dis_max: { queries: queries.map((should) => ({ bool: { should } })) } }];
}

function termScore({ token, worth }: WeightedTerm): readonly Clause[] {
  const boost = worth * MOST_IMPACT;
  if (boost <= 0) return [];
  return [isPrefix(token) ? prefixScore(token, boost) : { term: { tokens: { value: token, boost } } }];
}

/** A single character is known by its prefix: it counts as in a record of usual length. */
const prefixScore = (token: string, boost: number): Clause => ({
  dis_max: { queries: PREFIX_WEIGHTS.map(([mark, weight]) => ({ constant_score: { filter: hasToken(mark + token), boost: (boost * weight) / (weight + K1) } })) },
});

const PREFIX_WEIGHTS: readonly (readonly [mark: string, weight: number])[] = [
  ['', ANYWHERE_WEIGHT],
  [KEYWORD_MARK, ANYWHERE_WEIGHT + KEYWORD_WEIGHT],
  [TITLE_MARK, ANYWHERE_WEIGHT + TITLE_WEIGHT],
];

/**
 * What a word adds by being in the title: the whole where the title is no longer than the query, else as much of it as the query is of
 * the title.
 *
 * @param instead words that count in its place where one of them is in the title
 */
function titleShares({ token, weight, length }: WeightedTerm, instead: readonly WeightedTerm[]): readonly Clause[] {
  const size = Math.max(1, length);
  const field = characterClass(token, 0) === CJK ? 'titleLength' : 'latinTitleLength';
  const isNoLonger = { range: { [field]: { lte: size } } };
  const filter = [hasToken(TITLE_MARK + token)];
  const others = instead.map((term) => hasToken(TITLE_MARK + term.token));
  const worth = COVERAGE_WEIGHT * weight;
  return [
    { filter: { bool: { filter: [...filter, isNoLonger], must_not: others } }, weight: worth },
    { filter: { bool: { filter, must_not: [isNoLonger, ...others] } }, weight: worth, field_value_factor: { field, factor: 1 / size, modifier: 'reciprocal', missing: size } },
  ];
}
