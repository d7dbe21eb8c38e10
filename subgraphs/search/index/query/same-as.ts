import type { SameAsReason } from '../../../../schema/generated/search.js';
import { duplicateKeys, type DuplicateKey } from '../../model/duplicate-keys.js';
import { readDocument } from '../../model/published-document.js';
import { foldText } from '../../text/fold-text.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import { textHash } from '../../text/text-hash.js';
import type { IndexSameAs } from '../search-index.js';

/** More records than these with one key are not copies of one thing. */
const MOST_COPIES = 50;

/** Finds the records that the reader sees and that are the same thing as the one in a slot, by id, each with what shows it. */
export type SameAsFinder = (slot: number) => readonly IndexSameAs[];

type KeysOf = (slot: number) => readonly DuplicateKey[];

/**
 * A finder for one answer: it reads each document once.
 *
 * @param document the document in a slot; null where it was replaced a moment ago
 */
export function sameAsFinder(columns: RecordColumns, view: View, document: (slot: number) => string | null): SameAsFinder {
  const known = new Map<number, readonly DuplicateKey[]>();
  const keysOf: KeysOf = (slot) => {
    const before = known.get(slot);
    if (before) return before;
    const text = document(slot);
    const keys = text === null ? [] : duplicateKeys(readDocument(columns.ids.get(slot), text));
    known.set(slot, keys);
    return keys;
  };
  return function findSame(slot) {
    const found = new Map<number, Set<SameAsReason>>();
    for (const key of keysOf(slot)) {
      for (const other of slotsWith(key, slot, columns, view, keysOf)) found.set(other, (found.get(other) ?? new Set()).add(key.reason));
    }
    return [...found].map(([other, reasons]) => ({ id: columns.ids.get(other), reasons: [...reasons] })).sort((a, b) => (a.id < b.id ? -1 : 1));
  };
}

function slotsWith(key: DuplicateKey, slot: number, columns: RecordColumns, view: View, keysOf: KeysOf): readonly number[] {
  const candidates = columns.keys.find(textHash(key.key), (other) => other !== slot && view.live.has(other), MOST_COPIES + 1);
  if (candidates.length > MOST_COPIES) return [];
  const same = candidates.filter((other) => keysOf(other).some(({ key: theirs }) => theirs === key.key));
  switch (key.reason) {
    case 'SOURCE':
      return same;
    case 'LANDING_PAGE':
      return isOfOneThing([slot, ...same], columns) ? same : [];
    case 'FINGERPRINT':
      return same.filter((other) => mayHaveOneOwner(slot, other, columns, view));
  }
}

/** A page that one authority gives for several of its records is about them all, so it tells nothing of one. */
function isOfOneThing(slots: readonly number[], { values }: RecordColumns): boolean {
  return new Set(slots.map((slot) => values.authority.values[slot])).size === slots.length;
}

/** An agency and its ministry each have a record of the owner, so its name counts as well as its id. An unknown owner says nothing against it. */
function mayHaveOneOwner(one: number, other: number, columns: RecordColumns, view: View): boolean {
  const [a, b] = [columns.owners[one] as number, columns.owners[other] as number];
  const [slotA, slotB] = [view.slotOf(a), view.slotOf(b)];
  if (a === b || slotA === undefined || slotB === undefined) return true;
  return foldText(columns.title(slotA, 'ZH')) === foldText(columns.title(slotB, 'ZH'));
}
