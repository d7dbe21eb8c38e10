import { grow } from './grow.js';

/** A list of numbers for each slot; all lists lie in one array. Slots are written once, in order. */
export class ListColumn {
  #values = new Uint32Array(1024);
  #starts = new Uint32Array(1024);
  #size = 0;

  add(values: readonly number[]): void {
    const start = this.#starts[this.#size] as number;
    this.#starts = grow(this.#starts, this.#size + 2);
    this.#values = grow(this.#values, start + values.length);
    this.#values.set(values, start);
    this.#size++;
    this.#starts[this.#size] = start + values.length;
  }

  /** The list of slot *n* is `values` from `starts[n]` to before `starts[n + 1]`. */
  get values(): Uint32Array {
    return this.#values;
  }

  get starts(): Uint32Array {
    return this.#starts;
  }

  get(slot: number): Uint32Array {
    return this.#values.subarray(this.#starts[slot], this.#starts[slot + 1]);
  }
}
