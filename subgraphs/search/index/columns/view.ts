import { KINDS } from './kinds.js';
import type { KeywordUse } from './keyword-counts.js';
import type { RecordColumns } from './record-columns.js';
import { SlotSet } from './slot-set.js';
import type { RecordKind } from '../../../../schema/generated/common.js';

/**
 * The columns as some readers see them. Whatever is counted, compared or named for a reader goes through the reader's
 * view, so that no number is of more than the reader may know of.
 */
export class View {
  readonly #columns: RecordColumns;
  /** The slots that the reader sees. */
  readonly live: SlotSet;
  /** Those of them that not everybody sees. */
  readonly #confined: Iterable<number>;
  #served: SlotSet | null = null;
  #keywords: ReadonlyMap<number, number> | null = null;

  constructor(columns: RecordColumns, live: SlotSet, confined: Iterable<number>) {
    this.#columns = columns;
    this.live = live;
    this.#confined = confined;
  }

  /** The slot of the record that a number of `references` stands for; undefined where the reader sees none. */
  slotOf(reference: number): number | undefined {
    const slot = this.#columns.references.slot(reference);
    return slot !== undefined && this.live.has(slot) ? slot : undefined;
  }

  /** Whether an API gives access to the record: its own distribution, or a service that names it and that the reader sees. */
  hasApi(slot: number): boolean {
    return this.#columns.apiFormats[slot] === 1 || this.#columns.references.isReferred(slot, 'serves') || (this.#served ??= this.#findServed()).has(slot);
  }

  /** Keywords in use that begin with `prefix` (folded), the most used first. */
  keywordsBeginningWith(prefix: string, kinds: readonly RecordKind[], first: number): readonly KeywordUse[] {
    return this.#columns.keywordCounts.beginningWith(prefix, kinds, first, (this.#keywords ??= this.#countKeywords()));
  }

  /** Keywords in use whose pinyin begins so, whole or by first letters, the most used first. */
  keywordsTypedAs(letters: string, kinds: readonly RecordKind[], first: number): readonly KeywordUse[] {
    return this.#columns.keywordCounts.typedAs(letters, kinds, first, (this.#keywords ??= this.#countKeywords()));
  }

  /** Slots that services name which not everybody sees. */
  #findServed(): SlotSet {
    const served = new SlotSet();
    for (const slot of this.#confined) {
      for (const dataset of this.#columns.serves.get(slot)) {
        const named = this.slotOf(dataset);
        if (named !== undefined) served.add(named);
      }
    }
    return served;
  }

  #countKeywords(): ReadonlyMap<number, number> {
    const { kinds, lists } = this.#columns;
    const counts = new Map<number, number>();
    for (const slot of this.#confined) {
      for (const keyword of lists.keywords.column.get(slot)) {
        const at = keyword * KINDS.length + (kinds[slot] as number);
        counts.set(at, (counts.get(at) ?? 0) + 1);
      }
    }
    return counts;
  }
}
