import type { RecordKind } from '../../../../../schema/generated/common.js';
import { foldText } from '../../../text/fold-text.js';
import { PINYIN_MARK, pinyinTokens, titleStart } from '../../../text/index-tokens.js';
import type { IndexSuggestion } from '../../search-index.js';
import { KEYWORD_BREAK, type ShownTexts } from '../index-document.js';
import { visible, type Clause, type Viewing } from './visible.js';

/** Records with the same title are one suggestion, so more are looked at than asked for. */
const LOOKED_AT = 5;
/** Keywords that are used alike go by their texts, so more are counted than asked for. */
const KEYWORDS_COUNTED = 200;

/** Letters that may be pinyin. */
const TYPED = /^[a-z]{2,}$/;

/** Both searches that a suggestion is made of: titles, and keywords. Null where nothing begins so, or is of these kinds. */
export function suggestionBodies(prefix: string, kinds: readonly RecordKind[], first: number, viewing: Viewing): readonly [Clause, Clause] | null {
  const folded = foldText(prefix).trim();
  if (folded === '' || first === 0 || kinds.length === 0) return null;
  return [titlesBody({ starts: { value: folded } }, titleStart(folded) === '' ? 0 : first, kinds, viewing), keywordsBody('keywordStarts', folded, first, kinds, viewing)];
}

/** The same of what is typed by its pinyin, whole or by first letters. Null where it can't be. */
export function typedBodies(prefix: string, kinds: readonly RecordKind[], first: number, viewing: Viewing): readonly [Clause, Clause] | null {
  const folded = foldText(prefix).trim();
  return TYPED.test(folded) ? [titlesBody({ tokens: { value: PINYIN_MARK + folded } }, first, kinds, viewing), keywordsBody('keywordTyped', folded, first, kinds, viewing)] : null;
}

const titlesBody = (prefix: Clause, first: number, kinds: readonly RecordKind[], viewing: Viewing): Clause => ({
  size: first * LOOKED_AT,
  track_total_hits: false,
  query: { bool: { filter: [visible(viewing), { terms: { kind: kinds } }, { prefix }] } },
  sort: [{ prior: 'desc' }, { id: 'asc' }],
  _source: ['shown', 'id', 'kind'],
});

const keywordsBody = (field: string, folded: string, first: number, kinds: readonly RecordKind[], viewing: Viewing): Clause => ({
  size: 0,
  track_total_hits: false,
  query: { bool: { filter: [visible(viewing), { terms: { kind: kinds } }, { prefix: { [field]: { value: folded } } }] } },
  aggs: {
    keywords: {
      terms: { field, include: `${literal(folded)}.*`, size: Math.max(KEYWORDS_COUNTED, first), shard_size: 2_000, order: [{ _count: 'desc' }, { _key: 'asc' }] },
      aggs: { kinds: { terms: { field: 'kind', size: kinds.length } } },
    },
  },
});

/** A text as the engine's regular expressions read it. */
const literal = (text: string): string => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');

export interface SuggestionAnswer {
  readonly hits: { readonly hits: readonly { readonly _source: { readonly shown: ShownTexts; readonly id: string; readonly kind: RecordKind } }[] };
  readonly aggregations?: { readonly keywords: { readonly buckets: readonly { readonly key: string; readonly doc_count: number; readonly kinds: { readonly buckets: readonly { readonly key: string; readonly doc_count: number }[] } }[] } };
}

type Titles = SuggestionAnswer['hits']['hits'];

/** Titles, then keywords. */
export function suggestionsOf(prefix: string, kinds: readonly RecordKind[], first: number, titles: Titles, keywords: SuggestionAnswer | undefined): readonly IndexSuggestion[] {
  const folded = foldText(prefix).trim();
  return [...titlesThat((title) => foldText(title).startsWith(folded), titles), ...keywordUses(kinds, keywords).slice(0, first)];
}

/** Of what is typed by its pinyin: keywords, for they are what people look for, then titles. */
export function typedSuggestionsOf(prefix: string, kinds: readonly RecordKind[], first: number, titles: Titles, keywords: SuggestionAnswer | undefined): readonly IndexSuggestion[] {
  const start = PINYIN_MARK + foldText(prefix).trim();
  return [...keywordUses(kinds, keywords).slice(0, first), ...titlesThat((title) => pinyinTokens(foldText(title)).some((token) => token.startsWith(start)), titles)];
}

/** Each text once, where it stands first. */
export function firstTexts(suggestions: readonly IndexSuggestion[], first: number): readonly IndexSuggestion[] {
  const once = new Map<string, IndexSuggestion>();
  for (const suggestion of suggestions) if (!once.has(suggestion.text)) once.set(suggestion.text, suggestion);
  return [...once.values()].slice(0, first);
}

const titlesThat = (passes: (title: string) => boolean, titles: Titles): readonly IndexSuggestion[] =>
  titles.flatMap(({ _source: { shown, id, kind } }) => [shown.title, shown.titleEn].filter(passes).slice(0, 1).map((text) => ({ text, kind, id })));

/** Keywords in use, the most used first, with the kind of most records that have them. */
function keywordUses(kinds: readonly RecordKind[], answer: SuggestionAnswer | undefined): readonly IndexSuggestion[] {
  const uses = (answer?.aggregations?.keywords.buckets ?? []).map(({ key, doc_count: count, kinds: { buckets } }) => {
    const most = Math.max(...buckets.map(({ doc_count }) => doc_count));
    const kind = kinds.find((one) => buckets.some(({ key: other, doc_count }) => other === one && doc_count === most)) as RecordKind;
    return { text: key.slice(key.indexOf(KEYWORD_BREAK) + 1), kind, count };
  });
  // A keyword that is typed in two ways is counted by both.
  const once = [...new Map(uses.sort((a, b) => a.count - b.count).map((use) => [use.text, use])).values()];
  return once.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).map(({ text, kind }) => ({ text, kind, id: null }));
}
