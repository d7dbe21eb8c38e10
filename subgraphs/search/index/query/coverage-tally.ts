import { THEMES } from '../../../../schema/themes.js';
import { COUNTS, countsFrom } from '../../model/coverage-counts.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { AuthorityFigures } from '../search-index.js';

const SIZE = COUNTS.length;
/** A cell for all records of an authority, and one for each theme of the vocabulary: other words that offices may write have none. */
const CELLS = 1 + THEMES.length;

/** Sums numbers of records by authority and theme. */
export class CoverageTally {
  readonly #columns: RecordColumns;
  /** Cells of the numbers of the dictionary of themes; 0 of what is no theme. */
  readonly #cellOf: readonly number[];
  readonly #sums: Float64Array;

  constructor(columns: RecordColumns) {
    this.#columns = columns;
    this.#cellOf = columns.lists.themes.dictionary.texts.map((text) => 1 + THEMES.findIndex(({ code }) => code === text));
    this.#sums = new Float64Array(columns.values.authority.dictionary.size * CELLS * SIZE);
  }

  /** Adds the numbers of a record, in the order of `COUNTS`. */
  add(slot: number, numbers: Float64Array): void {
    const first = (this.#columns.values.authority.values[slot] as number) * CELLS;
    this.#addTo(first, numbers);
    const { values, starts } = this.#columns.lists.themes.column;
    const end = starts[slot + 1] as number;
    for (let at = starts[slot] as number; at < end; at++) {
      const cell = this.#cellOf[values[at] as number] as number;
      if (cell > 0) this.#addTo(first + cell, numbers);
    }
  }

  /** What it came to: authorities in order of their codes, themes in that of the vocabulary. */
  figures(): readonly AuthorityFigures[] {
    return this.#columns.values.authority.dictionary.texts
      .map((authority, number) => ({ authority, number }))
      .filter(({ number }) => this.#isUsed(number * CELLS))
      .sort((a, b) => (a.authority < b.authority ? -1 : 1))
      .map(({ authority, number }) => ({
        authority,
        counts: this.#counts(number * CELLS),
        themes: THEMES.flatMap(({ code }, place) => (this.#isUsed(number * CELLS + 1 + place) ? [{ theme: code, counts: this.#counts(number * CELLS + 1 + place) }] : [])),
      }));
  }

  #addTo(cell: number, numbers: Float64Array): void {
    const from = cell * SIZE;
    for (let place = 0; place < SIZE; place++) this.#sums[from + place] = (this.#sums[from + place] as number) + (numbers[place] as number);
  }

  /** Records are the first of the counts. */
  #isUsed(cell: number): boolean {
    return (this.#sums[cell * SIZE] as number) > 0;
  }

  #counts(cell: number) {
    return countsFrom((_, place) => this.#sums[cell * SIZE + place] as number);
  }
}
