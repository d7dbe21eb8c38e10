import { queryOfDemand } from '../../../../schema/use/demand-words.js';
import type { Reader } from '../../../../schema/audience.js';
import { readDocument, type PublishedDocument } from '../../model/published-document.js';
import type { FieldHighlights, IndexCopy, IndexMatch, SearchIndex } from '../../index/search-index.js';
import { foldText } from '../../text/fold-text.js';
import { FOUND_END, FOUND_START } from '../../text/highlight.js';

/** A dataset that a demand finds, or a demand that finds a dataset. */
export interface FoundMatch {
  readonly id: string;
  /** As in a search; comparable among what one demand finds. */
  readonly score: number;
  /** Words by which it was found, as they stand in the dataset. */
  readonly words: readonly string[];
  /** Other words for those that were asked. */
  readonly matchedBy: readonly IndexMatch[];
}

export interface Finding {
  readonly first: number;
  /** Only these datasets. @default all */
  readonly among?: readonly string[];
}

const MOST_WORDS = 12;

/** The datasets that a demand finds by its own words, the best first: a search like any other, for the reader. */
export async function findMatches(demand: PublishedDocument, { first, among }: Finding, index: Pick<SearchIndex, 'search'>, reader: Reader): Promise<readonly FoundMatch[]> {
  if (first === 0 || among?.length === 0) return [];
  const { hits } = await index.search({ query: queryOfDemand(demand), filter: { kinds: ['DATASET'] }, sort: 'RELEVANCE', first, after: null, lang: 'ZH', ...(among && { among }), facets: [], facetSize: 0, highlights: true, sameAs: false, matchedBy: true }, reader);
  return hits.map(({ id, score, highlights, matchedBy = [] }) => ({ id, score, words: markedWords(highlights), matchedBy }));
}

/** The document of a demand; null where the copy is none that can be read. */
export function readDemand(id: string, copy: IndexCopy | null): PublishedDocument | null {
  if (copy === null || copy.document === null) return null;
  const document = readDocument(id, copy.document);
  return document.kind === 'DEMAND' ? document : null;
}

/** What is marked in fragments, each word once, and none that is a part of another. */
function markedWords(highlights: readonly FieldHighlights[]): readonly string[] {
  const words = new Map<string, string>();
  for (const { fragments } of highlights) {
    for (const fragment of fragments) {
      for (const piece of fragment.split(FOUND_START).slice(1)) {
        const word = piece.slice(0, piece.indexOf(FOUND_END)).trim();
        if (word !== '' && !words.has(foldText(word))) words.set(foldText(word), word);
      }
    }
  }
  const folded = [...words.keys()];
  return [...words].filter(([word]) => !folded.some((other) => other !== word && other.includes(word))).map(([, word]) => word).slice(0, MOST_WORDS);
}
