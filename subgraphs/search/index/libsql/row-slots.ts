import { grow } from '../columns/grow.js';

/** Which slot of the columns holds which row of the tables. Rows come in rising order, and so do their slots. */
export class RowSlots {
  /** Slot plus one, so that 0 means none. */
  #slots = new Uint32Array(0);
  #rows = new Uint32Array(0);
  #lastRow = 0;

  /** The highest row that has a slot, or was found to need none. */
  get lastRow(): number {
    return this.#lastRow;
  }

  add(row: number, slot: number): void {
    this.#slots = grow(this.#slots, row + 1);
    this.#rows = grow(this.#rows, slot + 1);
    this.#slots[row] = slot + 1;
    this.#rows[slot] = row;
    this.#lastRow = row;
  }

  /** The slot of a row; -1 where it has none. */
  slot(row: number): number {
    return (this.#slots[row] ?? 0) - 1;
  }

  row(slot: number): number {
    return this.#rows[slot] as number;
  }
}
