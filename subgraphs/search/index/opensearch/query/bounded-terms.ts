import type { Condition, QueryTerms } from '../../../text/query-terms.js';
import { isOtherWord } from './word-clauses.js';

/** Clauses of one search, of the 1,024 that an engine takes as it comes; filters have some of their own. */
const MOST_CLAUSES = 800;
/** How often a part of a query stands in a search that finds records that lack words: as a word, and weighed. */
const USES_OF_PART = 2;

/** A query with as many other ways to say each word as one search can ask for, the same number of each; of most queries with all. */
export function boundedTerms(terms: QueryTerms): QueryTerms {
  const most = Math.max(0, ...[...terms.conditions, ...terms.parts].map(({ others = [] }) => others.length));
  for (let ways = most; ways > 0; ways--) {
    const bounded = withWays(terms, ways);
    if (clausesOf(bounded) <= MOST_CLAUSES) return ways === most ? terms : bounded;
  }
  return most === 0 ? terms : withWays(terms, 0);
}

/** The first ways of each word; the same name written otherwise stays. */
function withWays(terms: QueryTerms, ways: number): QueryTerms {
  const bounded = ({ others, ...condition }: Condition): Condition => {
    const kept = (others ?? []).filter((way, place) => !isOtherWord(way) || place < ways);
    return kept.length > 0 ? { ...condition, others: kept } : condition;
  };
  const conditions = terms.conditions.map(bounded);
  return { ...terms, conditions, parts: terms.parts === terms.conditions ? conditions : terms.parts.map(bounded) };
}

function clausesOf({ conditions, parts, scoring }: QueryTerms): number {
  const scored = scoring.length + sumOf(conditions, ({ others = [] }) => sumOf(others, (way) => way.scoring.length));
  return sumOf(conditions, clausesOfCondition) + USES_OF_PART * sumOf(parts, clausesOfCondition) + scored;
}

const clausesOfCondition = ({ all, or, others = [] }: Condition): number => all.length + Number(or !== undefined) + sumOf(others, (way) => (way.standsApart ? 2 : 1) * way.all.length + 1);

const sumOf = <One>(all: readonly One[], number: (one: One) => number): number => all.reduce((sum, one) => sum + number(one), 0);
