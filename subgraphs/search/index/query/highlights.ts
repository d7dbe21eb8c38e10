import { inLanguage, type PublishedDocument } from '../../model/published-document.js';
import { highlightFragments, highlightWhole } from '../../text/highlight.js';
import { INDEXED_CHARACTERS } from '../../text/index-tokens.js';
import type { FieldHighlights } from '../search-index.js';

/** Where the words of a query are found in a record. `title` is the one that is shown. */
export function highlightsIn(document: PublishedDocument, shownTitle: string, found: readonly string[], lang: 'ZH' | 'EN'): readonly FieldHighlights[] {
  const language = lang === 'EN' ? 'en' : 'zh';
  const title = highlightWhole(shownTitle, found);
  const fields: readonly FieldHighlights[] = [
    { field: 'title', fragments: title === null ? [] : [title] },
    { field: 'description', fragments: highlightFragments(inLanguage(document.descriptions, language).slice(0, INDEXED_CHARACTERS), found) },
    { field: 'keywords', fragments: document.keywords.map((keyword) => highlightWhole(keyword, found)).filter((fragment) => fragment !== null) },
  ];
  return fields.filter(({ fragments }) => fragments.length > 0);
}
