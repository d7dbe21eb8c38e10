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

  /** The slots of these rows, as far as they have some and are not behind the last. */
  slots(rows: Uint32Array): Uint32Array {
    const slots = new Uint32Array(rows.length);
    let found = 0;
    for (const row of rows) {
      const slot = row <= this.#lastRow ? this.slot(row) : -1;
      if (slot >= 0) slots[found++] = slot;
    }
    return found === rows.length ? slots : slots.slice(0, found);
  }

  row(slot: number): number {
    return this.#rows[slot] as number;
  }
}
