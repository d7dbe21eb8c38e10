import type { QueryTerms } from '../../../text/query-terms.js';
import { FEW, LEAST_SHARE, wholeOf } from '../../query/find-hits.js';
import { conditionClause, conditionClauses, namedClauses } from './word-clauses.js';
import { allOf, anyOf, visible, type Clause, type Viewing } from './visible.js';

/** How records are found that lack some words of a query. */
export interface SomeWords {
  /** How many of the words they have at least. */
  readonly least: number;
  /** What each word weighs by its rarity. */
  readonly weights: readonly number[];
}

/** Passes what a query finds: the records that have all words, or as many as few have all. */
export function foundBy(terms: QueryTerms, some: SomeWords | null, isNamed = false): Clause {
  const all = allOf(...(isNamed ? namedClauses : conditionClauses)(terms.conditions));
  return some === null ? all : anyOf(all, allOf(...withSome(terms, some)));
}

/** Passes records that have so many words, and of what all weigh the least share. */
function withSome({ parts }: QueryTerms, { least, weights }: SomeWords): readonly Clause[] {
  const clauses = parts.map(conditionClause);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const weighed = clauses.flatMap((clause, place) => ((weights[place] as number) > 0 ? [constant(clause, weights[place] as number)] : []));
  return [
    { bool: { should: clauses, minimum_should_match: least } },
    ...(weighed.length === 0 ? [] : [{ function_score: { query: { bool: { should: weighed, minimum_should_match: 1 } }, min_score: leastWhole(whole * LEAST_SHARE) } }]),
  ];
}

/** Whole numbers are summed, so this is where one is enough. */
const leastWhole = (number: number): number => Math.max(1, Math.ceil(number));

const constant = (filter: Clause, boost: number): Clause => ({ constant_score: { filter, boost } });

/** Where one word at least of two is enough. */
const half = ({ parts }: QueryTerms): number => Math.ceil(parts.length / 2);

/** Asks for the records that have the most words: how many the last of them has is the fewest that gives enough to choose from. */
export function levelBody(terms: QueryTerms, weights: readonly number[], viewing: Viewing): Clause {
  const { parts, conditions } = terms;
  const held = { bool: { should: parts.map((part) => constant(conditionClause(part), 1)) } };
  const whole = constant(allOf(...conditionClauses(conditions)), parts.length);
  return {
    size: FEW,
    track_total_hits: false,
    _source: false,
    query: { bool: { filter: [visible(viewing), foundBy(terms, { least: half(terms), weights })], must: [{ dis_max: { queries: [whole, held] } }] } },
  };
}

export interface LevelAnswer {
  readonly hits: { readonly hits: readonly { readonly _score: number }[] };
}

/** How many words a record has to have. */
export const levelOf = (terms: QueryTerms, { hits: { hits } }: LevelAnswer): number => (hits.length < FEW ? half(terms) : (hits.at(-1)?._score ?? half(terms)));

/** What multiplies the scores of records that lack words: the share of them that they have. */
export function shareFunctions(terms: QueryTerms): readonly Clause[] {
  const { parts, conditions } = terms;
  const all = allOf(...conditionClauses(conditions));
  return [{ filter: all, weight: 1 }, ...parts.map((part) => ({ filter: { bool: { filter: [conditionClause(part)], must_not: [all] } }, weight: 1 / wholeOf(terms) }))];
}
