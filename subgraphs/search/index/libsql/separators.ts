import { firstTerm, sharedBytes } from './leaf-pages.js';
import type { Connection, Statement } from './schema.js';
import { readLevels, STRUCTURE_ID } from './segments.js';
import { MAIN_INDEX } from './token-rows.js';

/** Higher than any byte of UTF-8. */
const BEHIND_ALL = Buffer.from([0xff]);

interface Found {
  readonly segment: number;
  readonly separator: Uint8Array;
  /** Null where the segment has no such leaf any more. */
  readonly leaf: Uint8Array | null;
}

/**
 * By which FTS5 finds the leaf that a term stands in: for each leaf a text (`tokens_idx`) that is higher than all terms before it and no
 * higher than those in it. It is the shortest beginning of the first term that is, which may be all of it, and the engine leaves it
 * there when it takes the term out; in a segment that is being merged those of leaves are left, too, that are merged already, and
 * where all its leaves are, these themselves, until the merge ends.
 */
export class Separators {
  readonly #connection: Connection;
  readonly #segments: Statement;
  readonly #structure: Statement;
  readonly #dropLeaves: Statement;
  readonly #found: Statement;
  readonly #drop: Statement;
  readonly #change: Statement;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#segments = connection.prepare(`
      WITH RECURSIVE s(id) AS (SELECT min(segid) FROM tokens_idx UNION ALL SELECT (SELECT min(segid) FROM tokens_idx WHERE segid > s.id) FROM s WHERE s.id IS NOT NULL)
      SELECT json_group_array(id) AS ids FROM s WHERE id IS NOT NULL`);
    this.#structure = connection.prepare(`SELECT block FROM tokens_data WHERE id = ${String(STRUCTURE_ID)}`);
    this.#dropLeaves = connection.prepare('DELETE FROM tokens_data WHERE id >= (CAST(@id AS INTEGER) << 37) AND id < ((CAST(@id AS INTEGER) + 1) << 37)');
    this.#found = connection.prepare(`
      SELECT i.segid AS segment, i.term AS separator, d.block AS leaf FROM json_each(@ids) AS s JOIN tokens_idx AS i ON i.segid = s.value AND i.term >= @term AND i.term < @end
      LEFT JOIN tokens_data AS d ON d.id = (i.segid << 37) + (i.pgno >> 1)`);
    this.#drop = connection.prepare('DELETE FROM tokens_idx WHERE segid = ? AND term = ?');
    this.#change = connection.prepare('UPDATE tokens_idx SET term = ? WHERE segid = ? AND term = ?');
  }

  /** Leaves no separator that begins with one of these words and is not the beginning of a word in its leaf, and no leaf that nobody reads. In the transaction that took them out. */
  clear(words: Iterable<string>): void {
    // The engine writes what it has gathered when a savepoint is opened.
    this.#connection.exec('SAVEPOINT separators; RELEASE separators');
    const { ids } = this.#segments.get() as { ids: string };
    this.#dropMerged(JSON.parse(ids) as readonly number[]);
    for (const word of words) {
      const term = Buffer.from(MAIN_INDEX + word);
      for (const found of this.#found.all({ ids, term, end: Buffer.concat([term, BEHIND_ALL]) }) as Found[]) this.#replace(found);
    }
  }

  #dropMerged(ids: readonly number[]): void {
    const { block } = this.#structure.get() as { block: Uint8Array };
    const read = new Set(readLevels(block).flatMap(({ segments }) => segments.map(({ id }) => id)));
    // Their first separator, which is empty, stays: by that the engine knows that there is nothing to read.
    for (const id of ids) if (!read.has(id)) this.#dropLeaves.run({ id });
  }

  #replace({ segment, separator: kept, leaf }: Found): void {
    const separator = Buffer.from(kept);
    const first = leaf && firstTerm(new Uint8Array(leaf));
    if (!first) this.#drop.run(segment, separator);
    else {
      const shared = sharedBytes(separator, 0, first, 0, first.length);
      if (shared < separator.length) this.#change.run(Buffer.from(first.subarray(0, shared + 1)), segment, separator);
    }
  }
}
