import { LRUCache } from 'lru-cache';
import { extendPosting, postingBytes, postingOf, type Posting } from '../query/posting.js';
import type { RowSlots } from './row-slots.js';
import type { Connection, Statement } from './schema.js';
import { TokenRows } from './token-rows.js';

/** What a million records have room in. */
const LEAST_BYTES = 128 * 1024 * 1024;
/** The more records, the longer postings are: what the bench's queries ask for of 3,000,000 takes 244 MiB. */
const BYTES_A_SLOT = 128;
const GROWTH = 1.25;

interface Cached {
  readonly posting: Posting;
  /** Rows up to this one are in it. */
  readonly lastRow: number;
}

/**
 * Postings of the tokens asked for, read from the full-text table once. A row's tokens never change and new rows have higher
 * numbers, so a posting that is older than the columns is brought up to date by reading the rows behind its last.
 */
export class PostingCache {
  readonly #rows: RowSlots;
  readonly #tokenRows: TokenRows;
  readonly #read: Statement;
  #cache: LRUCache<string, Cached>;

  /** @param leastBytes of memory that may be taken; more where there are more slots than have room in it */
  constructor(connection: Connection, rows: RowSlots, leastBytes = LEAST_BYTES) {
    this.#rows = rows;
    this.#tokenRows = new TokenRows(connection);
    // One text of all row numbers crosses from the engine in a tenth of the time that a row for each takes.
    this.#read = connection.prepare('SELECT group_concat(rowid) AS found FROM tokens WHERE tokens MATCH ? AND rowid > ?');
    this.#cache = cacheOf(leastBytes);
  }

  /** The posting of a token, or of all tokens that begin with it where it ends in `*`. `size` is the number of slots. */
  get(token: string, size: number): Posting {
    const { lastRow } = this.#rows;
    if (size * BYTES_A_SLOT > this.#cache.maxSize) this.#grow(size);
    const cached = this.#cache.get(token);
    if (cached?.lastRow === lastRow) return cached.posting;
    const slots = this.#slotsBehind(token, cached);
    const posting = cached ? extendPosting(cached.posting, slots, size) : postingOf(slots, size);
    this.#cache.set(token, { posting, lastRow });
    return posting;
  }

  #grow(size: number): void {
    const larger = cacheOf(Math.ceil(size * BYTES_A_SLOT * GROWTH));
    larger.load(this.#cache.dump());
    this.#cache = larger;
  }

  /** Slots of rows that are not in the posting yet. */
  #slotsBehind(token: string, cached: Cached | undefined): Uint32Array {
    const after = cached?.lastRow ?? 0;
    return this.#rows.slots(isPrefix(token) ? this.#found(token, after) : this.#tokenRows.rows(token, after));
  }

  #found(token: string, after: number): Uint32Array {
    const { found } = this.#read.get(matchText(token), after) as { found: string | number | null };
    return found === null ? new Uint32Array(0) : rowNumbers(String(found));
  }
}

const cacheOf = (maxSize: number): LRUCache<string, Cached> => new LRUCache({ maxSize, sizeCalculation: ({ posting }) => postingBytes(posting) });

/** The numbers in a text with commas between them. */
function rowNumbers(text: string): Uint32Array {
  const rows = new Uint32Array((text.length >>> 1) + 1);
  let found = 0;
  let row = 0;
  for (let index = 0; index <= text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0) {
      row = row * 10 + digit;
      continue;
    }
    rows[found++] = row;
    row = 0;
  }
  return rows.subarray(0, found);
}

const isPrefix = (token: string): boolean => token.endsWith('*');

/** The token in FTS5's query language. Tokens hold letters and digits only, so nothing needs to be escaped. */
const matchText = (token: string): string => (isPrefix(token) ? `"${token.slice(0, -1)}"*` : `"${token}"`);
