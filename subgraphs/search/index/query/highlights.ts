import { inLanguage, type PublishedDocument } from '../../model/published-document.js';
import { highlightFragments, highlightWhole } from '../../text/highlight.js';
import { INDEXED_CHARACTERS } from '../../text/index-tokens.js';
import type { FieldHighlights } from '../search-index.js';

/**
 * Where the words of a query are found in a record. `title` is the one that is shown. Where they stand in nothing of the language asked for, it is told where
 * in the other one: why it was found.
 */
export function highlightsIn(document: PublishedDocument, shownTitle: string, found: readonly string[], lang: 'ZH' | 'EN'): readonly FieldHighlights[] {
  const [asked, other] = lang === 'EN' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  const title = (text: string): FieldHighlights => ({ field: 'title', fragments: [highlightWhole(text, found)].filter((fragment) => fragment !== null) });
  const description = (language: 'zh' | 'en'): FieldHighlights => ({ field: 'description', fragments: highlightFragments(inLanguage(document.descriptions, language).slice(0, INDEXED_CHARACTERS), found) });
  const keywords: FieldHighlights = { field: 'keywords', fragments: document.keywords.map((keyword) => highlightWhole(keyword, found)).filter((fragment) => fragment !== null) };
  const shown = [title(shownTitle), description(asked), keywords].filter(isAny);
  if (shown.length > 0) return shown;
  const elsewhere = description(other);
  return [isAny(elsewhere) ? elsewhere : title(inLanguage(document.titles, other))].filter(isAny);
}

const isAny = ({ fragments }: FieldHighlights): boolean => fragments.length > 0;
