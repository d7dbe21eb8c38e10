import type Database from 'libsql';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { frameSums } from './frame-sums.js';

/** Sizes of SQLite's file format (sqlite.org/fileformat2.html, 4.1 and 1.6). */
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const SUMS_BYTES = 8;
/** Of pages of a b-tree, by their type: how long the header is. Any other page begins with a page's number, whose first byte is 0 or 1. */
const HEADER_BYTES: ReadonlyMap<number, number> = new Map([[2, 12], [5, 12], [10, 8], [13, 8]]);

/** From so many pages on (137 GB in pages of 4 KiB) a page's number could begin as a b-tree's type, and what it holds be taken for a gap. */
const TOO_MANY_PAGES = 2 ** 25;

/**
 * Overwrites what no cell uses in the pages that the write-ahead log has. `secure_delete` overwrites cells that are removed; but where
 * the engine moves cells between pages, copies of them can stay between the header and the cells of the page that they left, and
 * would outlive the record. In a file of 2^25 pages or more they do.
 */
export class PageGaps {
  readonly #connection: Database.Database;
  readonly #log: string;
  /** Of the round of the log that was gone through last. */
  #salt: Buffer = Buffer.alloc(0);
  /** Behind the last commit that was gone through: where a reader keeps the log from being emptied, no page is looked at again and again. */
  #from = 0;
  /** Whether the log was gone through before: what has come since was written by processes that live. */
  #isKnown = false;

  /** @param log the file of the log */
  constructor(connection: Database.Database, log: string) {
    this.#connection = connection;
    this.#log = log;
  }

  /** To be called before the log is emptied, outside of a transaction. @returns how many pages were looked at */
  clear(): number {
    const { salt, hasGap, committed } = readLog(this.#log, this.#salt, this.#from, !this.#isKnown);
    const pages = [...hasGap].flatMap(([number, has]) => (has ? [number] : []));
    if (pages.length > 0) this.#clear(pages);
    this.#salt = salt;
    this.#from = committed;
    this.#isKnown = true;
    return hasGap.size;
  }

  #clear(pages: readonly number[]): void {
    const { page_count: inFile } = this.#connection.prepare('PRAGMA page_count').get() as { readonly page_count: number };
    if (inFile >= TOO_MANY_PAGES) return;
    const read = this.#connection.prepare('SELECT data FROM sqlite_dbpage WHERE pgno = ?');
    const write = this.#connection.prepare('UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?');
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      for (const number of pages) {
        const page = (read.get(number) as { readonly data: Buffer } | undefined)?.data;
        const gap = page && gapOf(page);
        if (!gap || !page) continue;
        gap.fill(0);
        write.run(page, number);
      }
      this.#connection.exec('COMMIT');
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      throw error;
    }
  }
}

/** As long as the longest page. */
const ZEROS = Buffer.alloc(65_536);

/** What no cell uses in a page; null where there is nothing in it. */
function gapOf(page: Buffer): Buffer | null {
  const header = HEADER_BYTES.get(page.readUInt8(0));
  if (header === undefined) return null;
  const from = header + 2 * page.readUInt16BE(3);
  // 0 stands for 65,536.
  const to = page.readUInt16BE(5) || page.length;
  const gap = page.subarray(from, Math.max(from, to));
  return gap.equals(ZEROS.subarray(0, gap.length)) ? null : gap;
}

interface LogRead {
  readonly salt: Buffer;
  /** Of each page, by its number, whether it has something in its gap as it was committed last; but for the first page, which has nothing of a record. */
  readonly hasGap: ReadonlyMap<number, boolean>;
  /** The place behind the last commit: what is rolled back may stand behind it, and is written over. */
  readonly committed: number;
}

/**
 * Reads a write-ahead log from a place on, where it is still in the round of that salt. Frames of a round before have another.
 *
 * @param mayBeTorn whether frames in the middle of a transaction may be missing, as after a loss of power. Else what was committed ends with a commit behind which
 *   the sums don't go on, and sums are taken of commits and of what follows them: taking them of all is most of the work
 */
function readLog(log: string, ofSalt: Buffer, from: number, mayBeTorn: boolean): LogRead {
  const hasGap = new Map<number, boolean>();
  const none = { salt: Buffer.alloc(0), hasGap, committed: 0 };
  if (!existsSync(log)) return none;
  const descriptor = openSync(log, 'r');
  try {
    const header = Buffer.alloc(LOG_HEADER_BYTES);
    if (readSync(descriptor, header, 0, LOG_HEADER_BYTES, 0) < LOG_HEADER_BYTES) return none;
    const frame = Buffer.alloc(FRAME_HEADER_BYTES + header.readUInt32BE(8));
    const salt = header.subarray(16, 24);
    let committed = salt.equals(ofSalt) ? from : LOG_HEADER_BYTES;
    const sums = Buffer.alloc(SUMS_BYTES);
    // Each frame goes on with the sums of the one before: they stand at the end of the log's header, and of each frame's.
    readSync(descriptor, sums, 0, SUMS_BYTES, committed === LOG_HEADER_BYTES ? LOG_HEADER_BYTES - SUMS_BYTES : committed - frame.length + FRAME_HEADER_BYTES - SUMS_BYTES);
    const sumsOf = frameSums(frame, FRAME_HEADER_BYTES, (header.readUInt8(3) & 1) === 0);
    const pending = new Map<number, boolean>();
    for (let at = committed; readSync(descriptor, frame, 0, frame.length, at) === frame.length; at += frame.length) {
      if (!frame.subarray(8, 16).equals(salt)) break;
      // Only the last frame of a commit says how large the file is after it.
      const commits = frame.readUInt32BE(4) !== 0;
      const said = frame.subarray(FRAME_HEADER_BYTES - SUMS_BYTES, FRAME_HEADER_BYTES);
      // What a loss of power left half written, or another connection is just writing, was not committed.
      if (mayBeTorn || commits || at === committed) {
        if (!sumsOf(sums).equals(said)) break;
      } else said.copy(sums);
      const number = frame.readUInt32BE(0);
      if (number > 1) pending.set(number, gapOf(frame.subarray(FRAME_HEADER_BYTES)) !== null);
      if (!commits) continue;
      for (const [page, has] of pending) hasGap.set(page, has);
      pending.clear();
      committed = at + frame.length;
    }
    return { salt, hasGap, committed };
  } finally {
    closeSync(descriptor);
  }
}
