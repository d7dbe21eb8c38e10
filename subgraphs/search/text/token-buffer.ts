const SPACE = 0x20;
const FIRST_PLACES = 1024;
/** Beyond this the places are made anew for the next record instead of being cleared. */
const CLEARED_PLACES = 8192;

/** Collects the different tokens of a record as one text with spaces between them, without making a string for each. */
export class TokenBuffer {
  #units = new Uint16Array(4096);
  #length = 0;
  #count = 0;
  /** An open hash table: where each token begins, plus one; 0 where there is none. */
  #places = new Int32Array(FIRST_PLACES);
  #different = 0;

  /** How many tokens were added, those that were there before too. */
  get count(): number {
    return this.#count;
  }

  /** Adds `text[start, end)` as a token, behind the one-character `mark` unless that is 0. */
  add(text: string, start: number, end: number, mark: number): void {
    let at = this.#begin(end - start, mark);
    for (let index = start; index < end; index++) this.#units[at++] = text.charCodeAt(index);
    this.#end(at);
  }

  /** The same of code units. */
  addUnits(source: Uint16Array, start: number, end: number, mark: number): void {
    let at = this.#begin(end - start, mark);
    const units = this.#units;
    for (let index = start; index < end; index++) units[at++] = source[index] as number;
    this.#end(at);
  }

  /** The tokens so far, as text; the buffer is empty afterwards. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, this.#length * 2).toString('utf16le');
    this.#length = 0;
    this.#count = 0;
    this.#different = 0;
    if (this.#places.length > CLEARED_PLACES) this.#places = new Int32Array(FIRST_PLACES);
    else this.#places.fill(0);
    return text;
  }

  /** Makes room for a token. @returns where its text is to be written */
  #begin(length: number, mark: number): number {
    if (this.#length + length + 2 > this.#units.length) this.#growUnits(length + 2);
    if (mark === 0) return this.#length;
    this.#units[this.#length] = mark;
    return this.#length + 1;
  }

  /** Keeps the token that was written up to `at`, if it was not there before. */
  #end(at: number): void {
    this.#units[at] = SPACE;
    this.#count++;
    if (this.#isNew(this.#length, at + 1)) this.#length = at + 1;
  }

  /** Whether the token in `[start, end)` was not there before; notes it then. The engine would look up each again. */
  #isNew(start: number, end: number): boolean {
    if (this.#different * 2 >= this.#places.length) this.#growPlaces();
    const places = this.#places;
    const mask = places.length - 1;
    let place = this.#hash(start) & mask;
    for (let known = places[place] as number; known !== 0; known = places[place] as number) {
      if (this.#isSame(known - 1, start, end)) return false;
      place = (place + 1) & mask;
    }
    places[place] = start + 1;
    this.#different++;
    return true;
  }

  /** Of the units up to the first space. */
  #hash(start: number): number {
    const units = this.#units;
    let hash = 0;
    for (let at = start, unit = units[at] as number; unit !== SPACE; unit = units[++at] as number) hash = Math.imul(hash ^ unit, 0x9e3779b1);
    return hash ^ (hash >>> 15);
  }

  #isSame(other: number, start: number, end: number): boolean {
    const units = this.#units;
    for (let at = start, beside = other; at < end; at++, beside++) if (units[at] !== units[beside]) return false;
    return true;
  }

  #growUnits(needed: number): void {
    const larger = new Uint16Array(Math.max(this.#units.length * 2, this.#length + needed));
    larger.set(this.#units);
    this.#units = larger;
  }

  #growPlaces(): void {
    const former = this.#places;
    this.#places = new Int32Array(former.length * 4);
    const mask = this.#places.length - 1;
    for (const known of former) {
      if (known === 0) continue;
      let place = this.#hash(known - 1) & mask;
      while (this.#places[place] !== 0) place = (place + 1) & mask;
      this.#places[place] = known;
    }
  }
}
