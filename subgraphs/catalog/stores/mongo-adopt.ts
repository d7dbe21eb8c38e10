import { findByIds } from '../../kit/mongo/find-by-ids.js';
import { insertMissing, raise } from '../../kit/mongo/raise.js';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import { numberedKey, type CatalogCollections, type EntryDoc, type HeadState, type Pending, type SerialsInUse } from './mongo-collections.js';
import { EMPTY_HEAD } from './mongo-commit.js';
import { growTree } from './mongo-tiles.js';

/** A head as it was kept while every authority had one log. */
type OldHead = HeadState & { readonly serials?: SerialsInUse };

/** The first entry of an append as it was kept then, with all of the append in it. */
interface OldFirstEntry extends EntryDoc {
  readonly after?: OldHead;
  readonly pending?: Pending;
}

/**
 * Takes over logs that were begun while appends of an authority had no numbers of their own: an append was then committed
 * in its first entry, and states went by the number of the entry in the one log that there was. So appends go on being
 * numbered from its end. What a process left half done is projected first. May be done twice and by several processes.
 *
 * @param served codes whose logs are looked for also where they have no head, which the first append wrote last
 */
export async function adoptOldLogs(collections: CatalogCollections, facts: ServerFacts, served: readonly string[]): Promise<void> {
  const { authorities, logs } = collections;
  const begun = (await logs.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id).filter((log) => !log.includes('/'));
  const codes = [...new Set([...begun, ...served])];
  const known = await findByIds(authorities, codes, facts, { _id: 1 });
  for (const code of codes) if (!known.has(code)) await adopt(collections, facts, code);
}

async function adopt(collections: CatalogCollections, facts: ServerFacts, code: string): Promise<void> {
  const head: OldHead | undefined = (await collections.logs.findOne({ _id: code }))?.current;
  const end = (await projectOld(collections, facts, code, head ?? EMPTY_HEAD)) ?? head;
  if (!end) return;
  const { seq, serials = {} } = end;
  await insertMissing(collections.authorities, [{ _id: code, current: { seq, serials } }]);
}

/** @returns the head that an append after `head` has left; null where there is none */
async function projectOld(collections: CatalogCollections, facts: ServerFacts, code: string, head: OldHead): Promise<OldHead | null> {
  const { entries, records, sources, logs } = collections;
  const first = (await entries.findOne({ _id: numberedKey(code, head.seq + 1) })) as OldFirstEntry | null;
  if (!first?.after) return null;
  const { _id, leafHash, after, pending } = first;
  if (pending) {
    await Promise.all([insertMissing(entries, pending.entries), raise(records, pending.records, facts), raise(sources, pending.sources, facts)]);
    await growTree(collections, facts, code, after.seq, [leafHash, ...pending.entries.map((entry) => entry.leafHash)]);
    await entries.updateOne({ _id }, { $unset: { pending: '' } });
  }
  await raise(logs, [{ _id: code, fresh: false, current: after }], facts);
  return after;
}
