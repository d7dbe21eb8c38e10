import type { ClientSession, Collection, Document, Filter, WithId } from 'mongodb';
import type { ServerFacts } from './server-facts.js';

/** Documents whose `_id` is a text. */
export interface Keyed extends Document {
  readonly _id: string;
}

/** Reads the documents with these ids, those that exist, in one request where the server finds many by index. */
export async function findByIds<Doc extends Keyed>(
  collection: Collection<Doc>,
  ids: readonly string[],
  { findsManyByIndex }: ServerFacts,
  projection: Document = {},
  session?: ClientSession,
): Promise<ReadonlyMap<string, WithId<Doc>>> {
  const distinct = [...new Set(ids)];
  const options = { projection, ...(session && { session }) };
  const found = findsManyByIndex
    ? await collection.find({ _id: { $in: distinct } } as unknown as Filter<Doc>, { ...options, batchSize: distinct.length + 1 }).toArray()
    : await Promise.all(distinct.map(async (id) => collection.findOne({ _id: id } as Filter<Doc>, options)));
  return new Map(found.flatMap((doc) => (doc === null ? [] : [[(doc as Keyed)._id, doc] as const])));
}
