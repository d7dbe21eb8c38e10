import type { RecordFacts } from '../../model/facts.js';
import { ANYWHERE_WEIGHT, B, K1, KEYWORD_WEIGHT, TITLE_WEIGHT } from '../query/rank.js';
import { KEYWORD_MARK, PINYIN_MARK, START_MARK, TITLE_MARK } from '../../text/index-tokens.js';

/** The embedded engine takes the average of the records; here it is the same number everywhere, for no impact may change with others. */
const AVERAGE_LENGTH = 128;

const FIELD_WEIGHTS: Readonly<Record<string, number>> = { [TITLE_MARK]: TITLE_WEIGHT, [KEYWORD_MARK]: KEYWORD_WEIGHT };

/** What the impacts of an index were made with: where it is another, the index is made anew. */
export const IMPACTS_MADE_WITH: readonly number[] = [K1, B, ANYWHERE_WEIGHT, KEYWORD_WEIGHT, TITLE_WEIGHT, AVERAGE_LENGTH];

/** What a term's rarity is multiplied with at most. */
export const MOST_IMPACT = K1 + 1;

/**
 * How much each token counts in a record, as frequency over length norm: BM25F is rarity · (K1 + 1) · impact / (impact + 1).
 * It depends on this record alone, so a score tells nothing of others; how rare a word is comes with the query.
 */
export function wordImpacts(tokens: string, { length }: Pick<RecordFacts, 'length'>): Readonly<Record<string, number>> {
  const norm = K1 * (1 - B + (B * length) / AVERAGE_LENGTH);
  const frequencies = new Map<string, number>();
  const seen = new Set<string>();
  for (const token of tokens.split(' ')) {
    if (token === '' || token.startsWith(START_MARK) || token.startsWith(PINYIN_MARK) || seen.has(token)) continue;
    seen.add(token);
    const weight = FIELD_WEIGHTS[token.charAt(0)];
    const word = weight === undefined ? token : token.slice(1);
    frequencies.set(word, (frequencies.get(word) ?? 0) + (weight ?? ANYWHERE_WEIGHT));
  }
  // A name of a feature may not have a dot in it; no token of letters and digits has.
  return Object.fromEntries([...frequencies].filter(([word]) => !word.includes('.')).map(([word, frequency]) => [word, frequency / norm]));
}

/** How much a long text pays for having more words by chance, where records are compared with one another. */
const LENGTH_SHARE = 0.25;

/** What likeness is multiplied with: less for a long text. */
export const brevity = (length: number): number => 1 / (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / AVERAGE_LENGTH);
