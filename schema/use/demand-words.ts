/** What a demand is looked for by, as far as it is published. */
export interface WantedTexts {
  readonly titles: readonly { readonly text: string }[];
  readonly keywords: readonly string[];
}

const MOST_WORDS = 12;
/** As long as a query may be. */
const LONGEST = 500;

/**
 * The words that data for a demand are looked for by: its keywords, the first twelve, or its title where it has none. A
 * title says who needs what and why; keywords say what.
 */
export function wordsOfDemand({ titles, keywords }: WantedTexts): readonly string[] {
  const said = [...new Set((keywords.length > 0 ? keywords : titles.slice(0, 1).map(({ text }) => text)).map((word) => word.trim()))].filter(Boolean).slice(0, MOST_WORDS);
  const fitting: string[] = [];
  for (const word of said) if ([...fitting, word].join(' ').length <= LONGEST) fitting.push(word);
  return fitting.length > 0 ? fitting : said.slice(0, 1).map((word) => word.slice(0, LONGEST).toWellFormed());
}

/** The same as one query. */
export const queryOfDemand = (texts: WantedTexts): string => wordsOfDemand(texts).join(' ');
