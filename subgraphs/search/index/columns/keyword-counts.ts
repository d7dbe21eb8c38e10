import type { RecordKind } from '../../../../schema/generated/common.js';
import { foldText } from '../../text/fold-text.js';
import type { Dictionary } from './dictionary.js';
import { grow, type WholeNumbers } from './grow.js';
import { KINDS } from './kinds.js';

export interface KeywordUse {
  readonly text: string;
  /** The kind of most records that have it. */
  readonly kind: RecordKind;
  readonly count: number;
}

/** How many records that everybody sees have each keyword, and which keywords begin alike. */
export class KeywordCounts {
  readonly #dictionary: Dictionary;
  /** A count for each keyword and kind. */
  #counts = new Uint32Array(0);
  /** Folded keywords with their numbers, sorted: as many as were known when it was last asked. */
  #sorted: (readonly [folded: string, number: number])[] = [];

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** A record of kind number `kind` with these keywords went live (1) or died (-1). */
  count(keywords: WholeNumbers, kind: number, difference: 1 | -1): void {
    this.#counts = grow(this.#counts, this.#dictionary.size * KINDS.length);
    for (const keyword of keywords) {
      const at = keyword * KINDS.length + kind;
      this.#counts[at] = (this.#counts[at] as number) + difference;
    }
  }

  /**
   * Keywords in use that begin with `prefix` (folded), the most used first.
   *
   * @param more how often other records have them, by number of the keyword times the number of kinds plus the kind's
   */
  beginningWith(prefix: string, kinds: readonly RecordKind[], first: number, more: ReadonlyMap<number, number>): readonly KeywordUse[] {
    this.#sortNew();
    const uses: KeywordUse[] = [];
    for (let at = this.#firstFrom(prefix); at < this.#sorted.length; at++) {
      const [folded, number] = this.#sorted[at] as readonly [string, number];
      if (!folded.startsWith(prefix)) break;
      const use = this.#use(number, kinds, more);
      if (use) uses.push(use);
    }
    return uses.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, first);
  }

  #use(number: number, kinds: readonly RecordKind[], more: ReadonlyMap<number, number>): KeywordUse | null {
    const places = kinds.map((kind) => number * KINDS.length + KINDS.indexOf(kind));
    const counts = places.map((place) => (this.#counts[place] ?? 0) + (more.get(place) ?? 0));
    const most = Math.max(...counts);
    if (most === 0) return null;
    return { text: this.#dictionary.text(number), kind: kinds[counts.indexOf(most)] as RecordKind, count: counts.reduce((a, b) => a + b, 0) };
  }

  #sortNew(): void {
    if (this.#sorted.length === this.#dictionary.size) return;
    for (let number = this.#sorted.length; number < this.#dictionary.size; number++) this.#sorted.push([foldText(this.#dictionary.text(number)), number]);
    this.#sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  #firstFrom(prefix: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as readonly [string, number])[0] < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
