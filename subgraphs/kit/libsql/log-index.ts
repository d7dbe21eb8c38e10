import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

/** The head of the engine's index of a log stands there twice, so that who reads it sees whether it is just being written (sqlite.org/walformat.html, 2.2). */
const HEAD_BYTES = 48;
const IS_MADE = 12;
const FRAMES = 16;
const SALT = 32;

/**
 * How many frames of a write-ahead log are committed, as the engine's index of it (`-shm`) says. 0 where that says nothing: there is none,
 * as of a connection that has its file for itself, or it is of another round of the log, or is just being written. It may say too few.
 *
 * @param log the log's file
 * @param salt of the log's header
 */
export function committedFrames(log: string, salt: Uint8Array): number {
  const heads = readHeads(log.replace(/-wal$/, '-shm'));
  const head = heads?.subarray(0, HEAD_BYTES);
  if (!heads || !head?.equals(heads.subarray(HEAD_BYTES)) || head.readUInt8(IS_MADE) !== 1 || !head.subarray(SALT, SALT + 8).equals(salt)) return 0;
  // In the order of the machine's bytes, as it is shared memory.
  return endianness() === 'LE' ? head.readUInt32LE(FRAMES) : head.readUInt32BE(FRAMES);
}

function readHeads(file: string): Buffer | null {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const heads = Buffer.alloc(2 * HEAD_BYTES);
      return readSync(descriptor, heads, 0, heads.length, 0) === heads.length ? heads : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}
