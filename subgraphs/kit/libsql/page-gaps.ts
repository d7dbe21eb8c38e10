import type Database from 'libsql';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** Sizes of SQLite's file format (sqlite.org/fileformat2.html, 4.1 and 1.6). */
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** Of pages of a b-tree, by their type: how long the header is. Any other page begins with a page's number, whose first byte is 0. */
const HEADER_BYTES: ReadonlyMap<number, number> = new Map([[2, 12], [5, 12], [10, 8], [13, 8]]);

/**
 * Overwrites what no cell uses in the pages that the write-ahead log has. `secure_delete` overwrites cells that are removed; but where
 * the engine moves cells between pages, copies of them can stay between the header and the cells of the page that they left, and
 * would outlive the record. To be called before the log is emptied, outside of a transaction.
 *
 * @param log the file of the log
 */
export function clearPageGaps(connection: Database.Database, log: string): void {
  const pages = pagesInLog(log);
  if (pages.size === 0) return;
  const read = connection.prepare('SELECT data FROM sqlite_dbpage WHERE pgno = ?');
  const write = connection.prepare('UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?');
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const number of pages) {
      const page = (read.get(number) as { readonly data: Buffer } | undefined)?.data;
      if (page && clearGap(page)) write.run(page, number);
    }
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/** As long as the longest page. */
const ZEROS = Buffer.alloc(65_536);

/** @returns whether there was anything in it */
function clearGap(page: Buffer): boolean {
  const header = HEADER_BYTES.get(page.readUInt8(0));
  if (header === undefined) return false;
  const from = header + 2 * page.readUInt16BE(3);
  // 0 stands for 65,536.
  const to = page.readUInt16BE(5) || page.length;
  const gap = page.subarray(from, Math.max(from, to));
  if (gap.equals(ZEROS.subarray(0, gap.length))) return false;
  gap.fill(0);
  return true;
}

/** Numbers of the pages in a write-ahead log, but for the first page, which has nothing of a record. Frames of a round before have another salt. */
function pagesInLog(log: string): ReadonlySet<number> {
  const pages = new Set<number>();
  if (!existsSync(log)) return pages;
  const descriptor = openSync(log, 'r');
  try {
    const header = Buffer.alloc(LOG_HEADER_BYTES);
    if (readSync(descriptor, header, 0, LOG_HEADER_BYTES, 0) < LOG_HEADER_BYTES) return pages;
    const frameBytes = FRAME_HEADER_BYTES + header.readUInt32BE(8);
    const salt = header.subarray(16, 24);
    const frame = Buffer.alloc(FRAME_HEADER_BYTES);
    const { size } = fstatSync(descriptor);
    for (let at = LOG_HEADER_BYTES; at + frameBytes <= size; at += frameBytes) {
      readSync(descriptor, frame, 0, FRAME_HEADER_BYTES, at);
      if (!frame.subarray(8, 16).equals(salt)) break;
      if (frame.readUInt32BE(0) > 1) pages.add(frame.readUInt32BE(0));
    }
    return pages;
  } finally {
    closeSync(descriptor);
  }
}
