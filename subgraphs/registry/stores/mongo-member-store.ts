import type { Collection, Db } from 'mongodb';
import { isDeepStrictEqual } from 'node:util';
import { CollectionWatch } from '../../kit/mongo/collection-watch.js';
import type { MongoConfig } from '../../kit/mongo/config.js';
import { MongoPlace } from '../../kit/mongo/mongo-place.js';
import { isDuplicateKey } from '../../kit/mongo/store-failure.js';
import type { Logger } from '../../kit/logger.js';
import type { MemberData, MemberRequest, MemberTable } from '../model.js';
import { joinRows, withMember, type MemberRow, type RegistryRows } from './member-rows.js';
import { TableChanged, type MemberStore } from './member-store.js';

export interface MongoMemberStoreOptions extends MongoConfig {
  /** Told the cause of what is answered as `STORE_UNAVAILABLE`. */
  readonly logger: Logger;
}

/** A revision of the whole table. None is ever changed or removed: together they are the registry's history. */
interface RevisionDoc extends RegistryRows {
  /** The revision, in twelve digits. */
  readonly _id: string;
  readonly revision: number;
}

/** A request, or what became of it: the one with the highest `turn` under a code is the last. */
interface RequestDoc {
  /** `<code>/<turn in six digits>` */
  readonly _id: string;
  readonly code: string;
  readonly turn: number;
  readonly request: MemberRequest;
}

const EMPTY: RegistryRows & { readonly revision: number } = { revision: 0, members: [], authorities: [] };

/**
 * The registry in MongoDB, written by any number of processes. Every change is one insert under the next number: of two
 * that go on from the same revision the second finds the number taken, and decides again.
 */
export function openMongoMemberStore(options: MongoMemberStoreOptions): MemberStore {
  return new MongoMemberStore(options);
}

class MongoMemberStore implements MemberStore {
  readonly #place: MongoPlace;
  readonly #logger: Logger;
  #watch: CollectionWatch | undefined;

  constructor(options: MongoMemberStoreOptions) {
    this.#logger = options.logger;
    // Nothing to prepare: everything is found by `_id`.
    this.#place = new MongoPlace({ ...options, prepare: async () => undefined });
  }

  get reachable(): boolean {
    return this.#place.reachable;
  }

  table(): Promise<MemberTable> {
    return this.#place.run(async ({ db }) => {
      const { revision, ...rows } = await latest(db);
      return joinRows(revision, rows);
    });
  }

  put(member: MemberData, expected?: number): Promise<boolean> {
    return this.#place.run(async ({ db }) => {
      for (;;) {
        const { revision, members, authorities } = await latest(db);
        if (expected !== undefined && expected !== revision) throw new TableChanged(`Expected the member table at revision ${String(expected)} but it is at ${String(revision)}.`);
        const rows = withMember({ members, authorities }, member);
        if (isDeepStrictEqual(rows, { members, authorities })) return false;
        if (await inserted(revisions(db), { _id: String(revision + 1).padStart(12, '0'), revision: revision + 1, ...rows })) return true;
      }
    });
  }

  requests(): Promise<readonly MemberRequest[]> {
    return this.#place.run(async ({ db }) => {
      const docs = await requestsOf(db).find().sort({ _id: 1 }).toArray();
      return [...new Map(docs.map(({ code, request }) => [code, request])).values()];
    });
  }

  putRequest(request: MemberRequest, replaces: string | null): Promise<boolean> {
    return this.#place.run(async ({ db }) => {
      const { code } = request.member;
      // By `_id`, for nothing else has an index: `0` is the character after `/`.
      const [last] = await requestsOf(db).find({ _id: { $gte: `${code}/`, $lt: `${code}0` } }).sort({ _id: -1 }).limit(1).toArray();
      if ((last?.request.id ?? null) !== replaces) return false;
      const turn = (last?.turn ?? 0) + 1;
      return inserted(requestsOf(db), { _id: `${code}/${String(turn).padStart(6, '0')}`, code, turn, request });
    });
  }

  watch(changed: () => void): void {
    this.#watch ??= new CollectionWatch({ collection: 'revisions', projection: { _id: 1 }, newest: 1, place: this.#place, changed, logger: this.#logger });
  }

  async close(): Promise<void> {
    await this.#watch?.close();
    await this.#place.close();
  }
}

const revisions = (db: Db): Collection<RevisionDoc> => db.collection('revisions');
const requestsOf = (db: Db): Collection<RequestDoc> => db.collection('requests');

async function latest(db: Db): Promise<RegistryRows & { readonly revision: number }> {
  const [newest = EMPTY] = await revisions(db).find({}, { projection: { _id: 0 } }).sort({ _id: -1 }).limit(1).toArray();
  // Revisions that an older version wrote say nothing of this.
  return { ...newest, members: newest.members.map((member) => ({ ...member, readPolicy: (member as Partial<MemberRow>).readPolicy ?? 'OWNER_FIRST' })) };
}

/** @returns false where the `_id` is taken */
async function inserted<Doc extends { readonly _id: string }>(collection: Collection<Doc>, doc: Doc): Promise<boolean> {
  try {
    await collection.insertOne(doc as Parameters<typeof collection.insertOne>[0]);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
