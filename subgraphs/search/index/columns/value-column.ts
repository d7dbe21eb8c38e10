import { Dictionary } from './dictionary.js';
import { grow, wideEnough, type WholeNumbers } from './grow.js';

/** One text for each slot, as the number of a dictionary. */
export class ValueColumn {
  readonly dictionary = new Dictionary();
  #values: WholeNumbers = new Uint8Array(0);
  /** The text that was set last, and its number. */
  #last: string | null = null;
  #number = 0;

  get values(): WholeNumbers {
    return this.#values;
  }

  set(slot: number, text: string): void {
    // Many a column has one text in nearly all slots.
    if (text !== this.#last) {
      this.#number = this.dictionary.add(text);
      this.#values = wideEnough(this.#values, this.#number);
      this.#last = text;
    }
    this.#values[slot] = this.#number;
  }

  /** The text of a slot. */
  text(slot: number): string {
    return this.dictionary.text(this.#values[slot] as number);
  }

  reserve(slots: number): void {
    this.#values = grow(this.#values, slots);
  }
}
