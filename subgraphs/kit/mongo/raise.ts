import { MongoBulkWriteError, type AnyBulkWriteOperation, type BulkWriteOptions, type Collection, type OptionalUnlessRequiredId } from 'mongodb';
import type { Keyed } from './find-by-ids.js';
import type { ServerFacts } from './server-facts.js';

/** The number that a state's place in history is known by; the larger, the later. It must be the first field. */
export interface Ordered {
  readonly seq: number;
}

/** A document that holds the latest state of something. */
export interface Latest<State extends Ordered> extends Keyed {
  readonly current: State;
}

/** A state to be kept, unless a later one is there. */
export interface Put<State extends Ordered> {
  readonly _id: string;
  /** Whether nothing was there before: then, what is there now is this state or a later one. */
  readonly fresh: boolean;
  readonly current: State;
}

/**
 * Keeps states, each unless a later one is there already, so that it may be done twice and by several processes at
 * once. `$max` compares embedded documents field by field, and the first field is `seq`.
 */
export async function raise<State extends Ordered>(collection: Collection<Latest<State>>, puts: readonly Put<State>[], facts: ServerFacts): Promise<void> {
  const fresh = puts.filter((put) => put.fresh).map(({ _id, current }) => ({ _id, current }));
  await Promise.all([insertMissing(collection, fresh), raiseAll(collection, puts.filter((put) => !put.fresh), facts)]);
}

async function raiseAll<State extends Ordered>(collection: Collection<Latest<State>>, puts: readonly Put<State>[], { updatesAtOnce }: ServerFacts): Promise<void> {
  for (let from = 0; from < puts.length; from += updatesAtOnce) {
    const updates = puts.slice(from, from + updatesAtOnce).map(({ _id, current }) => ({ updateOne: { filter: { _id }, update: { $max: { current } }, upsert: true } }));
    const write = async (): Promise<unknown> => collection.bulkWrite(updates as unknown as AnyBulkWriteOperation<Latest<State>>[], { ordered: false });
    try {
      await write();
    } catch (error) {
      if (!isOnlyDuplicates(error)) throw error;
      // Another upsert of the same document was first: now it is there.
      await write();
    }
  }
}

/**
 * Inserts the documents whose `_id` is not there yet; `ordered`, those before the first that is there.
 *
 * @returns whether none was there. What was there may be another document
 */
export async function insertMissing<Doc extends Keyed>(collection: Collection<Doc>, docs: readonly Doc[], options: BulkWriteOptions = { ordered: false }): Promise<boolean> {
  if (docs.length === 0) return true;
  try {
    await collection.insertMany(docs as readonly OptionalUnlessRequiredId<Doc>[], options);
    return true;
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error;
    return false;
  }
}

function isOnlyDuplicates(error: unknown): boolean {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined) return false;
  const errors = [error.writeErrors].flat();
  return errors.length > 0 && errors.every(({ code }) => code === 11_000);
}
