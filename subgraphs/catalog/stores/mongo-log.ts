import { BSON } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import { insertMissing, raise } from '../../kit/mongo/raise.js';
import { isDuplicateKey } from '../../kit/mongo/store-failure.js';
import { entryKey, sourceKeyOf, type CatalogCollections, type EntryDoc, type HeadState } from './mongo-collections.js';
import type { Source } from '../model.js';
import { EMPTY_HEAD, planCommit, planRestore, type Commit, type Held } from './mongo-commit.js';
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
 * An append is one insert: the document of its first entry, with everything else in it, under the number after the
 * head. Of two writers that go on from the same head the second finds the number taken, and starts again from what
 * the first one left. Then the append is projected: its other entries, the records, the sources, each unless a later
 * state is there, and last the head, beyond which nobody reads. A writer that dies in between has committed; the next
 * writer, or the next start, projects for it.
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

  async head(authority: string): Promise<HeadState> {
    return (await this.#collections.logs.findOne({ _id: authority }))?.current ?? EMPTY_HEAD;
  }

  /** Whether the newest entry is the one that the head was left by. */
  async endsAtHead(authority: string): Promise<boolean> {
    const { seq, leafHash } = await this.head(authority);
    const entry = await this.#collections.entries.findOne({ _id: entryKey(authority, seq) }, { projection: { leafHash: 1 } });
    return (entry?.leafHash ?? '') === leafHash;
  }

  /** @throws VersionConflict as `RecordStore.append` does */
  async append(authority: string, changes: readonly Change[]): Promise<HeadState> {
    for (;;) {
      const head = await this.head(authority);
      const commit = fitting(planCommit(authority, await this.#held(authority, head, changes), changes), changes.length);
      try {
        await this.#collections.entries.insertOne(commit);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // No pause: of those who try at once one always gets on, and who waits longer the more often he has lost loses again.
        await this.#awaitProjection(authority, head.seq);
        continue;
      }
      return this.#project(commit);
    }
  }

  /** @throws VersionConflict as `RecordStore.restore` does */
  async restore(authority: string, entries: readonly ArchivedEntry[]): Promise<HeadState> {
    const head = await this.head(authority);
    const commit = fitting(planRestore(authority, await this.#heldBefore(authority, head, entries), entries), entries.length);
    try {
      await this.#collections.entries.insertOne(commit);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.settle(authority);
      throw new VersionConflict(`Another process writes the log of ${authority}.`);
    }
    return this.#project(commit);
  }

  /** Projects what was committed and is not projected, once its own writer has had its time. */
  async settle(authority: string): Promise<void> {
    for (;;) {
      const { seq } = await this.head(authority);
      const next = await this.#collections.entries.findOne({ _id: entryKey(authority, seq + 1) }, { projection: { _id: 1 } });
      if (next === null) return;
      await this.#awaitProjection(authority, seq);
    }
  }

  /** Resolves when what was committed after `seq` is projected: by its own writer, else from here. */
  async #awaitProjection(authority: string, seq: number): Promise<void> {
    const deadline = performance.now() + this.#patienceMillis;
    while ((await this.head(authority)).seq <= seq) {
      if (performance.now() > deadline) {
        const next = await this.#collections.entries.findOne({ _id: entryKey(authority, seq + 1) });
        if (next) await this.#project(next);
        return;
      }
      await sleep(POLL_MILLIS);
    }
  }

  async #project({ _id, authority, leafHash, after, pending }: EntryDoc): Promise<HeadState> {
    const { logs, entries, records, sources } = this.#collections;
    if (!after) throw new Error(`Entry ${_id} stands after the head and is not the first of an append: the collection was changed by other hands.`);
    if (pending) {
      await Promise.all([insertMissing(entries, pending.entries), raise(records, pending.records, this.#facts), raise(sources, pending.sources, this.#facts)]);
      await growTree(this.#collections, this.#facts, authority, after.seq, [leafHash, ...pending.entries.map((entry) => entry.leafHash)]);
      await entries.updateOne({ _id }, { $unset: { pending: '' } });
    }
    await raise(logs, [{ _id: authority, fresh: false, current: after }], this.#facts);
    return after;
  }

  async #held(authority: string, head: HeadState, changes: readonly Change[]): Promise<Held> {
    const ids = changes.map(({ published }) => published.body.id);
    const named = changes.flatMap((change) => (change.op === 'UPSERT' ? (change.published.body.sources ?? []) : []));
    const [records, sources] = await Promise.all([this.#heldRecords(ids), this.#heldSources(authority, named)]);
    return { head, records, sources };
  }

  /** Also whose the sources are now that the records had before. */
  async #heldBefore(authority: string, head: HeadState, entries: readonly ArchivedEntry[]): Promise<Held> {
    const records = await this.#heldRecords(entries.filter(({ document }) => document !== null).map(({ id }) => id));
    const named = [...entries, ...records.values()].flatMap(({ sources }) => sources);
    return { head, records, sources: await this.#heldSources(authority, named) };
  }

  async #heldRecords(ids: readonly string[]): Promise<Held['records']> {
    return currents(await findByIds(this.#collections.records, ids, this.#facts, { 'current.version': 1, 'current.live': 1, 'current.sources': 1 }));
  }

  async #heldSources(authority: string, sources: readonly Source[]): Promise<Held['sources']> {
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
