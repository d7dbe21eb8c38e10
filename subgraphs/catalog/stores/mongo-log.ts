import { BSON, type MongoClient } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLogKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import { inCausalOrder } from '../../kit/mongo/causal-order.js';
import { isDuplicateKey } from '../../kit/mongo/store-failure.js';
import { numberedKey, type AuthorityState, type HeadState, type ReadSource } from './mongo-collections.js';
import { planCommit, planRestore, type Commit } from './mongo-commit.js';
import { inSession, readAuthority, readHead, readHeld, readHeldBefore } from './mongo-held.js';
import { projectCommit } from './mongo-projection.js';
import { AppendTooLarge, VersionConflict, type ArchivedEntry, type Change } from './record-store.js';

/** Where the logs are. */
export interface MongoLogPlace extends Pick<ReadSource, 'collections' | 'facts'> {
  readonly client: MongoClient;
}

export interface MongoLogOptions {
  /** How long the writer of an append may take to project it before others do it for him. @default 500 */
  readonly patienceMillis?: number;
}

const POLL_MILLIS = 10;

/**
 * The logs of a node in MongoDB, written by any number of processes, without transactions.
 *
 * An append is one insert: a document with everything in it, under its number among the appends to all logs of its
 * authority. Of two writers that go on from the same number the second finds the next one taken, and starts again from
 * what the first one left. Then the append is projected: its entries, the records, the sources, each unless a later state
 * is there, the head of the log, beyond which nobody reads, and last the number that the authority is at. A writer that
 * dies in between has committed; the next writer, or the next start, projects for it.
 *
 * What a call reads it reads in causal order: after a failover, what an append is checked against is never older than the
 * number that it goes on from.
 */
export class MongoLog {
  readonly #place: MongoLogPlace;
  readonly #patienceMillis: number;

  constructor(place: MongoLogPlace, { patienceMillis = 500 }: MongoLogOptions = {}) {
    this.#place = place;
    this.#patienceMillis = patienceMillis;
  }

  async head(log: string): Promise<HeadState> {
    return readHead(this.#place, log);
  }

  async authority(code: string): Promise<AuthorityState> {
    return readAuthority(this.#place, code);
  }

  /** Keys of the logs of an authority, in order; the public one also where nothing was published. */
  async logsOf(code: string): Promise<readonly string[]> {
    // `0` is the character after `/`.
    const others = await this.#place.collections.logs.find({ _id: { $gt: `${code}/`, $lt: `${code}0` } }, { projection: { _id: 1 } }).sort({ _id: 1 }).toArray();
    return [code, ...others.map(({ _id }) => _id)];
  }

  /** Whether the newest entry is the one that the head was left by. */
  async endsAtHead(log: string): Promise<boolean> {
    const { seq, leafHash } = await this.head(log);
    const entry = await this.#place.collections.entries.findOne({ _id: numberedKey(log, seq) }, { projection: { leafHash: 1 } });
    return (entry?.leafHash ?? '') === leafHash;
  }

  /** @throws VersionConflict as `RecordStore.append` does; STORE_DAMAGED where the log has entries after its head */
  async append(log: string, changes: readonly Change[]): Promise<HeadState> {
    const { authority: code } = readLogKey(log);
    return this.#inOrder(async (source) => {
      for (let refusedAt = -1; ; ) {
        const held = await readHeld(source, log, changes);
        const commit = fitting(planCommit(log, held, changes), changes.length);
        if (await insert(source, commit)) {
          const after = await projectCommit(source, code, commit);
          if (after) return after;
          if (refusedAt === held.head.seq) throw damaged(log, refusedAt + 1);
          refusedAt = held.head.seq;
        } else {
          // No pause: of those who try at once one always gets on, and who waits longer the more often he has lost loses again.
          await this.#awaitProjection(source, code, held.authority.seq);
        }
      }
    });
  }

  /** @throws VersionConflict as `RecordStore.restore` does; STORE_DAMAGED where the log has entries after its head */
  async restore(log: string, entries: readonly ArchivedEntry[]): Promise<HeadState> {
    const { authority: code } = readLogKey(log);
    return this.#inOrder(async (source) => {
      const held = await readHeldBefore(source, log, entries);
      const commit = fitting(planRestore(log, held, entries), entries.length);
      if (await insert(source, commit)) {
        const after = await projectCommit(source, code, commit);
        if (after) return after;
        throw damaged(log, held.head.seq + 1);
      }
      await this.#settle(source, code);
      throw new VersionConflict(`Another process writes the logs of ${code}.`);
    });
  }

  /** Projects what was committed and is not projected, once its own writer has had its time. */
  async settle(code: string): Promise<void> {
    await this.#inOrder(async (source) => this.#settle(source, code));
  }

  #inOrder<Result>(work: (source: ReadSource) => Promise<Result>): Promise<Result> {
    const { client, collections, facts } = this.#place;
    return inCausalOrder(client, facts, async (session) => work({ collections, facts, ...(session && { session }) }));
  }

  async #settle(source: ReadSource, code: string): Promise<void> {
    for (;;) {
      const { seq } = await readAuthority(source, code);
      const next = await source.collections.commits.findOne({ _id: numberedKey(code, seq + 1) }, { projection: { _id: 1 }, ...inSession(source) });
      if (next === null) return;
      await this.#awaitProjection(source, code, seq);
    }
  }

  /** Resolves when the append after number `seq` is projected, or taken back: by its own writer, else from here. */
  async #awaitProjection(source: ReadSource, code: string, seq: number): Promise<void> {
    const deadline = performance.now() + this.#patienceMillis;
    while ((await readAuthority(source, code)).seq <= seq) {
      if (performance.now() > deadline) {
        const next = await source.collections.commits.findOne({ _id: numberedKey(code, seq + 1) }, inSession(source));
        if (next) await projectCommit(source, code, next);
        return;
      }
      await sleep(POLL_MILLIS);
    }
  }
}

/** @returns whether the append has happened; false where another has its number */
async function insert({ collections: { commits } }: ReadSource, commit: Commit): Promise<boolean> {
  try {
    await commits.insertOne(commit);
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}

/** MongoDB takes documents of 16 MiB, and the command around one needs a little of that. */
const LARGEST_COMMIT_BYTES = 15.5 * 1024 * 1024;

/** @throws AppendTooLarge */
function fitting(commit: Commit, changes: number): Commit {
  const bytes = BSON.calculateObjectSize(commit);
  if (bytes > LARGEST_COMMIT_BYTES) throw new AppendTooLarge(`Expected an append of at most ${String(LARGEST_COMMIT_BYTES)} bytes but ${String(changes)} changes have ${String(bytes)}.`);
  return commit;
}

const damaged = (log: string, seq: number): Error =>
  catalogError('STORE_DAMAGED', `Entry ${String(seq)} of ${log} is there already, after the head of the log, and is another: other hands changed the store.`, { authority: readLogKey(log).authority });
