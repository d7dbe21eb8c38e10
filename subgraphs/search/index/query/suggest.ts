import type { RecordKind } from '../../../../schema/generated/common.js';
import { foldText } from '../../text/fold-text.js';
import { START_CHARACTERS, START_MARK, titleStart } from '../../text/index-tokens.js';
import { KINDS } from '../columns/kinds.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import type { IndexSuggestion } from '../search-index.js';
import { matchConditions, type PostingLookup } from './match.js';
import { priorScores } from './rank.js';
import { firstInOrder } from './top.js';

/** Records with the same title are one suggestion, so more are looked at than asked for. */
const LOOKED_AT = 5;

/** Titles, then keywords, that begin with `prefix`. */
export function suggest(prefix: string, kinds: readonly RecordKind[], first: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  const folded = foldText(prefix).trim();
  if (folded === '' || first === 0) return [];
  const suggestions = new Map<string, IndexSuggestion>();
  for (const suggestion of titlesBeginningWith(folded, kinds, first * LOOKED_AT, columns, view, lookup)) {
    if (!suggestions.has(suggestion.text)) suggestions.set(suggestion.text, suggestion);
  }
  for (const { text, kind } of view.keywordsBeginningWith(folded, kinds, first)) {
    if (!suggestions.has(text)) suggestions.set(text, { text, kind, id: null });
  }
  return [...suggestions.values()].slice(0, first);
}

function titlesBeginningWith(folded: string, kinds: readonly RecordKind[], count: number, columns: RecordColumns, view: View, lookup: PostingLookup): readonly IndexSuggestion[] {
  const start = titleStart(folded);
  if (start === '') return [];
  const token = `${START_MARK}${start}${[...start].length < START_CHARACTERS ? '*' : ''}`;
  const hits = matchConditions([{ all: [token] }], lookup, view.live, columns.size);
  const scores = priorScores(hits, columns);
  const numbers = kinds.map((kind) => KINDS.indexOf(kind));
  const before = (a: number, b: number): boolean => {
    const difference = (scores[b] as number) - (scores[a] as number);
    // Never by slot: in which order records came tells of those between them.
    return difference < 0 || (difference === 0 && Buffer.compare(columns.ids.bytes(hits[a] as number), columns.ids.bytes(hits[b] as number)) < 0);
  };
  const passes = (position: number): boolean => {
    const slot = hits[position] as number;
    return numbers.includes(columns.kinds[slot] as number) && titleThatBegins(columns, slot, folded) !== null;
  };
  return firstInOrder(hits.length, count, before, passes).map((position) => {
    const slot = hits[position] as number;
    return { text: titleThatBegins(columns, slot, folded) ?? '', kind: KINDS[columns.kinds[slot] as number] as RecordKind, id: columns.ids.get(slot) };
  });
}

function titleThatBegins(columns: RecordColumns, slot: number, folded: string): string | null {
  return [columns.titles.get(slot), columns.titlesEn.get(slot)].find((title) => foldText(title).startsWith(folded)) ?? null;
}
