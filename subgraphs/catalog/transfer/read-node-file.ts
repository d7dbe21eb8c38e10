import { createHash, type Hash } from 'node:crypto';
import { readLogKey } from '../../../schema/audience.js';
import type { ArchivedEntry } from '../stores/record-store.js';
import { lineForm, parseLine, type Line } from './line-form.js';
import { LogWalk } from './log-walk.js';
import { entryOfLine, FORMAT_VERSIONS, logsOfFile, type FileHeader, type FileTrailer } from './node-file.js';

/** A line of a file without its end; `bytes` is null where it is too long to be one. */
export interface FileLine {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

/** A file that is not what an export wrote; the message names the line and what is wrong with it. */
export class BadNodeFile extends Error {
  override readonly name = 'BadNodeFile';
}

export interface ReadFile {
  readonly header: FileHeader;
  readonly trailer: FileTrailer;
}

/** @param log key of the entry's log */
export type OnEntry = (log: string, entry: ArchivedEntry) => Promise<void> | void;

/**
 * Reads a file from its first line to its trailer and holds each entry against those before it. Whether the file is
 * whole is known when this resolves, not before.
 *
 * @throws BadNodeFile at the first line that is wrong
 */
export async function readNodeFile(lines: AsyncIterable<FileLine>, onEntry: OnEntry = () => undefined): Promise<ReadFile> {
  const reading = new Reading(onEntry);
  for await (const line of lines) await reading.take(line);
  return reading.end();
}

class Reading {
  readonly #onEntry: OnEntry;
  readonly #hash: Hash = createHash('sha256');
  readonly #walks = new Map<string, LogWalk>();
  #header: FileHeader | undefined;
  #trailer: FileTrailer | undefined;
  #number = 0;
  #entries = 0;

  constructor(onEntry: OnEntry) {
    this.#onEntry = onEntry;
  }

  async take({ number, bytes }: FileLine): Promise<void> {
    this.#number = number;
    if (this.#trailer) this.#fail('stands after the trailer, which is the last line');
    if (bytes === null) this.#fail('is too long to be a line of such a file');
    const value = parseLine(bytes) ?? this.#fail('is no JSON: it is cut off, or was changed');
    const form = lineForm(value) ?? this.#fail('has not the form of a header, an entry or a trailer');
    if (form.is === 'TRAILER') this.#takeTrailer(form.line);
    else {
      this.#hash.update(bytes).update('\n');
      await this.#takeBody(form);
    }
  }

  end(): ReadFile {
    if (!this.#header) throw new BadNodeFile('The file is empty.');
    if (!this.#trailer) throw new BadNodeFile(`The file ends after line ${String(this.#number)} without its trailer: it is cut off. Copy it again, or export again.`);
    return { header: this.#header, trailer: this.#trailer };
  }

  async #takeBody(form: Exclude<Line, { readonly is: 'TRAILER' }>): Promise<void> {
    if (form.is === 'HEADER') return this.#takeHeader(form.line);
    if (!this.#header) this.#fail('stands where the header should be');
    const { authority: log } = form.line;
    const walk = this.#walks.get(readLogKey(log).authority) ?? this.#fail(`is of ${log}, which the header does not name`);
    const entry = entryOfLine(form.line);
    const problem = walk.take(log, entry);
    if (problem !== null) this.#fail(problem);
    this.#entries += 1;
    await this.#onEntry(log, entry);
  }

  #takeHeader(header: FileHeader): void {
    if (this.#header) this.#fail('is a second header');
    if (!FORMAT_VERSIONS.includes(header.version)) this.#fail(`says that the file is of version ${String(header.version)}, and this program reads ${FORMAT_VERSIONS.join(' and ')}: take the program that wrote it, or a later one`);
    if ((header.version === 1) !== (header.restricted === undefined)) this.#fail('is a header of version 1 with logs that are not for everybody, or one of version 2 without them');
    this.#header = header;
    for (const [authority, logs] of logsOfFile(header)) this.#walks.set(authority, new LogWalk(authority, logs));
  }

  #takeTrailer(trailer: FileTrailer): void {
    if (!this.#header) this.#fail('stands where the header should be');
    if (trailer.entries !== this.#entries) this.#fail(`counts ${String(trailer.entries)} entries, but there are ${String(this.#entries)}`);
    if (trailer.sha256 !== this.#hash.digest('hex')) this.#fail('has the SHA-256 of other lines than those before it: the file was changed');
    const found = [...this.#walks.values()].flatMap(({ logs }) => logs);
    if (JSON.stringify(found) !== JSON.stringify(trailer.logs)) this.#fail('says that the logs come to something else than they do');
    const [bare] = [...this.#walks].find(([, { complete }]) => !complete) ?? [];
    if (bare !== undefined) this.#fail(`ends the log of ${bare} before the text of every record has come`);
    this.#trailer = trailer;
  }

  #fail(what: string): never {
    throw new BadNodeFile(`Line ${String(this.#number)} ${what}.`);
  }
}
