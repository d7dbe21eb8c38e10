import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import { catalogCollections, type CatalogCollections } from '../../subgraphs/catalog/stores/mongo-collections.js';
import { openMongoRecordStore } from '../../subgraphs/catalog/stores/mongo-record-store.js';
import { contentHash, publishRecord, type RecordContent } from '../../subgraphs/catalog/model.js';
import type { Change, RecordStore } from '../../subgraphs/catalog/stores/record-store.js';
import { describeServer, type ServerFacts } from '../../subgraphs/kit/mongo/server-facts.js';
import { freshDatabase } from './mongo.js';

/** A store in a database of its own, and the parts that it is made of, for tests that take one of them away. */
export interface MongoParts extends AsyncDisposable {
  readonly store: RecordStore;
  readonly client: MongoClient;
  readonly collections: CatalogCollections;
  readonly facts: ServerFacts;
}

export async function openMongoParts(): Promise<MongoParts> {
  const database = freshDatabase();
  const client = await MongoClient.connect(database.uri);
  const store = openMongoRecordStore({ uri: database.uri, database: database.name, timeoutMillis: 10_000, poolSize: 10, authorities: [], logger: pino({ level: 'silent' }) });
  await store.head('ANY');
  const db = client.db(database.name);
  const close = async (): Promise<void> => {
    await store.close();
    await client.close();
    await database.drop();
  };
  return { store, client, collections: catalogCollections(db), facts: await describeServer(db), [Symbol.asyncDispose]: close };
}

/** An organization in a version of its own text, which a source knows by an identifier. */
export function organizationChange(id: string, version: number, identifier: string, at = '2026-03-01T08:00:00.000Z'): Change {
  const body: RecordContent = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: `局 ${String(version)}` }], sources: [{ system: 's', identifier }] };
  return { op: 'UPSERT', published: publishRecord(body, id, version, at), contentHash: contentHash(body), at };
}

/** What becomes of a call of a collection's method; `call` makes it. */
export type Passing = (method: string, args: readonly unknown[], call: (args: readonly unknown[]) => unknown) => unknown;

/** A collection whose calls go through a hand. */
export function passedThrough<Target extends object>(collection: Target, pass: Passing): Target {
  return new Proxy(collection, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as unknown;
      return typeof method === 'function' ? (...args: readonly unknown[]) => pass(String(name), args, (given) => Reflect.apply(method, target, given) as unknown) : method;
    },
  });
}

/** Collections whose calls all go through one hand. */
export function allPassedThrough(collections: CatalogCollections, pass: Passing): CatalogCollections {
  return Object.fromEntries(Object.entries(collections).map(([name, collection]) => [name, passedThrough(collection as object, pass)])) as unknown as CatalogCollections;
}
