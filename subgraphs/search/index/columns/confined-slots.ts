import { LRUCache } from 'lru-cache';
import type { Reader } from '../../../../schema/audience.js';
import { mayRead } from '../../model/may-read.js';
import type { View } from './view.js';
import { SlotSet, slotsOf } from './slot-set.js';

type MakeView = (live: SlotSet, confined: Uint32Array) => View;

/** Views of readers who see the same are one; more kinds of readers than these seldom ask at once. */
const MOST_VIEWS = 16;

/** The slots that are shown to some only, by the log that tells to whom. */
export class ConfinedSlots {
  readonly #logs = new Map<string, SlotSet>();
  readonly #all = new SlotSet();
  readonly #views = new LRUCache<string, View>({ max: MOST_VIEWS });

  has(slot: number): boolean {
    return this.#all.has(slot);
  }

  add(log: string, slot: number): void {
    const slots = this.#logs.get(log) ?? new SlotSet();
    this.#logs.set(log, slots);
    slots.add(slot);
    this.#all.add(slot);
  }

  delete(log: string, slot: number): void {
    this.#logs.get(log)?.delete(slot);
    this.#all.delete(slot);
  }

  /** Something came or went that views are made of. */
  changed(): void {
    if (this.#views.size > 0) this.#views.clear();
  }

  /** What a reader sees beside what everybody does; null where that is nothing. */
  view(reader: Reader, everybodys: SlotSet, make: MakeView): View | null {
    if (reader.authorities.length === 0) return null;
    const readable = [...this.#logs].filter(([log, { count }]) => count > 0 && mayRead(reader, log)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (readable.length === 0) return null;
    const key = readable.map(([log]) => log).join(' ');
    const known = this.#views.get(key);
    if (known) return known;
    const confined = SlotSet.union(readable.map(([, slots]) => slots));
    const view = make(SlotSet.union([everybodys, confined]), slotsOf(confined.words, confined.count));
    this.#views.set(key, view);
    return view;
  }
}
