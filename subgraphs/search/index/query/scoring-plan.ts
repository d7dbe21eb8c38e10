import type { OtherWay, QueryTerms } from '../../text/query-terms.js';
import { rarity, type Statistics } from './statistics.js';
import type { WeightedTerm } from './word-sums.js';

/** What a query's scores are added up from. */
export interface ScoringPlan {
  /** Words of which each counts. */
  readonly plain: readonly WeightedTerm[];
  /** What is said in several ways, the words that were asked for first: of each the best way counts. */
  readonly things: readonly (readonly (readonly WeightedTerm[])[])[];
}

/** What the words of a query weigh by their rarity. */
export function planOf(terms: QueryTerms, statistics: Statistics): ScoringPlan {
  const all = terms.scoring.reduce((sum, { weight }) => sum + weight, 0);
  const weighted = terms.scoring.map(({ token, weight, of }, term) => ({ token, weight: weight / all, worth: weight * rarity(statistics, term), length: terms.length, of }));
  const said = new Set(terms.conditions.flatMap(({ others = [] }, place) => (others.length > 0 ? [place] : [])));
  let term = weighted.length;
  const things = [...said].map((place) => {
    const literal = weighted.filter(({ of }) => of === place);
    const ways = (terms.conditions[place]?.others ?? []).map((way) => {
      const rarities = way.scoring.map(() => rarity(statistics, term++));
      return termsOfWay(way, rarities, literal, lengthOfWay(way, terms));
    });
    return [literal, ...ways];
  });
  return { plain: weighted.filter(({ of }) => of === undefined || !said.has(of)), things };
}

/** The words of another way: it weighs in all what is asked for weighs, whatever its own words would, times what it is worth. */
function termsOfWay(way: OtherWay, rarities: readonly number[], literal: readonly WeightedTerm[], length: number): readonly WeightedTerm[] {
  const own = way.scoring.reduce((sum, { weight }, index) => sum + weight * (rarities[index] as number), 0);
  if (own === 0) return [];
  const share = (way.worth * literal.reduce((sum, { worth }) => sum + worth, 0)) / own;
  const weightShare = (way.worth * literal.reduce((sum, { weight }) => sum + weight, 0)) / way.scoring.reduce((sum, { weight }) => sum + weight, 0);
  return way.scoring.map(({ token, weight }, index) => ({ token, weight: weight * weightShare, worth: weight * (rarities[index] as number) * share, length }));
}

/** Characters of a query of which one thing is said in another way: a title is as long as it is in its own language. */
const lengthOfWay = ({ asked, found }: Pick<OtherWay, 'asked' | 'found'>, { length }: Pick<QueryTerms, 'length'>): number => Math.max(1, length - lettersOf(asked) + lettersOf(found));

const lettersOf = (text: string): number => text.replaceAll(' ', '').length;
