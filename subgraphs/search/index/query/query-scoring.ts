import type { QueryTerms, ScoringTerm } from '../../text/query-terms.js';

/** All tokens that a query's scores are reckoned from, in the order of its statistics: those asked for, then those of each other way. */
export const scoringOf = ({ conditions, scoring }: QueryTerms): readonly ScoringTerm[] => [...scoring, ...conditions.flatMap(({ others = [] }) => others.flatMap((way) => way.scoring))];
