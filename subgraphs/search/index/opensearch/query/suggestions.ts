import type { RecordKind } from '../../../../../schema/generated/common.js';
import { foldText } from '../../../text/fold-text.js';
import { titleStart } from '../../../text/index-tokens.js';
import type { IndexSuggestion } from '../../search-index.js';
import { KEYWORD_BREAK, type ShownTexts } from '../index-document.js';
import { visible, type Clause, type Viewing } from './visible.js';

/** Records with the same title are one suggestion, so more are looked at than asked for. */
const LOOKED_AT = 5;
/** Keywords that are used alike go by their texts, so more are counted than asked for. */
const KEYWORDS_COUNTED = 200;

/** Both searches that a suggestion is made of: titles, and keywords. Null where nothing begins so, or is of these kinds. */
export function suggestionBodies(prefix: string, kinds: readonly RecordKind[], first: number, viewing: Viewing): readonly Clause[] | null {
  const folded = foldText(prefix).trim();
  if (folded === '' || first === 0 || kinds.length === 0) return null;
  const filter = [visible(viewing), { terms: { kind: kinds } }];
  const titles = { size: titleStart(folded) === '' ? 0 : first * LOOKED_AT, track_total_hits: false, query: { bool: { filter: [...filter, { prefix: { starts: { value: folded } } }] } }, sort: [{ prior: 'desc' }, { id: 'asc' }], _source: ['shown', 'id', 'kind'] };
  const keywords = {
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: [...filter, { prefix: { keywordStarts: { value: folded } } }] } },
    aggs: {
      keywords: {
        terms: { field: 'keywordStarts', include: `${literal(folded)}.*`, size: Math.max(KEYWORDS_COUNTED, first), shard_size: 2_000, order: [{ _count: 'desc' }, { _key: 'asc' }] },
        aggs: { kinds: { terms: { field: 'kind', size: kinds.length } } },
      },
    },
  };
  return [titles, keywords];
}

/** A text as the engine's regular expressions read it. */
const literal = (text: string): string => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');

export interface SuggestionAnswer {
  readonly hits: { readonly hits: readonly { readonly _source: { readonly shown: ShownTexts; readonly id: string; readonly kind: RecordKind } }[] };
  readonly aggregations?: { readonly keywords: { readonly buckets: readonly { readonly key: string; readonly doc_count: number; readonly kinds: { readonly buckets: readonly { readonly key: string; readonly doc_count: number }[] } }[] } };
}

/** Titles, then keywords, each text once. */
export function suggestionsOf(prefix: string, kinds: readonly RecordKind[], first: number, titles: SuggestionAnswer['hits']['hits'], keywords: SuggestionAnswer | undefined): readonly IndexSuggestion[] {
  const folded = foldText(prefix).trim();
  const suggestions = new Map<string, IndexSuggestion>();
  for (const { _source } of titles) {
    const text = [_source.shown.title, _source.shown.titleEn].find((title) => foldText(title).startsWith(folded)) ?? '';
    if (!suggestions.has(text)) suggestions.set(text, { text, kind: _source.kind, id: _source.id });
  }
  for (const { text, kind } of keywordUses(kinds, keywords).slice(0, first)) if (!suggestions.has(text)) suggestions.set(text, { text, kind, id: null });
  return [...suggestions.values()].slice(0, first);
}

/** Keywords in use, the most used first, with the kind of most records that have them. */
function keywordUses(kinds: readonly RecordKind[], answer: SuggestionAnswer | undefined): readonly { readonly text: string; readonly kind: RecordKind }[] {
  const uses = (answer?.aggregations?.keywords.buckets ?? []).map(({ key, doc_count: count, kinds: { buckets } }) => {
    const most = Math.max(...buckets.map(({ doc_count }) => doc_count));
    const kind = kinds.find((one) => buckets.some(({ key: other, doc_count }) => other === one && doc_count === most)) as RecordKind;
    return { text: key.slice(key.indexOf(KEYWORD_BREAK) + 1), kind, count };
  });
  return uses.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}
