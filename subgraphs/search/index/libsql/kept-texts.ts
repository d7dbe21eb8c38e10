/** Bytes of each of two halves, which take turns. */
const HALF_BYTES = 16 * 1024 * 1024;
/** More than any text that is kept has bytes: a place and a length are one whole number. */
const LONGEST = 2 ** 20;

interface Half {
  /** Takes no memory before it is written. */
  readonly bytes: Buffer;
  readonly places: Map<number, number>;
  used: number;
}

/**
 * Texts of slots that were read lately, outside of the garbage collector's heap. What is asked for again stays; of the rest half is let go at once
 * where there is no more room. The text of a slot never changes, and nobody asks for that of a dead one.
 */
export class KeptTexts {
  #newer: Half;
  #older: Half;

  constructor(halfBytes = HALF_BYTES) {
    const half = (): Half => ({ bytes: Buffer.allocUnsafeSlow(halfBytes), places: new Map(), used: 0 });
    [this.#newer, this.#older] = [half(), half()];
  }

  get(slot: number): string | undefined {
    const newer = textIn(this.#newer, slot);
    if (newer !== undefined) return newer;
    const older = textIn(this.#older, slot);
    if (older !== undefined) this.keep(slot, older);
    return older;
  }

  keep(slot: number, text: string): void {
    const length = text.length * 2;
    if (length >= LONGEST || length > this.#newer.bytes.length) return;
    if (this.#newer.used + length > this.#newer.bytes.length) this.#turn();
    const { bytes, places, used } = this.#newer;
    bytes.write(text, used, 'utf16le');
    places.set(slot, used * LONGEST + length);
    this.#newer.used += length;
  }

  #turn(): void {
    [this.#newer, this.#older] = [this.#older, this.#newer];
    this.#newer.places.clear();
    this.#newer.used = 0;
  }
}

function textIn({ bytes, places }: Half, slot: number): string | undefined {
  const place = places.get(slot);
  if (place === undefined) return undefined;
  const length = place % LONGEST;
  const start = (place - length) / LONGEST;
  return bytes.toString('utf16le', start, start + length);
}
