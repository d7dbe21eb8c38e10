import { grow, wideEnough, type WholeNumbers } from './grow.js';

/** A list of numbers for each slot; all lists lie in one array. Slots are written once, in order. */
export class ListColumn {
  #values: WholeNumbers = new Uint8Array(1024);
  #starts = new Uint32Array(1024);
  #size = 0;

  add(values: readonly number[]): void {
    let at = this.#starts[this.#size] as number;
    this.#starts = grow(this.#starts, this.#size + 2);
    this.#values = grow(this.#values, at + values.length);
    for (const value of values) {
      this.#values = wideEnough(this.#values, value);
      this.#values[at++] = value;
    }
    this.#size++;
    this.#starts[this.#size] = at;
  }

  /** Makes room for `slots` at once. */
  reserve(slots: number): void {
    this.#starts = grow(this.#starts, slots + 1);
  }

  /** The list of slot *n* is `values` from `starts[n]` to before `starts[n + 1]`. */
  get values(): WholeNumbers {
    return this.#values;
  }

  get starts(): Uint32Array {
    return this.#starts;
  }

  get(slot: number): WholeNumbers {
    return this.#values.subarray(this.#starts[slot], this.#starts[slot + 1]);
  }
}
