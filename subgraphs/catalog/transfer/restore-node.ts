import { readLogKey } from '../../../schema/audience.js';
import { APPEND_LIMIT_BYTES, AppendTooLarge, VersionConflict, type ArchivedEntry, type LogHead, type RecordStore } from '../stores/record-store.js';
import type { MovedLog } from './node-file.js';
import { readNodeFile, type FileLine, type ReadFile } from './read-node-file.js';

export type RestoredStore = Pick<RecordStore, 'head' | 'restore' | 'logsOf'>;

export interface RestoreOptions {
  readonly store: RestoredStore;
  /** Opens the file at its beginning. It is read twice: nothing is written before all of it was found right. */
  readonly open: () => AsyncIterable<FileLine>;
  /** Authorities of the node that takes the file over. */
  readonly served: readonly string[];
  readonly onWritten?: (log: MovedLog) => void;
}

export interface RestoredLog extends MovedLog, LogHead {
  /** How many of the entries were there before. */
  readonly before: number;
}

/** A file that does not belong into this store; nothing was written. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

/** A restore that could not come to its end because the store was not its alone. */
export class RestoreFailed extends Error {
  override readonly name = 'RestoreFailed';
  constructor(what: string, options?: ErrorOptions) {
    super(`${what} Somebody else wrote the store meanwhile: stop the node, and restore into an empty store.`, options);
  }
}

/** Entries of one write. */
const BATCH = 250;

/**
 * Takes a node over from a file into a store that is empty, or has the beginning of the file's logs: so one that was
 * interrupted can be repeated.
 *
 * @returns every log as the store has it now, which is as the file has it
 * @throws BadNodeFile, RestoreRefused; in both cases nothing was written
 * @throws RestoreFailed
 */
export async function restoreNode({ store, open, served, onWritten = () => undefined }: RestoreOptions): Promise<readonly RestoredLog[]> {
  const heads = new Map<string, LogHead>();
  for (const authority of served) for (const log of await store.logsOf(authority)) heads.set(log, await store.head(log));
  const strangers = new Set<string>();
  const file = await readNodeFile(open(), (log, { seq, leafHash }) => {
    const head = heads.get(log);
    if (head?.head === seq && head.leafHash !== leafHash) strangers.add(log);
  });
  requireBeginning(file, heads, { served, strangers });
  await write({ store, open, onWritten }, heads);
  return Promise.all(file.trailer.logs.map(async (log) => compare(log, await store.head(log.authority), heads.get(log.authority)?.head ?? 0)));
}

interface Present {
  readonly served: readonly string[];
  /** Logs whose end in the store is not in the file. */
  readonly strangers: ReadonlySet<string>;
}

/** Whether what the store has of each log is how the file's begins. */
function requireBeginning({ header, trailer }: ReadFile, heads: ReadonlyMap<string, LogHead>, { served, strangers }: Present): void {
  const foreign = header.authorities.filter((authority) => !served.includes(authority));
  if (foreign.length > 0) throw new RestoreRefused(`The file has the log of ${foreign.join(', ')}, which NODE_AUTHORITIES does not name: it has ${served.join(', ')}.`);
  const ends = new Map(trailer.logs.map(({ authority, head }) => [authority, head]));
  for (const [log, { head }] of heads) {
    const end = ends.get(log) ?? 0;
    if (!header.authorities.includes(readLogKey(log).authority)) continue;
    if (strangers.has(log)) throw new RestoreRefused(`The store has another log of ${log}: its entry ${String(head)} is not the one of the file. Restore into an empty store.`);
    if (head > end) throw new RestoreRefused(`The store has ${String(head)} entries of ${log}, and the file ends at ${String(end)}: it is older than the store, or of another node.`);
  }
}

async function write({ store, open, onWritten }: Required<Omit<RestoreOptions, 'served'>>, heads: ReadonlyMap<string, LogHead>): Promise<void> {
  let log = '';
  let batch: ArchivedEntry[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) onWritten({ authority: log, ...(await restoreBatch(store, log, batch)) });
    [batch, bytes] = [[], 0];
  };
  await readNodeFile(open(), async (owner, entry) => {
    if (entry.seq <= (heads.get(owner)?.head ?? 0)) return;
    const size = Buffer.byteLength(entry.document ?? '');
    if (owner !== log || batch.length === BATCH || bytes + size > APPEND_LIMIT_BYTES) await flush();
    log = owner;
    batch.push(entry);
    bytes += size;
  });
  await flush();
}

async function restoreBatch(store: RestoredStore, log: string, batch: readonly ArchivedEntry[]): Promise<LogHead> {
  try {
    return await store.restore(log, batch);
  } catch (error) {
    if (error instanceof AppendTooLarge && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await restoreBatch(store, log, batch.slice(0, half));
      return restoreBatch(store, log, batch.slice(half));
    }
    throw error instanceof VersionConflict ? new RestoreFailed(error.message, { cause: error }) : error;
  }
}

function compare(log: MovedLog, { head, live, leafHash, digest }: LogHead, before: number): RestoredLog {
  if (head !== log.head || live !== log.live || leafHash !== log.leafHash) {
    throw new RestoreFailed(`The log of ${log.authority} should come to ${spell(log)} but came to ${spell({ head, live, leafHash })}.`);
  }
  return { ...log, digest, before };
}

const spell = ({ head, live, leafHash }: Omit<LogHead, 'digest'>): string => `entry ${String(head)} (${leafHash || 'none'}) with ${String(live)} live records`;
