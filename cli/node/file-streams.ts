import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BadNodeFile, type FileLine } from '../../subgraphs/catalog/transfer/read-node-file.js';
import { byteLines } from '../import/readers/byte-lines.js';

/** Longest line that is read: an entry with the largest record that a node takes is far below. */
const LINE_BYTES = 64 * 1024 * 1024;
/** Lines are joined to pieces of about this many characters: a write for each would cost more than what it writes. */
const PIECE_CHARACTERS = 256 * 1024;

const isGzip = (file: string): boolean => file.endsWith('.gz');

/** The lines of a file; compressed where its name ends in .gz. @throws BadNodeFile where it is cut off or no gzip */
export async function* fileLines(file: string): AsyncGenerator<FileLine> {
  const source = createReadStream(file);
  const bytes = isGzip(file) ? source.pipe(createGunzip()) : source;
  source.once('error', (error) => bytes.destroy(error));
  try {
    yield* byteLines(bytes as AsyncIterable<Uint8Array>, LINE_BYTES);
  } catch (error) {
    throw isZlib(error) ? new BadNodeFile(`The file can't be decompressed (${error.message}): it is cut off, or was changed.`, { cause: error }) : error;
  } finally {
    source.destroy();
  }
}

const isZlib = (error: unknown): error is Error => error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_');

/** Writes lines to a file that only its owner can read. It is there under its name when all of it is on the disk, and not before. */
export async function writeFileWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline([pieces(lines), ...(isGzip(file) ? [createGzip()] : []), createWriteStream(part, { flush: true, mode: 0o600 })] as unknown as [Readable, Writable]);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  const folder = await open(dirname(file));
  await folder.sync().finally(async () => folder.close());
}

/** Writes lines to an open stream and leaves it open. */
export async function writeTo(output: Writable, lines: AsyncIterable<string>): Promise<void> {
  await pipeline(pieces(lines), output, { end: false });
}

async function* pieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
