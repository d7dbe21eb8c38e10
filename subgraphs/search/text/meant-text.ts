import type { Condition, QueryTerms } from './query-terms.js';

const HAN = /\p{Script=Han}/u;

/**
 * A query as a model is given it: put right, and behind it what its terms are in the other language, as far as the lexicon
 * knows. A model that knows one language well then reads what it knows, and one that knows both loses nothing.
 */
export function meantText(query: string, { corrected, conditions, isCode }: QueryTerms): string {
  if (isCode) return query;
  return [...new Set([corrected ?? query, ...conditions.flatMap(otherLanguage)])].join(' ');
}

/** The first of the other ways to say it that is in Chinese where it was asked in English, or the reverse. */
function otherLanguage({ others = [] }: Condition): readonly string[] {
  return others.filter(({ by, asked, found }) => by === 'SYNONYM' && HAN.test(asked) !== HAN.test(found)).slice(0, 1).map(({ found }) => found);
}
