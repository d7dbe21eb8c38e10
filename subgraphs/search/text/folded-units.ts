import { foldUnits, foldWhole } from './fold-text.js';

/** A folded text as code units: what goes over every character of it several times is quicker so, and most texts are never needed as strings. */
export class FoldedUnits {
  #units = new Uint16Array(4096);
  #length = 0;
  /** The same as a string; null until that is asked for. */
  #text: string | null = null;

  get units(): Uint16Array {
    return this.#units;
  }

  get length(): number {
    return this.#length;
  }

  /** Takes the folded form of a text in place of what was there. */
  fold(text: string): this {
    if (text.length > this.#units.length) this.#units = new Uint16Array(text.length * 2);
    if (!foldUnits(text, this.#units)) return this.set(foldWhole(text));
    this.#length = text.length;
    this.#text = null;
    return this;
  }

  /** Takes a text that is folded already. */
  set(folded: string): this {
    if (folded.length > this.#units.length) this.#units = new Uint16Array(folded.length * 2);
    for (let at = 0; at < folded.length; at++) this.#units[at] = folded.charCodeAt(at);
    this.#length = folded.length;
    this.#text = folded;
    return this;
  }

  slice(start: number, end: number): string {
    this.#text ??= Buffer.from(this.#units.buffer, 0, this.#length * 2).toString('utf16le');
    return this.#text.slice(start, end);
  }
}
