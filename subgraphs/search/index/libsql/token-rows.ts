import { addContinued, addRowsOf, firstTerm, RowList } from './leaf-pages.js';
import type { Connection, Statement } from './schema.js';
import { readLevels, STRUCTURE_ID, type Level, type Segment } from './segments.js';

interface Found {
  readonly id: number;
  readonly page: number;
  readonly last: number;
  readonly leaf: ArrayBuffer;
}

/** What of a state of the table can have rows behind one. */
interface Behind {
  readonly structure: Buffer;
  readonly after: number;
  readonly segments: readonly Segment[];
}

/** All terms of a table without prefix indexes begin with it. */
export const MAIN_INDEX = '0';
const LEAVES_AT_ONCE = 8;

/**
 * The rows in which a token occurs, read from the leaves of FTS5's segments as they lie in the file: a list of 300,000 in
 * two milliseconds, where the engine takes thirty to find it row by row and hand it over as text. Rows that were removed
 * may be among them.
 */
export class TokenRows {
  readonly #connection: Connection;
  readonly #structure: Statement;
  readonly #leaves: Statement;
  readonly #more: Statement;
  readonly #leaf: Statement;
  #behind: Behind | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#structure = connection.prepare(`SELECT block FROM tokens_data WHERE id = ${String(STRUCTURE_ID)}`);
    // The leaf of each segment in which the term must stand. What was merged already is cut off at the front.
    this.#leaves = connection.prepare(`
      SELECT f.id, f.page, f.last, d.block AS leaf FROM (
        SELECT s.key, s.value ->> 0 AS id, s.value ->> 2 AS last,
          max(s.value ->> 1, ifnull((SELECT pgno FROM tokens_idx WHERE segid = s.value ->> 0 AND term <= @term ORDER BY term DESC LIMIT 1) >> 1, 0)) AS page
        FROM json_each(@segments) AS s) AS f
      JOIN tokens_data AS d ON d.id = (f.id << 37) + f.page ORDER BY f.key`);
    this.#leaf = connection.prepare('SELECT block AS leaf FROM tokens_data WHERE id = (CAST(? AS INTEGER) << 37) + CAST(? AS INTEGER)');
    this.#more = connection.prepare(`
      SELECT block AS leaf FROM tokens_data WHERE id > (CAST(@id AS INTEGER) << 37) + CAST(@page AS INTEGER)
      AND id <= (CAST(@id AS INTEGER) << 37) + CAST(@last AS INTEGER) ORDER BY id LIMIT ${String(LEAVES_AT_ONCE)}`);
  }

  /** The rows of a token behind `after`, in rising order. */
  rows(token: string, after = 0): Uint32Array {
    const outside = !this.#connection.inTransaction;
    // The leaves must be those of the structure.
    if (outside) this.#connection.exec('BEGIN');
    try {
      return this.#read(Buffer.from(MAIN_INDEX + token), after);
    } finally {
      if (outside) this.#connection.exec('COMMIT');
    }
  }

  #read(term: Buffer, after: number): Uint32Array {
    const lists: Uint32Array[] = [];
    const segments = JSON.stringify(this.#segmentsBehind(after).map(({ id, first, last }) => [id, first, last]));
    for (const found of this.#leaves.all({ term, segments }) as Found[]) {
      const rows = this.#rowsIn(found, term);
      lists.push(behind(rows, after));
      // Rows are numbered upwards: those of older segments come before.
      if (after > 0 && (rows[0] ?? Infinity) <= after) break;
    }
    return joined(lists.reverse());
  }

  #rowsIn(found: Found, term: Buffer): Uint32Array {
    const list = new RowList();
    if (addRowsOf(term, new Uint8Array(found.leaf), list)) this.#addMore(found, list);
    return list.rows;
  }

  #addMore({ id, page, last }: Found, rows: RowList): void {
    for (let at = page; at < last; at += LEAVES_AT_ONCE) {
      for (const { leaf } of this.#more.all({ id, page: at, last }) as { leaf: ArrayBuffer }[]) if (!addContinued(new Uint8Array(leaf), rows)) return;
    }
  }

  /**
   * The segments, from the newest rows to the oldest: rows are numbered upwards, and what is merged lies a level higher. Without those
   * that have no row behind `after`: after a commit few have any, and each is asked for every token.
   */
  #segmentsBehind(after: number): readonly Segment[] {
    const { block } = this.#structure.get() as { block: Uint8Array };
    if (after === 0) return readLevels(block).flatMap(newestFirst);
    const structure = Buffer.from(block);
    if (this.#behind?.structure.equals(structure) !== true || after < this.#behind.after) this.#behind = { structure, after, segments: this.#cutOff(readLevels(block), after) };
    return this.#behind.segments;
  }

  /** The segments down to the first that has a row which is not behind `after`, and what that is being merged into. */
  #cutOff(levels: readonly Level[], after: number): readonly Segment[] {
    const segments: Segment[] = [];
    for (const [place, level] of levels.entries()) {
      for (const segment of newestFirst(level)) {
        segments.push(segment);
        if (this.#someRow(segment) > after) continue;
        const into = level.merging > 0 ? levels[place + 1]?.segments.at(-1) : undefined;
        return into ? [...segments, into] : segments;
      }
    }
    return segments;
  }

  /** A row of a segment; infinite where none is found at once. */
  #someRow({ id, first }: Segment): number {
    const found = this.#leaf.get(id, first) as { leaf: ArrayBuffer } | undefined;
    if (!found) return Infinity;
    const leaf = new Uint8Array(found.leaf);
    const term = firstTerm(leaf);
    const list = new RowList();
    if (term) addRowsOf(term, leaf, list);
    return list.rows[0] ?? Infinity;
  }
}

const newestFirst = ({ segments }: Level): readonly Segment[] => segments.toReversed();

/** Those of sorted rows that are higher than `after`. */
function behind(rows: Uint32Array, after: number): Uint32Array {
  let start = rows.length;
  while (start > 0 && (rows[start - 1] as number) > after) start--;
  return rows.subarray(start);
}

function joined(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
