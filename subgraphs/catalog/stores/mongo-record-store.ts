import type { MongoClient } from 'mongodb';
import type { RecordKind } from '../../../schema/generated/common.js';
import type { TileRef } from '../../../schema/merkle/index.js';
import type { StandardNumber } from '../../../schema/standard-number.js';
import { inCausalOrder } from '../../kit/mongo/causal-order.js';
import { CollectionWatch } from '../../kit/mongo/collection-watch.js';
import type { MongoConfig } from '../../kit/mongo/config.js';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import { MongoPlace } from '../../kit/mongo/mongo-place.js';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import type { Logger } from '../../kit/logger.js';
import type { CatalogRecord, Tombstone } from '../model.js';
import { adoptOldLogs } from './mongo-adopt.js';
import { catalogCollections, createIndexes, sourceKeyOf, type CatalogCollections, type HeadState, type RecordState } from './mongo-collections.js';
import { MongoLog } from './mongo-log.js';
import { readHistory, readPage } from './mongo-pages.js';
import { buildTrees, readTiles } from './mongo-tiles.js';
import type { ArchivedEntry, Change, LoggedEntry, LogHead, LogPage, LogRange, RecordOrigin, RecordStore, SeesLog, SourceKey, StoredRecord } from './record-store.js';

export interface MongoRecordStoreOptions extends MongoConfig {
  /** Whose logs are looked through at the start for what a process left half done. */
  readonly authorities: readonly string[];
  /** Told the cause of what is answered as `STORE_UNAVAILABLE`. */
  readonly logger: Logger;
}

/** Opens a store in MongoDB, at once: a deployment that is away is looked for whenever something is asked. */
export function openMongoRecordStore(options: MongoRecordStoreOptions): MongoRecordStore {
  return new MongoRecordStore(options);
}

/** What a call needs of the open database. */
interface Parts {
  readonly client: MongoClient;
  readonly collections: CatalogCollections;
  readonly facts: ServerFacts;
  readonly log: MongoLog;
}

/** Any number of processes may have the same database open. Nothing is kept in memory: another may change it. */
export class MongoRecordStore implements RecordStore {
  readonly #place: MongoPlace;
  readonly #logger: Logger;
  #watch: CollectionWatch | undefined;

