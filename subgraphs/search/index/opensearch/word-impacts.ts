import type { RecordFacts } from '../../model/facts.js';
import { ANYWHERE_WEIGHT, B, K1, KEYWORD_WEIGHT, TITLE_WEIGHT } from '../query/rank.js';
import { KEYWORD_MARK, PINYIN_MARK, START_MARK, TITLE_MARK } from '../../text/index-tokens.js';

/** The embedded engine takes the average of the records; here it is the same number everywhere, for no impact may change with others. */
const AVERAGE_LENGTH = 128;

const FIELD_WEIGHTS: ReadonlyMap<string, number> = new Map([[TITLE_MARK, TITLE_WEIGHT], [KEYWORD_MARK, KEYWORD_WEIGHT]]);
const MARKS: ReadonlySet<string> = new Set([TITLE_MARK, KEYWORD_MARK, START_MARK, PINYIN_MARK]);

/** What the impacts of an index were made with: where it is another, the index is made anew. */
export const IMPACTS_MADE_WITH: readonly number[] = [K1, B, ANYWHERE_WEIGHT, KEYWORD_WEIGHT, TITLE_WEIGHT, AVERAGE_LENGTH];

/** What a term's rarity is multiplied with at most. */
export const MOST_IMPACT = K1 + 1;

/** What an impact of 1 is written as: impacts are whole numbers in the index, which has them as frequencies. The similarity in `index-template.json` divides by the same. */
export const IMPACT_ONE = 4_096;
/** Stands between a token and its impact: no token has it. */
const IMPACT_BREAK = '|';
/** The engine splits longer ones, with what is written behind them: they count nothing. */
const LONGEST_WEIGHED = 240;

/**
 * The tokens of a record, each word with how much it counts: `word|2048`. That is its frequency over the length norm: BM25F is
 * rarity · (K1 + 1) · impact / (impact + 1). It depends on this record alone, so a score tells nothing of others; how rare a
 * word is comes with the query. Tokens with a mark are found only, and have none.
 */
export function weighedTokens(tokens: string, { length }: Pick<RecordFacts, 'length'>): string {
  const one = IMPACT_ONE / (K1 * (1 - B + (B * length) / AVERAGE_LENGTH));
  const impactOf = (frequency: number): string => `${IMPACT_BREAK}${String(Math.max(1, Math.round(frequency * one)))} `;
  const anywhere = impactOf(ANYWHERE_WEIGHT);
  const all = new Set(tokens.split(' '));
  const more = marked(all);
  let weighed = '';
  for (const token of all) {
    if (token === '') continue;
    const isWord = !MARKS.has(token.charAt(0)) && token.length <= LONGEST_WEIGHED;
    const weight = isWord ? more.get(token) : 0;
    weighed += token + (!isWord ? ' ' : weight === undefined ? anywhere : impactOf(ANYWHERE_WEIGHT + weight));
  }
  return weighed;
}

/** What words count more for standing in a title or among the keywords: each field once, as much as it weighs. */
function marked(tokens: ReadonlySet<string>): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const token of tokens) {
    const weight = FIELD_WEIGHTS.get(token.charAt(0));
    if (weight !== undefined) weights.set(token.slice(1), (weights.get(token.slice(1)) ?? 0) + weight);
  }
  return weights;
}

/** How much a long text pays for having more words by chance, where records are compared with one another. */
const LENGTH_SHARE = 0.25;

/** What likeness is multiplied with: less for a long text. */
export const brevity = (length: number): number => 1 / (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / AVERAGE_LENGTH);
