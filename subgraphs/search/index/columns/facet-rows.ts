import { grow } from './grow.js';
import { Sequences } from './sequences.js';

/** What is kept together of each record: few combinations of these are there, whatever the number of records. */
export type FacetGroup = 'terms' | 'places' | 'themes' | 'formats';
export const FACET_GROUPS: readonly FacetGroup[] = ['terms', 'places', 'themes', 'formats'];

/** Where a group has more combinations than these, or longer ones, its fields are counted each by itself. A record may have a thousand formats. */
const MOST_COMBINATIONS = 16_384;
const MOST_NUMBERS = 16 * MOST_COMBINATIONS;

/**
 * What most searches count, once more and side by side: a number for each group of values that a record has. So the memory is asked
 * once for a hit, and not once for each facet.
 */
export class FacetRows {
  readonly sequences: Readonly<Record<FacetGroup, Sequences>> = { terms: new Sequences(), places: new Sequences(), themes: new Sequences(), formats: new Sequences() };
  #rows = new Uint16Array(0);

  /** The number of group *g* of slot *n* stands at `FACET_GROUPS.length` times *n* plus *g*. */
  get rows(): Uint16Array {
    return this.#rows;
  }

  /** Whether the numbers of a group are those of what each record has. */
  holds(group: FacetGroup): boolean {
    const { size, numbersInAll } = this.sequences[group];
    return size <= MOST_COMBINATIONS && numbersInAll <= MOST_NUMBERS;
  }

  set(slot: number, values: Readonly<Record<FacetGroup, readonly number[]>>): void {
    this.reserve(slot + 1);
    FACET_GROUPS.forEach((group, place) => {
      if (this.holds(group)) this.#rows[slot * FACET_GROUPS.length + place] = this.sequences[group].number(values[group]);
    });
  }

  /** Makes room for `slots` at once. */
  reserve(slots: number): void {
    this.#rows = grow(this.#rows, slots * FACET_GROUPS.length);
  }
}
