/** A set of slots, one bit each. */
export class SlotSet {
  #words: Uint32Array;
  #count = 0;

  constructor(capacity = 1024) {
    this.#words = new Uint32Array((capacity + 31) >>> 5);
  }

  /** Bit *n* of word *w* stands for slot 32·*w* + *n*. */
  get words(): Uint32Array {
    return this.#words;
  }

  /** How many slots are in the set. */
  get count(): number {
    return this.#count;
  }

  has(slot: number): boolean {
    return (((this.#words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
  }

  add(slot: number): void {
    const word = slot >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    const before = this.#words[word] as number;
    const after = (before | (1 << (slot & 31))) >>> 0;
    if (after === before) return;
    this.#words[word] = after;
    this.#count++;
  }

  delete(slot: number): void {
    if (!this.has(slot)) return;
    this.#words[slot >>> 5] = ((this.#words[slot >>> 5] as number) & ~(1 << (slot & 31))) >>> 0;
    this.#count--;
  }

  /** The set with these bits, which become its own. */
  static ofWords(words: Uint32Array, count: number): SlotSet {
    const set = new SlotSet(0);
    set.#words = words;
    set.#count = count;
    return set;
  }

  /** The set of all slots that are in any of these. */
  static union(sets: readonly SlotSet[]): SlotSet {
    const all = new SlotSet(32 * Math.max(1, ...sets.map(({ words }) => words.length)));
    for (const { words } of sets) for (let index = 0; index < words.length; index++) all.#words[index] = ((all.#words[index] as number) | (words[index] as number)) >>> 0;
    for (const word of all.#words) all.#count += bitCount(word);
    return all;
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(Math.max(needed, Math.ceil(this.#words.length * 1.5)));
    larger.set(this.#words);
    this.#words = larger;
  }
}

/** How many bits of a word are set. */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits are set in these words. */
export function bitsIn(words: Uint32Array): number {
  let bits = 0;
  for (let index = 0; index < words.length; index++) bits += bitCount(words[index] as number);
  return bits;
}

/** The slots of a bit set in rising order. */
export function slotsOf(words: Uint32Array, count: number): Uint32Array {
  const slots = new Uint32Array(count);
  let found = 0;
  for (let index = 0; index < words.length; index++) {
    let word = words[index] as number;
    while (word !== 0) {
      const lowest = word & -word;
      slots[found++] = (index << 5) + 31 - Math.clz32(lowest);
      word ^= lowest;
    }
  }
  return slots.subarray(0, found);
}
