import { grow, wideEnough, type WholeNumbers } from './grow.js';

/**
 * A list of numbers for each slot; all lists lie in one array. Slots are written once, in order. What few kinds of records
 * have takes no room where none of them is there.
 */
export class ListColumn {
  #values: WholeNumbers = new Uint8Array(1024);
  /** Up to the last slot that was added behind the first list that is not empty; before that none. */
  #starts = new Uint32Array(0);
  #size = 0;
  #reserved = 0;

  add(values: readonly number[]): void {
    if (values.length === 0 && this.#starts.length === 0) {
      this.#size++;
      return;
    }
    this.#starts = grow(this.#starts, Math.max(this.#size + 2, this.#reserved));
    let at = this.#starts[this.#size] as number;
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
    this.#reserved = slots + 1;
    if (this.#starts.length > 0) this.#starts = grow(this.#starts, this.#reserved);
  }

  /** The list of slot *n* is `values` from `starts[n]` to before `starts[n + 1]`; where it has no such numbers, it is empty. */
  get values(): WholeNumbers {
    return this.#values;
  }

  get starts(): Uint32Array {
    return this.#starts;
  }

  isEmpty(slot: number): boolean {
    return (this.#starts[slot] ?? 0) >= (this.#starts[slot + 1] ?? 0);
  }

  get(slot: number): WholeNumbers {
    return this.#values.subarray(this.#starts[slot] ?? 0, this.#starts[slot + 1] ?? 0);
  }
}
