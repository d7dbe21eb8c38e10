import { CJK, classIn, isHighSurrogate, OTHER } from './character-class.js';
import type { FoldedUnits } from './folded-units.js';
import { isJoiner } from './runs.js';
import type { TokenBuffer } from './token-buffer.js';
import { isStemmed, LONGEST_WORD, wordForm } from './word-form.js';

const LONGEST_COMPOUND = 40;

/**
 * Turns the runs of folded texts into tokens: pairs of neighbouring characters where there are no spaces between words, else words, and their
 * joined form. It takes the same for a run as `visitRuns`, for queries.
 */
export class RunTokens {
  readonly #buffer: TokenBuffer;
  /** The words before that only joining characters stand between, in one piece, and how many they are. */
  readonly #compound = new Uint16Array(LONGEST_COMPOUND);
  #compoundLength = 0;
  #parts = 0;

  constructor(buffer: TokenBuffer) {
    this.#buffer = buffer;
  }

  /** Adds the tokens of a text behind a mark, as `TokenBuffer` takes it. */
  add(text: FoldedUnits, mark: number): void {
    const { units, length } = text;
    let lastWordEnd = 0;
    for (let start = 0; start < length; ) {
      const kind = classIn(units, length, start);
      let end = start;
      do end += isHighSurrogate(units[end] as number) ? 2 : 1;
      while (end < length && classIn(units, length, end) === kind);
      if (end > length) end = length;
      if (kind === CJK) this.#addPairs(units, start, end, mark);
      else if (kind !== OTHER) {
        const isJoined = start - lastWordEnd === 1 && lastWordEnd > 0 && isJoiner(units[lastWordEnd] as number);
        if (!isJoined) this.#endCompound(mark);
        this.#addWord(text, start, end, mark);
        lastWordEnd = end;
      }
      start = end;
    }
    this.#endCompound(mark);
  }

  #addPairs(units: Uint16Array, start: number, end: number, mark: number): void {
    let previous = start;
    let at = start + (isHighSurrogate(units[start] as number) ? 2 : 1);
    while (at < end) {
      const next = at + (isHighSurrogate(units[at] as number) ? 2 : 1);
      this.#buffer.addUnits(units, previous, next, mark);
      previous = at;
      at = next;
    }
    this.#buffer.addUnits(units, previous, end, mark);
  }

  #addWord(text: FoldedUnits, start: number, end: number, mark: number): void {
    const { units } = text;
    const length = this.#compoundLength + end - start;
    if (length <= LONGEST_COMPOUND) this.#compound.set(units.subarray(start, end), this.#compoundLength);
    this.#compoundLength = length;
    this.#parts++;
    const last = Math.min(end, start + LONGEST_WORD);
    if (!isStemmed(units, start, last)) return this.#buffer.addUnits(units, start, last, mark);
    const form = wordForm(text.slice(start, last));
    this.#buffer.add(form, 0, form.length, mark);
  }

  #endCompound(mark: number): void {
    if (this.#parts > 1 && this.#compoundLength <= LONGEST_COMPOUND) this.#buffer.addUnits(this.#compound, 0, this.#compoundLength, mark);
    this.#compoundLength = 0;
    this.#parts = 0;
  }
}
