import type { Collection, Db, Filter } from 'mongodb';
import type { MongoPlace } from '../../kit/mongo/mongo-place.js';
import { isDuplicateKey } from '../../kit/mongo/store-failure.js';
import type { AccessRequest } from './access-request.js';
import { orderOf, type AccessStore, type ListedAfter, type RequestFilter, type RestrictedDetails } from './access-store.js';

interface RequestDoc {
  readonly _id: string;
  readonly place: string;
  readonly authority: string;
  readonly requester: string;
  readonly record: string;
  readonly steps: number;
  readonly body: AccessRequest;
}

interface RestrictedDoc {
  readonly _id: string;
  readonly details: RestrictedDetails;
}

/** A store in MongoDB, for any number of processes. */
export function openMongoAccessStore(place: MongoPlace): AccessStore {
  return new MongoAccessStore(place);
}

/** Indexes of the requests. */
export async function createAccessIndexes(db: Db): Promise<void> {
  await requestsOf(db).createIndex({ authority: 1, place: -1 }, { name: 'authority' });
  await requestsOf(db).createIndex({ requester: 1, place: -1 }, { name: 'requester' });
}

class MongoAccessStore implements AccessStore {
  readonly #place: MongoPlace;

  constructor(place: MongoPlace) {
    this.#place = place;
  }

  get reachable(): boolean {
    return this.#place.reachable;
  }

  request(id: string): Promise<AccessRequest | null> {
    return this.#place.run(async ({ db }) => (await requestsOf(db).findOne({ _id: id }))?.body ?? null);
  }

  putRequest(request: AccessRequest, before: AccessRequest | null): Promise<boolean> {
    return this.#place.run(async ({ db }) => {
      const { id, authority, requester, record, trail } = request;
      const rest = { place: orderOf(request), authority, requester, record, steps: trail.length, body: request };
      if (before) return (await requestsOf(db).replaceOne({ _id: id, steps: before.trail.length }, rest)).matchedCount > 0;
      try {
        await requestsOf(db).insertOne({ _id: id, ...rest });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    });
  }

  requests({ authorities, requester, record }: RequestFilter, { after, limit }: ListedAfter): Promise<readonly AccessRequest[]> {
    const filter: Filter<RequestDoc> = {
      ...(authorities && { authority: { $in: [...authorities] } }),
      ...(requester !== undefined && { requester }),
      ...(record !== undefined && { record }),
      ...(after && { place: { $lt: orderOf(after) } }),
    };
    return this.#place.run(async ({ db }) => (await requestsOf(db).find(filter).sort({ place: -1 }).limit(limit).toArray()).map(({ body }) => body));
  }

  restricted(record: string): Promise<RestrictedDetails | null> {
    return this.#place.run(async ({ db }) => (await restrictedOf(db).findOne({ _id: record }))?.details ?? null);
  }

  putRestricted(record: string, details: RestrictedDetails | null): Promise<void> {
    return this.#place.run(async ({ db }) => {
      if (details) await restrictedOf(db).replaceOne({ _id: record }, { details }, { upsert: true });
      else await restrictedOf(db).deleteOne({ _id: record });
    });
  }

  async close(): Promise<void> {
    await this.#place.close();
  }
}

const requestsOf = (db: Db): Collection<RequestDoc> => db.collection('access_requests');
const restrictedOf = (db: Db): Collection<RestrictedDoc> => db.collection('restricted');
