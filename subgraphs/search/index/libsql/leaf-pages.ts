/**
 * Leaves of FTS5's segments as it keeps them in `_data` (the comments of SQLite's fts5_index.c, `detail=none`): two
 * numbers of 16 bits, where the first row of a list that began before stands and where the footer begins; terms, each
 * with its list of rows; a footer of how far each term stands behind the one before.
 */
const HEADER_BYTES = 4;

/** Reads numbers of seven bits a byte, the highest first. */
export class BytesReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Of more than 53 bits only the size is right. */
  number(): number {
    let value = 0;
    for (let length = 1; length < 9; length++) {
      const byte = this.bytes[this.at++] as number;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return value * 256 + (this.bytes[this.at++] as number);
  }
}

/** Collects a list of rows, piece by piece. */
export class RowList {
  #rows = new Uint32Array(256);
  #count = 0;

  get rows(): Uint32Array {
    return this.#rows.subarray(0, this.#count);
  }

  /** Adds the list in `bytes[from, to)`: the first row, then how far each is behind the one before. */
  addList(bytes: Uint8Array, from: number, to: number): void {
    if (this.#count + to - from > this.#rows.length) this.#grow(to - from);
    const rows = this.#rows;
    let count = this.#count;
    let row = 0;
    let difference = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      difference = (difference << 7) | (byte & 0x7f);
      if (byte >= 0x80) continue;
      // A difference of nothing says that the row before is one that was removed. Row 0, and what is said of it, is none of a record: a merge may have written it.
      if (difference === 0) {
        if (row > 0) count--;
        continue;
      }
      row += difference;
      rows[count++] = row;
      difference = 0;
    }
    this.#count = count;
  }

  #grow(more: number): void {
    const larger = new Uint32Array(Math.max(this.#rows.length * 2, this.#count + more));
    larger.set(this.#rows);
    this.#rows = larger;
  }
}

const footerAt = (leaf: Uint8Array): number => ((leaf[2] as number) << 8) | (leaf[3] as number);

/** Where the first term of a leaf stands; where its footer begins if it has none. */
const firstTermAt = (leaf: Uint8Array, footer: number): number => (footer < leaf.length ? new BytesReader(leaf, footer).number() : footer);

/** The first term of a leaf; null where none begins in it. */
export function firstTerm(leaf: Uint8Array): Uint8Array | null {
  const footer = footerAt(leaf);
  if (footer >= leaf.length) return null;
  const reader = new BytesReader(leaf, firstTermAt(leaf, footer));
  const length = reader.number();
  return leaf.subarray(reader.at, reader.at + length);
}

/** Adds the rows of a list that goes on from the leaf before. @returns whether it may go on in the next */
export function addContinued(leaf: Uint8Array, rows: RowList): boolean {
  const footer = footerAt(leaf);
  const end = Math.min(footer, firstTermAt(leaf, footer));
  rows.addList(leaf, HEADER_BYTES, end);
  return end === footer && footer === leaf.length;
}

/** Adds the rows of `term` in the leaf. @returns whether its list may go on in the next leaf */
export function addRowsOf(term: Uint8Array, leaf: Uint8Array, rows: RowList): boolean {
  const end = footerAt(leaf);
  const footer = new BytesReader(leaf, end);
  let start = footer.at < leaf.length ? footer.number() : end;
  let matched = 0;
  for (let first = true; start < end; first = false) {
    const next = footer.at < leaf.length ? start + footer.number() : end;
    const reader = new BytesReader(leaf, start);
    // A term is told by how many bytes it shares with the one before, and the rest.
    const shared = first ? 0 : reader.number();
    if (shared < matched) return false;
    const length = reader.number();
    if (shared === matched) {
      const alike = sharedBytes(term, matched, leaf, reader.at, length);
      matched += alike;
      if (matched === term.length && alike === length) {
        rows.addList(leaf, reader.at + length, next);
        return next === end && footer.at >= leaf.length;
      }
      if (matched === term.length || (alike < length && (leaf[reader.at + alike] as number) > (term[matched] as number))) return false;
    }
    start = next;
  }
  return false;
}

/** How many bytes of `term` from `from` on are those of the leaf, of `length` at most. */
export function sharedBytes(term: Uint8Array, from: number, leaf: Uint8Array, at: number, length: number): number {
  const most = Math.min(length, term.length - from);
  let alike = 0;
  while (alike < most && term[from + alike] === leaf[at + alike]) alike++;
  return alike;
}