  constructor({ authorities, ...options }: MongoRecordStoreOptions) {
    this.#logger = options.logger;
    this.#place = new MongoPlace({
      ...options,
      prepare: async (db, facts) => {
        const collections = catalogCollections(db);
        await createIndexes(collections);
        await adoptOldLogs(collections, facts, authorities);
        await buildTrees(collections, facts);
        for (const authority of authorities) await settle(new MongoLog({ client: db.client, collections, facts }), authority, options.logger);
      },
    });
  }

  get reachable(): boolean {
    return this.#place.reachable;
  }

  logsOf(authority: string): Promise<readonly string[]> {
    return this.#run(async ({ log }) => log.logsOf(authority));
  }

  /** A record that is not seen is read all the same, so a long one takes longer than none. */
  getMany(ids: readonly string[], sees: SeesLog = () => true): Promise<readonly (StoredRecord | null)[]> {
    return this.#run(async ({ collections, facts }) => {
      const found = await findByIds(collections.records, ids, facts, { 'current.sources': 0 });
      return ids.map((id) => {
        const stored = readState(found.get(id)?.current);
        return stored && sees(stored.log) ? stored : null;
      });
    });
  }

  findBySources(keys: readonly SourceKey[]): Promise<readonly (string | null)[]> {
    return this.#run(async ({ collections, facts }) => {
      const hashes = keys.map(({ authority, ...source }) => sourceKeyOf(authority, source));
      const found = await findByIds(collections.sources, hashes, facts);
      return hashes.map((hash) => found.get(hash)?.current.id ?? null);
    });
  }

  findByNumber({ base, year }: StandardNumber, sees: SeesLog): Promise<string | null> {
    const filter = { 'current.number.base': base, ...(year === null ? {} : { 'current.number.year': year }) };
    return this.#run(async ({ collections }) => {
      const found = await collections.records.find(filter, { projection: LOG }).sort({ 'current.number.year': -1, _id: 1 }).toArray();
      return firstSeen(found, sees);
    });
  }

  findByUscc(uscc: string, sees: SeesLog): Promise<string | null> {
    return this.#run(async ({ collections }) => {
      const found = await collections.records.find({ 'current.uscc': uscc }, { projection: LOG }).sort({ _id: 1 }).toArray();
      return firstSeen(found, sees);
    });
  }

  lastSerial(authority: string, kind: RecordKind): Promise<number> {
    return this.#run(async ({ log }) => (await log.authority(authority)).serials[kind] ?? 0);
  }

  append(key: string, changes: readonly Change[]): Promise<LogHead> {
    return this.#run(async ({ log }) => logHead(await log.append(key, changes)));
  }

  changes(key: string, range: LogRange): Promise<LogPage> {
    return this.#run(async ({ client, collections, facts }) =>
      inCausalOrder(client, facts, async (session) => readPage({ collections, facts, ...(session && { session }) }, key, range)),
    );
  }

  head(key: string): Promise<LogHead> {
    return this.#run(async ({ log }) => logHead(await log.head(key)));
  }

  listLive(key: string, afterId: string, limit: number): Promise<readonly { readonly id: string; readonly version: number }[]> {
    const filter = { 'current.authority': key, 'current.live': true, _id: { $gt: afterId } };
    return this.#run(async ({ collections }) => {
      const found = await collections.records.find(filter, { projection: { 'current.version': 1 } }).sort({ _id: 1 }).limit(limit).toArray();
      return found.map(({ _id, current }) => ({ id: _id, version: current.version }));
    });
  }

  originsOf(ids: readonly string[]): Promise<readonly (RecordOrigin | null)[]> {
    return this.#run(async ({ collections, facts }) => {
      const found = await findByIds(collections.records, ids, facts, { 'current.version': 1, 'current.contentHash': 1, 'current.sources': 1 });
      return ids.map((id) => readOrigin(found.get(id)?.current));
    });
  }

  restore(key: string, entries: readonly ArchivedEntry[]): Promise<LogHead> {
    return this.#run(async ({ log }) => logHead(await log.restore(key, entries)));
  }

  tiles(log: string, refs: readonly TileRef[]): Promise<readonly Uint8Array[]> {
    return this.#run(async ({ collections, facts }) => readTiles(collections, facts, log, refs));
  }

  /** As `getMany`: what is not seen is read all the same. */
  history(id: string, afterVersion: number, limit: number, sees: SeesLog = () => true): Promise<readonly LoggedEntry[]> {
    return this.#run(async ({ collections, facts }) => {
      const entries = await readHistory({ collections, facts }, id, afterVersion, limit);
      return entries.map((entry) => (sees(entry.log) ? entry : { ...entry, document: null }));
    });
  }

  watch(grown: () => void): void {
    this.#watch ??= new CollectionWatch({
      collection: 'logs',
      projection: { 'current.seq': 1 },
      place: this.#place,
      changed: grown,
      logger: this.#logger,
    });
  }

  async close(): Promise<void> {
    await this.#watch?.close();
    await this.#place.close();
  }

  #run<Result>(work: (parts: Parts) => Promise<Result>): Promise<Result> {
    return this.#place.run(async ({ client, db, facts }) => {
      const collections = catalogCollections(db);
      return work({ client, collections, facts, log: new MongoLog({ client, collections, facts }) });
    });
  }
}

async function settle(logs: MongoLog, authority: string, logger: Logger): Promise<void> {
  await logs.settle(authority);
  for (const log of await logs.logsOf(authority)) {
    if (!(await logs.endsAtHead(log))) logger.error({ log }, 'the end of the log is not what the head says: other hands changed it; see `ucat node check`');
  }
}

const LOG = { 'current.authority': 1 } as const;

const firstSeen = (found: readonly { readonly _id: string; readonly current: Pick<RecordState, 'authority'> }[], sees: SeesLog): string | null =>
  found.find(({ current }) => sees(current.authority))?._id ?? null;

const logHead = ({ seq, live, leafHash, digest }: HeadState): LogHead => ({ head: seq, live, leafHash, digest: digest ?? null });

const readOrigin = (state: RecordState | undefined): RecordOrigin | null => state ? { version: state.version, contentHash: state.contentHash, sources: state.sources } : null;

function readState(state: RecordState | undefined): StoredRecord | null {
  if (!state || state.document === '') return null;
  const { authority: log, live, kind, at, contentHash, document } = state;
  return live
    ? { log, state: 'LIVE', record: JSON.parse(document) as CatalogRecord, contentHash: contentHash ?? '', at }
    : { log, state: 'RETIRED', kind, tombstone: JSON.parse(document) as Tombstone, at };
}
