import type { RecordKind } from '../../../../schema/generated/common.js';
import { foldText } from '../../text/fold-text.js';
import { PINYIN_MARK, pinyinTokens, START_CHARACTERS, START_MARK, titleStart } from '../../text/index-tokens.js';
import { KINDS } from '../columns/kinds.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import type { IndexSuggestion } from '../search-index.js';
import { matchSources } from './find-hits.js';
import { matchConditions, type PostingLookup } from './match.js';
import { priorScores } from './rank.js';
import { firstInOrder } from './top.js';

/** Records with the same title are one suggestion, so more are looked at than asked for. */
const LOOKED_AT = 5;
/** Letters that may be pinyin. */
const TYPED = /^[a-z]{2,}$/;

/** Titles, then keywords, that begin with `prefix`; then those whose pinyin does, whole or by first letters. */
export function suggest(prefix: string, kinds: readonly RecordKind[], first: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  const folded = foldText(prefix).trim();
  if (folded === '' || first === 0 || kinds.length === 0) return [];
  const suggestions = new Map<string, IndexSuggestion>();
  for (const suggestion of titlesBeginningWith(folded, kinds, first * LOOKED_AT, columns, view, lookup)) {
    if (!suggestions.has(suggestion.text)) suggestions.set(suggestion.text, suggestion);
  }
  for (const { text, kind } of view.keywordsBeginningWith(folded, kinds, first)) {
    if (!suggestions.has(text)) suggestions.set(text, { text, kind, id: null });
  }
  if (suggestions.size < first) for (const suggestion of typed(folded, kinds, first, columns, view, lookup)) if (!suggestions.has(suggestion.text)) suggestions.set(suggestion.text, suggestion);
  return [...suggestions.values()].slice(0, first);
}

/** What is typed by its pinyin: keywords first, for they are what people look for, then titles. */
function typed(folded: string, kinds: readonly RecordKind[], first: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  if (!TYPED.test(folded)) return [];
  return [...view.keywordsTypedAs(folded, kinds, first).map(({ text, kind }) => ({ text, kind, id: null })), ...titlesTypedAs(folded, kinds, first * LOOKED_AT, columns, view, lookup)];
}

function titlesBeginningWith(folded: string, kinds: readonly RecordKind[], count: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  const start = titleStart(folded);
  if (start === '') return [];
  const token = `${START_MARK}${start}${[...start].length < START_CHARACTERS ? '*' : ''}`;
  return bestOf([token], (slot) => titleThat(columns, slot, (title) => foldText(title).startsWith(folded)), kinds, count, columns, view, lookup);
}

/** Titles whose pinyin begins so, whole or by first letters. */
function titlesTypedAs(folded: string, kinds: readonly RecordKind[], count: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  const isTyped = (title: string): boolean => pinyinTokens(foldText(title)).some((token) => token.startsWith(PINYIN_MARK + folded));
  return bestOf([`${PINYIN_MARK}${folded}*`], (slot) => titleThat(columns, slot, isTyped), kinds, count, columns, view, lookup);
}

/** The best records that have these tokens, by the title that `titleOf` gives; those of which it gives none are left out. */
function bestOf(tokens: readonly string[], titleOf: (slot: number) => string | null, kinds: readonly RecordKind[], count: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  const hits = matchConditions([{ all: tokens }], matchSources({ columns, lookup }), view.live);
  const scores = priorScores(hits, columns);
  const numbers = kinds.map((kind) => KINDS.indexOf(kind));
  const before = (a: number, b: number): boolean => {
    const difference = (scores[b] as number) - (scores[a] as number);
    // Never by slot: in which order records came tells of those between them.
    return difference < 0 || (difference === 0 && Buffer.compare(columns.ids.bytes(hits[a] as number), columns.ids.bytes(hits[b] as number)) < 0);
  };
  const passes = (position: number): boolean => {
    const slot = hits[position] as number;
    return numbers.includes(columns.kinds[slot] as number) && titleOf(slot) !== null;
  };
  return firstInOrder(hits.length, count, before, passes).map((position) => {
    const slot = hits[position] as number;
    return { text: titleOf(slot) ?? '', kind: KINDS[columns.kinds[slot] as number] as RecordKind, id: columns.ids.get(slot) };
  });
}

const titleThat = (columns: RecordColumns, slot: number, passes: (title: string) => boolean): string | null => [columns.titles.get(slot), columns.titlesEn.get(slot)].find(passes) ?? null;
