import { APPEND_LIMIT_BYTES, AppendTooLarge, VersionConflict, type ArchivedEntry, type LogHead, type RecordStore } from '../stores/record-store.js';
import type { MovedLog } from './node-file.js';
import { readNodeFile, type FileLine, type ReadFile } from './read-node-file.js';

export type RestoredStore = Pick<RecordStore, 'head' | 'restore'>;

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
  for (const authority of served) heads.set(authority, await store.head(authority));
  const strangers = new Set<string>();
  const file = await readNodeFile(open(), (authority, { seq, leafHash }) => {
    const head = heads.get(authority);
    if (head?.head === seq && head.leafHash !== leafHash) strangers.add(authority);
  });
  requireBeginning(file, heads, strangers);
  await write({ store, open, onWritten }, heads);
  return Promise.all(file.trailer.logs.map(async (log) => compare(log, await store.head(log.authority), heads.get(log.authority) as LogHead)));
}

/** Whether what the store has of each log is how the file's begins. */
function requireBeginning({ header, trailer }: ReadFile, heads: ReadonlyMap<string, LogHead>, strangers: ReadonlySet<string>): void {
  const foreign = header.authorities.filter((authority) => !heads.has(authority));
  if (foreign.length > 0) throw new RestoreRefused(`The file has the log of ${foreign.join(', ')}, which NODE_AUTHORITIES does not name: it has ${[...heads.keys()].join(', ')}.`);
  for (const { authority, head } of trailer.logs) {
    const present = heads.get(authority)?.head ?? 0;
    if (strangers.has(authority)) throw new RestoreRefused(`The store has another log of ${authority}: its entry ${String(present)} is not the one of the file. Restore into an empty store.`);
    if (present > head) throw new RestoreRefused(`The store has ${String(present)} entries of ${authority}, and the file ends at ${String(head)}: it is older than the store, or of another node.`);
  }
}

async function write({ store, open, onWritten }: Required<Omit<RestoreOptions, 'served'>>, heads: ReadonlyMap<string, LogHead>): Promise<void> {
  let authority = '';
  let batch: ArchivedEntry[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) onWritten({ authority, ...(await restoreBatch(store, authority, batch)) });
    [batch, bytes] = [[], 0];
  };
  await readNodeFile(open(), async (owner, entry) => {
    if (entry.seq <= (heads.get(owner)?.head ?? 0)) return;
    const size = Buffer.byteLength(entry.document ?? '');
    if (owner !== authority || batch.length === BATCH || bytes + size > APPEND_LIMIT_BYTES) await flush();
    authority = owner;
    batch.push(entry);
    bytes += size;
  });
  await flush();
}

async function restoreBatch(store: RestoredStore, authority: string, batch: readonly ArchivedEntry[]): Promise<LogHead> {
  try {
    return await store.restore(authority, batch);
  } catch (error) {
    if (error instanceof AppendTooLarge && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await restoreBatch(store, authority, batch.slice(0, half));
      return restoreBatch(store, authority, batch.slice(half));
    }
    throw error instanceof VersionConflict ? new RestoreFailed(error.message, { cause: error }) : error;
  }
}

function compare(log: MovedLog, { head, live, leafHash, digest }: LogHead, { head: before }: LogHead): RestoredLog {
  if (head !== log.head || live !== log.live || leafHash !== log.leafHash) {
    throw new RestoreFailed(`The log of ${log.authority} should come to ${spell(log)} but came to ${spell({ head, live, leafHash })}.`);
  }
  return { ...log, digest, before };
}

const spell = ({ head, live, leafHash }: Omit<LogHead, 'digest'>): string => `entry ${String(head)} (${leafHash || 'none'}) with ${String(live)} live records`;
