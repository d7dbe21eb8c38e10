import { grow } from './grow.js';

const CHUNK_BYTES = 4 * 1024 * 1024;
const LONGEST_CHARACTERS = 20_000;

/**
 * A text for each slot, outside of the garbage collector's heap: a million titles are a few large buffers instead of
 * a million objects. UTF-8, whose byte order is code point order. Slots are written once, in order. A text longer
 * than 20,000 characters is cut: nobody reads a title of that length.
 */
export class TextColumn {
  readonly #chunks: Buffer[] = [];
  #used = 0;
  /** Chunk number times `CHUNK_BYTES` plus offset, and byte length. */
  #places = new Uint32Array(1024);
  #lengths = new Uint16Array(1024);
  #size = 0;
  /** Prefixes that were asked for; 0 of all others. */
  #prefixes = new Float64Array(0);

  add(text: string): void {
    const kept = text.length > LONGEST_CHARACTERS ? text.slice(0, LONGEST_CHARACTERS) : text;
    const length = Buffer.byteLength(kept);
    this.reserve(this.#size + 1);
    this.#places[this.#size] = this.#claim(length);
    this.#lengths[this.#size] = length;
    this.#bytesAt(this.#size).write(kept);
    this.#size++;
  }

  /** Makes room for `slots` at once. */
  reserve(slots: number): void {
    this.#places = grow(this.#places, slots);
    this.#lengths = grow(this.#lengths, slots);
  }

  get(slot: number): string {
    return this.#bytesAt(slot).toString();
  }

  isEmpty(slot: number): boolean {
    return this.#lengths[slot] === 0;
  }

  /** The text's bytes, as a view. */
  bytes(slot: number): Buffer {
    return this.#bytesAt(slot);
  }

  /** Six bytes of the text as a number that sorts as they do; a text that is equal so far compares by `bytes`. */
  prefix(slot: number): number {
    if (slot >= this.#prefixes.length) this.#prefixes = grow(this.#prefixes, this.#places.length);
    const known = this.#prefixes[slot] as number;
    return known > 0 ? known : (this.#prefixes[slot] = this.#readPrefix(slot));
  }

  /** How the text of a slot compares to that of another, by their bytes. */
  compare(slot: number, other: TextColumn, otherSlot: number): number {
    const [place, otherPlace] = [this.#places[slot] as number, other.#places[otherSlot] as number];
    const [start, otherStart] = [place % CHUNK_BYTES, otherPlace % CHUNK_BYTES];
    return (this.#chunks[(place - start) / CHUNK_BYTES] as Buffer).compare(other.#chunks[(otherPlace - otherStart) / CHUNK_BYTES] as Buffer, otherStart, otherStart + (other.#lengths[otherSlot] as number), start, start + (this.#lengths[slot] as number));
  }

  #readPrefix(slot: number): number {
    const bytes = this.#bytesAt(slot);
    let prefix = 0;
    for (let index = 0; index < 6; index++) prefix = prefix * 256 + (bytes[index] ?? 0);
    return prefix;
  }

  #bytesAt(slot: number): Buffer {
    const place = this.#places[slot] as number;
    const offset = place % CHUNK_BYTES;
    const chunk = this.#chunks[(place - offset) / CHUNK_BYTES] as Buffer;
    return chunk.subarray(offset, offset + (this.#lengths[slot] as number));
  }

  #claim(length: number): number {
    if (this.#chunks.length === 0 || this.#used + length > CHUNK_BYTES) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES));
      this.#used = 0;
    }
    const place = (this.#chunks.length - 1) * CHUNK_BYTES + this.#used;
    this.#used += length;
    return place;
  }
}
