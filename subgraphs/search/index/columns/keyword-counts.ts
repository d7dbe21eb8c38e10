import type { RecordKind } from '../../../../schema/generated/common.js';
import { foldText } from '../../text/fold-text.js';
import type { Dictionary } from './dictionary.js';
import { PINYIN_CHARACTERS } from '../../text/index-tokens.js';
import { pinyinOf, type Pinyin } from '../../text/pinyin.js';
import { SortedTexts } from './sorted-texts.js';
import { grow, type WholeNumbers } from './grow.js';
import { KINDS } from './kinds.js';

export interface KeywordUse {
  readonly text: string;
  /** The kind of most records that have it. */
  readonly kind: RecordKind;
  readonly count: number;
}

/** How the beginning of a keyword is typed; null where it is not Chinese. */
export const keywordPinyin = (keyword: string): Pinyin | null => pinyinOf(foldText(keyword).slice(0, PINYIN_CHARACTERS));

/** How many records that everybody sees have each keyword, and which keywords begin alike. */
export class KeywordCounts {
  readonly #dictionary: Dictionary;
  /** A count for each keyword and kind. */
  #counts = new Uint32Array(0);
  readonly #spelt = new SortedTexts((text) => [foldText(text)]);
  readonly #typed = new SortedTexts((text) => {
    const read = keywordPinyin(text);
    return read === null ? [] : [read.initials, read.syllables];
  });

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
    return this.#mostUsed(this.#spelt.beginningWith(prefix, this.#dictionary), kinds, first, more);
  }

  /** The same of keywords whose pinyin begins with `letters`. */
  typedAs(letters: string, kinds: readonly RecordKind[], first: number, more: ReadonlyMap<number, number>): readonly KeywordUse[] {
    return this.#mostUsed(this.#typed.beginningWith(letters, this.#dictionary), kinds, first, more);
  }

  #mostUsed(numbers: Iterable<number>, kinds: readonly RecordKind[], first: number, more: ReadonlyMap<number, number>): readonly KeywordUse[] {
    const uses = [...new Set(numbers)].map((number) => this.#use(number, kinds, more)).filter((use) => use !== null);
    return uses.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, first);
  }

  #use(number: number, kinds: readonly RecordKind[], more: ReadonlyMap<number, number>): KeywordUse | null {
    const places = kinds.map((kind) => number * KINDS.length + KINDS.indexOf(kind));
    const counts = places.map((place) => (this.#counts[place] ?? 0) + (more.get(place) ?? 0));
    const most = Math.max(...counts);
    if (most === 0) return null;
    return { text: this.#dictionary.text(number), kind: kinds[counts.indexOf(most)] as RecordKind, count: counts.reduce((a, b) => a + b, 0) };
  }
}
