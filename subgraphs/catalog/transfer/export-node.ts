import { createHash } from 'node:crypto';
import { readLogKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import type { ArchivedEntry, RecordStore } from '../stores/record-store.js';
import { LogReader } from './log-reader.js';
import { LogWalk } from './log-walk.js';
import { entryLine, fileHeader, type FileTrailer, type MovedLog } from './node-file.js';

export type ExportedStore = Pick<RecordStore, 'changes' | 'head' | 'originsOf' | 'logsOf'>;

/** An export that could not come to its end; another one can. */
export class ExportAgain extends Error {
  override readonly name = 'ExportAgain';
}

/** Bytes of documents that all readers of an authority hold together. */
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * The logs and records of a node as the lines of a file, those of every audience. The store may be written meanwhile: each
 * log is given up to its head when its authority's turn came, and further only as far as is needed to have the text of
 * every record in it. A log that is begun meanwhile is not in it. Memory holds a page, and a number for each id.
 *
 * @returns what the logs come to
 * @throws ExportAgain where a record went through a log that was begun meanwhile
 * @throws STORE_DAMAGED where an entry is not what the entries before it ask for: such a file could not be restored
 */
export async function* exportNode(store: ExportedStore, authorities: readonly string[], at = new Date()): AsyncGenerator<string, readonly MovedLog[]> {
  const hash = createHash('sha256');
  const moved: MovedLog[] = [];
  const line = (text: string): string => {
    hash.update(`${text}\n`, 'utf8');
    return `${text}\n`;
  };
  const logs = await Promise.all(authorities.map(async (authority) => store.logsOf(authority)));
  yield line(JSON.stringify(fileHeader(authorities, logs.flat(), at)));
  for (const [index, authority] of authorities.entries()) {
    const walk = new LogWalk(authority, logs[index]);
    for await (const { log, entry } of archivedEntries(store, authority, logs[index] ?? [], walk)) yield line(entryLine(log, entry));
    moved.push(...walk.logs);
  }
  const entries = moved.reduce((sum, { head }) => sum + head, 0);
  yield `${JSON.stringify({ entries, logs: moved, sha256: hash.digest('hex') } satisfies FileTrailer)}\n`;
  return moved;
}

interface Given {
  readonly log: string;
  readonly entry: ArchivedEntry;
}

/** Entries of all logs of an authority, in one order in which they can have been published: those of a record by its versions. */
async function* archivedEntries(store: ExportedStore, authority: string, logs: readonly string[], walk: LogWalk): AsyncGenerator<Given> {
  const readers: LogReader[] = [];
  for (const log of logs) readers.push(new LogReader({ store, log, goal: (await store.head(log)).head, pageBytes: Math.ceil(PAGE_BYTES / logs.length) }));
  for (;;) {
    const due = readers.filter(({ isDue }) => isDue);
    if (due.length === 0 && walk.complete) return;
    const reader = (await firstReady(due, walk)) ?? (await firstReady(readers, walk));
    const entry = await reader?.peek();
    if (!reader || !entry) throw await standstill(store, authority, readers, walk);
    const problem = walk.take(reader.log, entry);
    if (problem !== null) throw damaged(reader.log, `entry ${String(entry.seq)} ${problem}`);
    reader.skip();
    yield { log: reader.log, entry };
  }
}

async function firstReady(readers: readonly LogReader[], walk: LogWalk): Promise<LogReader | undefined> {
  for (const reader of readers) {
    const entry = await reader.peek();
    if (entry && !walk.waits(entry)) return reader;
  }
  return undefined;
}

/** Why no log goes on. */
async function standstill(store: ExportedStore, authority: string, readers: readonly LogReader[], walk: LogWalk): Promise<Error> {
  const begun = (await store.logsOf(authority)).slice(1).find((log) => !readers.some((reader) => reader.log === log));
  if (begun !== undefined) return new ExportAgain(`A log of ${authority} was begun while it was exported, and a record has been in it: export again.`);
  for (const reader of readers.filter(({ isDue }) => isDue)) {
    const entry = await reader.peek();
    const problem = entry && walk.take(reader.log, entry);
    if (entry && problem) return damaged(reader.log, `entry ${String(entry.seq)} ${problem}`);
  }
  const broken = readers.find(({ missing }) => missing !== null);
  return damaged(broken?.log ?? authority, broken ? `entry ${String(broken.missing)} is missing` : 'the text of a record is missing');
}

function damaged(log: string, what: string): Error {
  return catalogError('STORE_DAMAGED', `The log of ${log} can't be exported: ${what}. See \`ucat node check\`.`, { authority: readLogKey(log).authority });
}
