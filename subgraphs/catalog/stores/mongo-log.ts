import { BSON } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLogKey } from '../../../schema/audience.js';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import { insertMissing, raise } from '../../kit/mongo/raise.js';
import { isDuplicateKey } from '../../kit/mongo/store-failure.js';
import { numberedKey, sourceKeyOf, type AuthorityState, type CatalogCollections, type CommitDoc, type HeadState } from './mongo-collections.js';
import type { Source } from '../model.js';
import { EMPTY_HEAD, NO_APPENDS, planCommit, planRestore, type Commit, type Held } from './mongo-commit.js';
import { growTree } from './mongo-tiles.js';
import { AppendTooLarge, VersionConflict, type ArchivedEntry, type Change } from './record-store.js';

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
 */
export class MongoLog {
  readonly #collections: CatalogCollections;
  readonly #facts: ServerFacts;
  readonly #patienceMillis: number;

  constructor(collections: CatalogCollections, facts: ServerFacts, { patienceMillis = 500 }: MongoLogOptions = {}) {
    this.#collections = collections;
    this.#facts = facts;
    this.#patienceMillis = patienceMillis;
  }

  async head(log: string): Promise<HeadState> {
    return (await this.#collections.logs.findOne({ _id: log }))?.current ?? EMPTY_HEAD;
  }

  async authority(code: string): Promise<AuthorityState> {
    return (await this.#collections.authorities.findOne({ _id: code }))?.current ?? NO_APPENDS;
  }

  /** Keys of the logs of an authority, in order; the public one also where nothing was published. */
  async logsOf(code: string): Promise<readonly string[]> {
    // `0` is the character after `/`.
    const others = await this.#collections.logs.find({ _id: { $gt: `${code}/`, $lt: `${code}0` } }, { projection: { _id: 1 } }).sort({ _id: 1 }).toArray();
    return [code, ...others.map(({ _id }) => _id)];
  }

  /** Whether the newest entry is the one that the head was left by. */
  async endsAtHead(log: string): Promise<boolean> {
    const { seq, leafHash } = await this.head(log);
    const entry = await this.#collections.entries.findOne({ _id: numberedKey(log, seq) }, { projection: { leafHash: 1 } });
    return (entry?.leafHash ?? '') === leafHash;
  }

  /** @throws VersionConflict as `RecordStore.append` does */
  async append(log: string, changes: readonly Change[]): Promise<HeadState> {
    const { authority: code } = readLogKey(log);
    for (;;) {
      const authority = await this.authority(code);
      const commit = fitting(planCommit(log, await this.#held(log, authority, changes), changes), changes.length);
      if (await this.#insert(commit)) return this.#project(code, commit);
      // No pause: of those who try at once one always gets on, and who waits longer the more often he has lost loses again.
      await this.#awaitProjection(code, authority.seq);
    }
  }

  /** @throws VersionConflict as `RecordStore.restore` does */
  async restore(log: string, entries: readonly ArchivedEntry[]): Promise<HeadState> {
    const { authority: code } = readLogKey(log);
    const held = await this.#heldBefore(log, await this.authority(code), entries);
    const commit = fitting(planRestore(log, held, entries), entries.length);
    if (await this.#insert(commit)) return this.#project(code, commit);
    await this.settle(code);
    throw new VersionConflict(`Another process writes the logs of ${code}.`);
  }

  /** Projects what was committed and is not projected, once its own writer has had its time. */
  async settle(code: string): Promise<void> {
    for (;;) {
      const { seq } = await this.authority(code);
      const next = await this.#collections.commits.findOne({ _id: numberedKey(code, seq + 1) }, { projection: { _id: 1 } });
      if (next === null) return;
      await this.#awaitProjection(code, seq);
    }
  }

  /** @returns whether the append has happened; false where another has its number */
  async #insert(commit: Commit): Promise<boolean> {
    try {
      await this.#collections.commits.insertOne(commit);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  /** Resolves when the append after number `seq` is projected: by its own writer, else from here. */
  async #awaitProjection(code: string, seq: number): Promise<void> {
    const deadline = performance.now() + this.#patienceMillis;
    while ((await this.authority(code)).seq <= seq) {
      if (performance.now() > deadline) {
        const next = await this.#collections.commits.findOne({ _id: numberedKey(code, seq + 1) });
        if (next) await this.#project(code, next);
        return;
      }
      await sleep(POLL_MILLIS);
    }
  }

  /** Whatever of it was done before may be done again, also late: no state replaces a later one. */
  async #project(code: string, { _id, seq, log, after, serials, pending }: CommitDoc): Promise<HeadState> {
    const { authorities, logs, commits, entries, records, sources } = this.#collections;
    if (pending) {
      await Promise.all([insertMissing(entries, pending.entries), raise(records, pending.records, this.#facts), raise(sources, pending.sources, this.#facts)]);
      await growTree(this.#collections, this.#facts, log, after.seq, pending.entries.map(({ leafHash }) => leafHash));
    }
    // The texts leave the append before the number says that there is nothing to be done: else they would stay in it for good.
    await Promise.all([raise(logs, [{ _id: log, fresh: false, current: after }], this.#facts), pending && commits.updateOne({ _id }, { $unset: { pending: '' } })]);
    await raise(authorities, [{ _id: code, fresh: false, current: { seq, serials } }], this.#facts);
    return after;
  }

  /** All of it is read after the number of the authority: an append that takes the next one was checked against nothing older. */
  async #held(log: string, authority: AuthorityState, changes: readonly Change[]): Promise<Held> {
    const ids = changes.map(({ published }) => published.body.id);
    const named = changes.flatMap((change) => (change.op === 'UPSERT' ? (change.published.body.sources ?? []) : []));
    const [head, records, sources] = await Promise.all([this.head(log), this.#heldRecords(ids), this.#heldSources(log, named)]);
    return { authority, head, records, sources };
  }

  /** Also whose the sources are now that the records had before. */
  async #heldBefore(log: string, authority: AuthorityState, entries: readonly ArchivedEntry[]): Promise<Held> {
    const [head, records] = await Promise.all([this.head(log), this.#heldRecords(entries.map(({ id }) => id))]);
    const named = [...entries, ...records.values()].flatMap(({ sources }) => sources ?? []);
    return { authority, head, records, sources: await this.#heldSources(log, named) };
  }

  async #heldRecords(ids: readonly string[]): Promise<Held['records']> {
    return currents(await findByIds(this.#collections.records, ids, this.#facts, { 'current.authority': 1, 'current.version': 1, 'current.live': 1, 'current.sources': 1 }));
  }

  async #heldSources(log: string, sources: readonly Source[]): Promise<Held['sources']> {
    const { authority } = readLogKey(log);
    return currents(await findByIds(this.#collections.sources, sources.map((source) => sourceKeyOf(authority, source)), this.#facts));
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

const currents = <State>(docs: ReadonlyMap<string, { readonly current: State }>): ReadonlyMap<string, State> =>
  new Map([...docs].map(([id, { current }]) => [id, current]));
