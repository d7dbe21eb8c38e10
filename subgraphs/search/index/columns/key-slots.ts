import { grow } from './grow.js';

/** No entry; numbers of entries count from 1. */
const NONE = 0;
const FIRST_BUCKETS = 1 << 16;

/**
 * Which slots have which keys, by hashes of 32 bits: a chain for each bucket in arrays of numbers, for a million records
 * have three million keys and a map of them would fill the heap. An equal hash must still be compared.
 */
export class KeySlots {
  #heads = new Uint32Array(FIRST_BUCKETS);
  #hashes = new Uint32Array(0);
  #slots = new Uint32Array(0);
  #next = new Uint32Array(0);
  #size = 0;

  add(hash: number, slot: number): void {
    const entry = ++this.#size;
    this.#hashes = grow(this.#hashes, entry + 1);
    this.#slots = grow(this.#slots, entry + 1);
    this.#next = grow(this.#next, entry + 1);
    this.#hashes[entry] = hash;
    this.#slots[entry] = slot;
    if (entry > this.#heads.length) this.#rehash();
    else this.#link(entry);
  }

  /** Slots that may have a key, the newest first, of those that `accept` lets through; `limit` of them at most. */
  find(hash: number, accept: (slot: number) => boolean, limit: number): readonly number[] {
    const found: number[] = [];
    for (let entry = this.#heads[this.#bucket(hash)] as number; entry !== NONE && found.length < limit; entry = this.#next[entry] as number) {
      const slot = this.#slots[entry] as number;
      if (this.#hashes[entry] === hash && accept(slot)) found.push(slot);
    }
    return found;
  }

  #bucket(hash: number): number {
    // FNV's low bits are its best.
    return hash & (this.#heads.length - 1);
  }

  #link(entry: number): void {
    const bucket = this.#bucket(this.#hashes[entry] as number);
    this.#next[entry] = this.#heads[bucket] as number;
    this.#heads[bucket] = entry;
  }

  #rehash(): void {
    this.#heads = new Uint32Array(this.#heads.length * 4);
    for (let entry = 1; entry <= this.#size; entry++) this.#link(entry);
  }
}
