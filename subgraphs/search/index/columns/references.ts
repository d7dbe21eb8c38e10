import { Dictionary } from './dictionary.js';
import { grow } from './grow.js';
import { SlotSet } from './slot-set.js';

const NOWHERE = -1;

/** Finds the slot of a record that is shown by its id. */
export type SlotLookup = (id: string) => number | undefined;

/** Ids that records refer to: which slot holds each, for whomever, and how many services that everybody sees give access to it. */
export class References {
  readonly ids = new Dictionary();
  #slots = new Int32Array(0);
  #services = new Uint32Array(0);
  readonly #served = new SlotSet();
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
    this.#services = grow(this.#services, number + 1);
    this.#slots[number] = (id === '' ? undefined : this.#lookup(id)) ?? NOWHERE;
    return number;
  }

  /** The slot of the record with this number, whoever may see it; undefined where the index has none. */
  slot(number: number): number | undefined {
    const slot = this.#slots[number];
    return slot === undefined || slot === NOWHERE ? undefined : slot;
  }

  /** Whether a service that everybody sees gives access to the record in `slot`. */
  isServed(slot: number): boolean {
    return this.#served.has(slot);
  }

  hold(id: string, slot: number): void {
    const number = this.ids.find(id);
    if (number === undefined) return;
    this.#slots[number] = slot;
    if ((this.#services[number] as number) > 0) this.#served.add(slot);
  }

  release(id: string, slot: number): void {
    this.#served.delete(slot);
    const number = this.ids.find(id);
    if (number !== undefined && this.#slots[number] === slot) this.#slots[number] = NOWHERE;
  }

  serve(number: number, difference: 1 | -1): void {
    const services = (this.#services[number] as number) + difference;
    this.#services[number] = services;
    const slot = this.slot(number);
    if (slot === undefined) return;
    if (services > 0) this.#served.add(slot);
    else this.#served.delete(slot);
  }
}
