import { insertMissing, raise } from '../../kit/mongo/raise.js';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import type { CommitDoc, EntryDoc, HeadState, ReadSource } from './mongo-collections.js';
import { growTree } from './mongo-tiles.js';

/**
 * Projects an append. Whatever of it was done before may be done again, also late: no state replaces a later one.
 *
 * @returns the head that it left; null where another entry has the number of one of its own. Such an append was checked
 * against less than there was: nothing of it is shown, and it is taken back, so that the next one can have its number
 */
export async function projectCommit(source: ReadSource, code: string, commit: CommitDoc): Promise<HeadState | null> {
  const { collections, facts, session } = source;
  const { authorities, logs, commits, records, sources } = collections;
  const { _id, seq, log, after, serials, pending } = commit;
  if (pending) {
    if (!(await putEntries(source, pending.entries))) {
      await withdraw(source, commit);
      return null;
    }
    await Promise.all([raise(records, pending.records, facts), raise(sources, pending.sources, facts)]);
    await growTree(collections, facts, log, after.seq, pending.entries.map(({ leafHash }) => leafHash), session);
  }
  // The texts leave the append before the number says that there is nothing to be done: else they would stay in it for good.
  await Promise.all([raise(logs, [{ _id: log, fresh: false, current: after }], facts), pending && commits.updateOne({ _id }, { $unset: { pending: '' } })]);
  await raise(authorities, [{ _id: code, fresh: false, current: { seq, serials } }], facts);
  return after;
}

/** @returns whether all are there; false where another one has the number of one of them */
async function putEntries(source: ReadSource, entries: readonly EntryDoc[]): Promise<boolean> {
  const options = source.session && { session: source.session };
  // In order: where the first number is another's, none after it is taken.
  if (await insertMissing(source.collections.entries, entries, { ordered: true, ...options })) return true;
  if (await someTaken(source, entries)) return false;
  await insertMissing(source.collections.entries, entries, { ordered: false, ...options });
  return !(await someTaken(source, entries));
}

/** Whether another entry has the number of one of these. */
async function someTaken({ collections, facts, session }: ReadSource, entries: readonly EntryDoc[]): Promise<boolean> {
  const found = await findByIds(collections.entries, entries.map(({ _id }) => _id), facts, { leafHash: 1 }, session);
  return entries.some(({ _id, leafHash }) => (found.get(_id)?.leafHash ?? leafHash) !== leafHash);
}

/** Not one that was projected, nor one that has its number since. */
async function withdraw({ collections: { commits } }: ReadSource, { _id, after }: CommitDoc): Promise<void> {
  await commits.deleteOne({ _id, 'after.leafHash': after.leafHash, pending: { $exists: true } });
}
