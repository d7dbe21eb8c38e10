import { createHash } from 'node:crypto';
import { catalogError } from '../../../schema/errors.js';
import type { ArchivedEntry, PageEntry, RecordOrigin, RecordStore } from '../stores/record-store.js';
import { LogWalk } from './log-walk.js';
import { entryLine, fileHeader, sourcesOf, type FileTrailer, type MovedLog } from './node-file.js';

export type ExportedStore = Pick<RecordStore, 'changes' | 'head' | 'originsOf' | 'logsOf'>;

const PAGE = { limit: 500, limitBytes: 8 * 1024 * 1024 };

/**
 * The logs and records of a node as the lines of a file. The store may be written meanwhile: each log is given up to
 * its head when its turn came, and further only as far as is needed to have the text of every record in it. Memory holds
 * a page, and a number for each id.
 *
 * @returns what the logs come to
 * @throws BAD_INPUT where there are logs of other audiences than the public: a file has no place for them yet
 * @throws STORE_DAMAGED where an entry is not what the entries before it ask for: such a file could not be restored
 */
export async function* exportNode(store: ExportedStore, authorities: readonly string[], at = new Date()): AsyncGenerator<string, readonly MovedLog[]> {
  const hash = createHash('sha256');
  const logs: MovedLog[] = [];
  const line = (text: string): string => {
    hash.update(`${text}\n`, 'utf8');
    return `${text}\n`;
  };
  await requirePublic(store, authorities);
  yield line(JSON.stringify(fileHeader(authorities, at)));
  for (const authority of authorities) {
    const walk = new LogWalk(authority);
    for await (const entry of archivedEntries(store, authority, walk)) yield line(entryLine(authority, entry));
    logs.push(walk.log);
  }
  const entries = logs.reduce((sum, { head }) => sum + head, 0);
  yield `${JSON.stringify({ entries, logs, sha256: hash.digest('hex') } satisfies FileTrailer)}\n`;
  return logs;
}

/** A file that left records out without a word would be taken for the whole node. */
async function requirePublic(store: ExportedStore, authorities: readonly string[]): Promise<void> {
  for (const authority of authorities) {
    const others = (await store.logsOf(authority)).filter((log) => log !== authority);
    if (others.length > 0) throw catalogError('BAD_INPUT', `${authority} has records that are not for everybody, in ${others.join(' and ')}, and a file can't carry those yet: copy the node's folder while the node is stopped.`, { authority });
  }
}

async function* archivedEntries(store: ExportedStore, authority: string, walk: LogWalk): AsyncGenerator<ArchivedEntry> {
  const { head: goal } = await store.head(authority);
  while (walk.log.head < goal || !walk.complete) {
    const { head: seq } = walk.log;
    const page = await store.changes(authority, { afterSeq: seq, ...PAGE });
    if (page.entries.length === 0) throw damaged(authority, seq < page.head ? `entry ${String(seq + 1)} is missing` : 'the text of a record is missing');
    for (const entry of await withOrigins(store, page.entries)) {
      const problem = walk.take(entry);
      if (problem !== null) throw damaged(authority, `entry ${String(entry.seq)} ${problem}`);
      yield entry;
      if (entry.seq >= goal && walk.complete) return;
    }
  }
}

/** A record that was changed since the page was read has its text with a later entry, as one that was changed before. */
async function withOrigins(store: ExportedStore, entries: readonly PageEntry[]): Promise<readonly ArchivedEntry[]> {
  const last = entries.filter(({ document }) => document !== null);
  const origins = await store.originsOf(last.map(({ id }) => id));
  const bySeq = new Map(last.map(({ seq }, index) => [seq, origins[index]]));
  return entries.map((entry) => archived(entry, bySeq.get(entry.seq) ?? null));
}

function archived(entry: PageEntry, origin: RecordOrigin | null): ArchivedEntry {
  if (entry.document === null || origin?.version !== entry.version) return { ...entry, document: null, contentHash: null, sources: [] };
  const sources = entry.op === 'UPSERT' ? sourcesOf(entry.document) : origin.sources.map(({ system, identifier }) => ({ system, identifier })).sort(bySource);
  return { ...entry, contentHash: origin.contentHash, sources };
}

type Sources = RecordOrigin['sources'];

/** One order, so that the same node makes the same file whatever its engine. */
function bySource(one: Sources[number], other: Sources[number]): number {
  const [left, right] = [JSON.stringify([one.system, one.identifier]), JSON.stringify([other.system, other.identifier])];
  return left < right ? -1 : 1;
}

function damaged(authority: string, what: string): Error {
  return catalogError('STORE_DAMAGED', `The log of ${authority} can't be exported: ${what}. See \`ucat node check\`.`, { authority });
}
