/** A standard's number as it is compared: `GB/T 2260—2007`, `gbt2260-2007` → `{ base: 'GBT2260', year: 2007 }`. */
export interface StandardNumber {
  readonly base: string;
  /** Year of the edition; null where the number names no edition. */
  readonly year: number | null;
}

const YEAR = /[-:](\d{4})$/;

/**
 * Reads a number in any spelling. Case, width, spaces, slashes and the kind of dash do not count; a dot or dash
 * between digits does, for it parts `GB/T 21063.3` from `GB/T 210633`. Null where no letter or digit is left.
 */
export function parseStandardNumber(text: string): StandardNumber | null {
  const plain = text.normalize('NFKC').toUpperCase().replaceAll(/[‐-―−]+/g, '-').replaceAll(/\s+/g, '');
  const year = YEAR.exec(plain);
  const base = (year ? plain.slice(0, year.index) : plain).replaceAll(/(?<!\d)[.-]|[.-](?!\d)|[^\p{L}\p{N}.-]/gu, '');
  return base === '' ? null : { base, year: year ? Number(year[1]) : null };
}
