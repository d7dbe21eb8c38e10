import { Dictionary } from './dictionary.js';
import { grow } from './grow.js';
import { SlotSet } from './slot-set.js';

const NOWHERE = -1;

/** Finds the slot of a record that is shown by its id. */
export type SlotLookup = (id: string) => number | undefined;

/** How records that everybody sees refer to others: services serve them, use cases with an outcome use them. */
export type Relation = 'serves' | 'uses';
const RELATIONS: readonly Relation[] = ['serves', 'uses'];

/** How many refer to each id, by its number, and the slots of those that any does. */
interface Tally {
  counts: Uint32Array;
  readonly referred: SlotSet;
}

/** Ids that records refer to: which slot holds each, for whomever, and how many records that everybody sees refer to it. */
export class References {
  readonly ids = new Dictionary();
  #slots = new Int32Array(0);
  readonly #tallies: Readonly<Record<Relation, Tally>> = { serves: emptyTally(), uses: emptyTally() };
  readonly #lookup: SlotLookup;

  /** `lookup` is asked once for each id, when something first refers to it. */
  constructor(lookup: SlotLookup) {
    this.#lookup = lookup;
  }

  /** The number of an id; a new one where nothing referred to it before. The empty text has a number too. */
  number(id: string): number {
    const known = this.ids.size;
    const number = this.ids.add(id);
    if (number < known) return number;
    this.#slots = grow(this.#slots, number + 1);
    for (const relation of RELATIONS) this.#tallies[relation].counts = grow(this.#tallies[relation].counts, number + 1);
    this.#slots[number] = (id === '' ? undefined : this.#lookup(id)) ?? NOWHERE;
    return number;
  }

  /** The slot of the record with this number, whoever may see it; undefined where the index has none. */
  slot(number: number): number | undefined {
    const slot = this.#slots[number];
    return slot === undefined || slot === NOWHERE ? undefined : slot;
  }

  /** The slots that a record which everybody sees refers so to. */
  referred(relation: Relation): SlotSet {
    return this.#tallies[relation].referred;
  }

  /** Whether a record that everybody sees refers so to the record in `slot`. */
  isReferred(slot: number, relation: Relation): boolean {
    return this.#tallies[relation].referred.has(slot);
  }

  hold(id: string, slot: number): void {
    const number = this.ids.find(id);
    if (number === undefined) return;
    this.#slots[number] = slot;
    for (const relation of RELATIONS) {
      const { counts, referred } = this.#tallies[relation];
      if ((counts[number] as number) > 0) referred.add(slot);
    }
  }

  release(id: string, slot: number): void {
    for (const relation of RELATIONS) this.#tallies[relation].referred.delete(slot);
    const number = this.ids.find(id);
    if (number !== undefined && this.#slots[number] === slot) this.#slots[number] = NOWHERE;
  }

  refer(number: number, relation: Relation, difference: 1 | -1): void {
    const { counts, referred } = this.#tallies[relation];
    const referring = (counts[number] as number) + difference;
    counts[number] = referring;
    const slot = this.slot(number);
    if (slot === undefined) return;
    if (referring > 0) referred.add(slot);
    else referred.delete(slot);
  }
}

function emptyTally(): Tally {
  return { counts: new Uint32Array(0), referred: new SlotSet() };
}
