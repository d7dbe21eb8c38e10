import type { Condition, OtherWay, QueryTerms } from '../../../text/query-terms.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../../text/index-tokens.js';
import { SHORT } from '../../query/match.js';
import type { IndexMatch } from '../../search-index.js';
import { allOf, anyOf, type Clause } from './visible.js';

export const isPrefix = (token: string): boolean => token.endsWith('*');

/** Passes records that have a token; one that ends in `*` is a prefix. */
export const hasToken = (token: string): Clause => (isPrefix(token) ? { prefix: { tokens: { value: token.slice(0, -1) } } } : { term: { tokens: { value: token } } });

/** Passes records whose titles or keywords have a word in this spelling. */
export const isSpelt = (word: string): Clause => ({ term: { spelt: { value: word } } });

const hasAll = (tokens: readonly string[]): Clause => allOf(...tokens.map(hasToken));

/** Passes records in which a condition holds, in whichever way it is said. */
export const conditionClause = (condition: Condition): Clause => {
  const { all, or, others = [] } = condition;
  return or === undefined && others.length === 0 ? hasAll(all) : anyOf(literalClause(condition), ...others.filter(isOtherWord).map(wayClause));
};

/** Passes records in which every condition holds. */
export const conditionClauses = (conditions: readonly Condition[]): readonly Clause[] => conditions.map(conditionClause);

/** The same, each way with a name that a hit is said to match by. */
export const namedClauses = (conditions: readonly Condition[]): readonly Clause[] =>
  conditions.map((condition, place) => {
    const ways = (condition.others ?? []).filter(isOtherWord);
    if (ways.length === 0) return conditionClause(condition);
    return anyOf(named(literalClause(condition), nameOf(place)), ...ways.map((way, number) => named(wayClause(way), nameOf(place, number))));
  });

/** By which other words a hit was found, where it has not those that were asked for. @param names of the clauses that it matches */
export function matchesOf({ conditions, corrections = [] }: QueryTerms, names: readonly string[]): readonly IndexMatch[] {
  const matched = new Set(names);
  return [
    ...corrections.map((correction) => ({ ...correction, by: 'SPELLING' as const })),
    ...conditions.flatMap(({ others = [] }, place) => {
      if (matched.has(nameOf(place))) return [];
      const way = others.filter(isOtherWord).find((_, number) => matched.has(nameOf(place, number)));
      return way === undefined ? [] : [{ asked: way.asked, found: way.found, by: 'SYNONYM' as const }];
    }),
  ];
}

/** Whether a way to say something is by other words, and not the same name written otherwise. */
export const isOtherWord = ({ by }: OtherWay): boolean => by !== 'NAME';

/** Passes records that have the words that were asked for, in whichever spelling. */
const literalClause = ({ all, or, others = [] }: Condition): Clause =>
  anyOf(hasAll(all), ...(or === undefined ? [] : [hasToken(or)]), ...others.filter((way) => !isOtherWord(way)).map(wayClause));

/** Passes records that say it this way. Words that stand apart must be in the title or among the keywords, unless the record is short. */
function wayClause({ all, standsApart = false }: OtherWay): Clause {
  if (!standsApart) return hasAll(all);
  const isShort = { range: { length: { lte: SHORT } } };
  return anyOf(allOf(...all.map(hasToken), isShort), allOf(...all.map((token) => ({ terms: { tokens: [TITLE_MARK + token, KEYWORD_MARK + token] } }))));
}

const nameOf = (place: number, way?: number): string => (way === undefined ? `c${String(place)}` : `c${String(place)}w${String(way)}`);
const named = (clause: Clause, name: string): Clause => ({ bool: { filter: [clause], _name: name } });
