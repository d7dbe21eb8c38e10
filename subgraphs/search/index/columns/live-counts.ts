import { grow } from './grow.js';
import type { ListColumn } from './list-column.js';

/** How many records that everybody sees have each number of a column, kept as they come and go. */
export class LiveCounts {
  #counts = new Uint32Array(0);

  /** A record that has `number` went live (1) or died (-1). */
  change(number: number, difference: 1 | -1): void {
    if (number >= this.#counts.length) this.#counts = grow(this.#counts, number + 1);
    this.#counts[number] = (this.#counts[number] as number) + difference;
  }

  /** The same of a list of numbers. */
  changeAll({ values, starts }: ListColumn, slot: number, difference: 1 | -1): void {
    const end = starts[slot + 1] as number;
    for (let at = starts[slot] as number; at < end; at++) this.change(values[at] as number, difference);
  }

  /** How many have a number. */
  of(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** The counts of the numbers from 0 to before `size`. */
  get(size: number): Uint32Array {
    const counts = new Uint32Array(size);
    counts.set(this.#counts.subarray(0, size));
    return counts;
  }
}
