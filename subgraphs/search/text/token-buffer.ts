const SPACE = 0x20;

/** Collects tokens as one text with spaces between them, without making a string for each. */
export class TokenBuffer {
  #units = new Uint16Array(4096);
  #length = 0;
  #count = 0;

  /** How many tokens were added. */
  get count(): number {
    return this.#count;
  }

  /** Adds `text[start, end)` as a token, behind the one-character `mark` unless that is 0. */
  add(text: string, start: number, end: number, mark: number): void {
    if (this.#length + end - start + 2 > this.#units.length) this.#grow(end - start + 2);
    const units = this.#units;
    let at = this.#length;
    if (mark !== 0) units[at++] = mark;
    for (let index = start; index < end; index++) units[at++] = text.charCodeAt(index);
    units[at++] = SPACE;
    this.#length = at;
    this.#count++;
  }

  /** The tokens so far, as text; the buffer is empty afterwards. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, this.#length * 2).toString('utf16le');
    this.#length = 0;
    this.#count = 0;
    return text;
  }

  #grow(needed: number): void {
    const larger = new Uint16Array(Math.max(this.#units.length * 2, this.#length + needed));
    larger.set(this.#units);
    this.#units = larger;
  }
}
