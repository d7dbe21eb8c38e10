import type { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** What a workbook may be at most; a file over it is refused before it is unpacked. */
export interface ArchiveLimits {
  /** Parts of the archive. @default 2000 */
  readonly parts?: number;
  /** Bytes of one part, unpacked. @default 256 MiB */
  readonly partBytes?: number;
  /** How many times larger than packed a part may be, once it is over 4 MiB: rows of a table reach thirty. @default 200 */
  readonly ratio?: number;
}

const SMALL_BYTES = 4 * 1024 * 1024;

/** The file is no workbook that can be read; the message says what was expected. */
export class BadWorkbook extends Error {
  override readonly name = 'BadWorkbook';
}

/** The parts of an OOXML file (ECMA-376, part 2), by name. */
export interface Archive {
  has(part: string): boolean;
  /** The bytes of a part, unpacked as they are read. @throws BadWorkbook */
  read(part: string, mostBytes?: number): AsyncIterable<Uint8Array>;
  close(): void;
}

/**
 * Opens a ZIP archive without unpacking it. What an entry says of its size is held against the limits here, and against
 * what really comes out while it is read.
 *
 * @throws BadWorkbook, or the system's error where the file can't be read
 */
export async function openArchive(file: string, { parts = 2_000, partBytes = 256 * 1024 * 1024, ratio = 200 }: ArchiveLimits = {}): Promise<Archive> {
  const zip = await openZip(file);
  try {
    if (zip.entryCount > parts) throw new BadWorkbook(`Expected a workbook of at most ${String(parts)} parts but it has ${String(zip.entryCount)}.`);
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return {
      has: (part) => entries.has(part),
      read: (part, mostBytes = partBytes) => readPart(zip, part, entries.get(part), { mostBytes, ratio }),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw asBadWorkbook(error);
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw asBadWorkbook(error);
  }
}

/** The library's complaints about the bytes; the system's own about the file are passed on as they are. */
function asBadWorkbook(error: unknown): unknown {
  if (!isNativeError(error) || error instanceof BadWorkbook || 'syscall' in error) return error;
  return new BadWorkbook(`Expected an .xlsx workbook but the file can not be unpacked: ${error.message.replace(/\.$/, '')}. One with a password, or of the older form .xls, is to be saved as .xlsx first.`);
}

async function* readPart(zip: ZipFile, part: string, entry: Entry | undefined, { mostBytes, ratio }: { readonly mostBytes: number; readonly ratio: number }): AsyncGenerator<Uint8Array> {
  if (!entry) throw new BadWorkbook(`Expected an .xlsx workbook but it has no part ${part}.`);
  checkSize(entry, mostBytes, ratio);
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw asBadWorkbook(error);
  } finally {
    stream?.destroy();
  }
}

function checkSize({ fileName, compressedSize, uncompressedSize }: Entry, mostBytes: number, ratio: number): void {
  const told = `${fileName} says that it has ${String(uncompressedSize)} bytes`;
  if (uncompressedSize > mostBytes) throw new BadWorkbook(`Expected parts of at most ${String(mostBytes)} bytes but ${told}: split the sheet.`);
  if (uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * ratio) {
    throw new BadWorkbook(`Expected parts at most ${String(ratio)} times larger than they are packed but ${told} in ${String(compressedSize)}: this is no sheet but a ZIP bomb.`);
  }
}
