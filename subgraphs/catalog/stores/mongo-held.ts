import { readLogKey } from '../../../schema/audience.js';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import type { Source } from '../model.js';
import { sourceKeyOf, type AuthorityState, type HeadState, type ReadSource } from './mongo-collections.js';
import { EMPTY_HEAD, NO_APPENDS, type Held } from './mongo-commit.js';
import type { ArchivedEntry, Change } from './record-store.js';

/** Of one read. */
export const inSession = ({ session }: ReadSource) => session && { session };

export async function readHead(source: ReadSource, log: string): Promise<HeadState> {
  return (await source.collections.logs.findOne({ _id: log }, inSession(source)))?.current ?? EMPTY_HEAD;
}

export async function readAuthority(source: ReadSource, code: string): Promise<AuthorityState> {
  return (await source.collections.authorities.findOne({ _id: code }, inSession(source)))?.current ?? NO_APPENDS;
}

/**
 * What the store holds of what an append names. All of it is read after the number of the authority, and in causal order: an
 * append that takes the next number was checked against nothing older.
 */
export async function readHeld(source: ReadSource, log: string, changes: readonly Change[]): Promise<Held> {
  const authority = await readAuthority(source, readLogKey(log).authority);
  const ids = changes.map(({ published }) => published.body.id);
  const named = changes.flatMap((change) => (change.op === 'UPSERT' ? (change.published.body.sources ?? []) : []));
  const [head, records, sources] = await Promise.all([readHead(source, log), heldRecords(source, ids), heldSources(source, log, named)]);
  return { authority, head, records, sources };
}

/** The same of entries that another store had; also whose the sources are now that the records had before. */
export async function readHeldBefore(source: ReadSource, log: string, entries: readonly ArchivedEntry[]): Promise<Held> {
  const authority = await readAuthority(source, readLogKey(log).authority);
  const [head, records] = await Promise.all([readHead(source, log), heldRecords(source, entries.map(({ id }) => id))]);
  const named = [...entries, ...records.values()].flatMap(({ sources }) => sources ?? []);
  return { authority, head, records, sources: await heldSources(source, log, named) };
}

async function heldRecords({ collections, facts, session }: ReadSource, ids: readonly string[]): Promise<Held['records']> {
  return currents(await findByIds(collections.records, ids, facts, { 'current.authority': 1, 'current.version': 1, 'current.live': 1, 'current.sources': 1 }, session));
}

async function heldSources({ collections, facts, session }: ReadSource, log: string, sources: readonly Source[]): Promise<Held['sources']> {
  const { authority } = readLogKey(log);
  return currents(await findByIds(collections.sources, sources.map((source) => sourceKeyOf(authority, source)), facts, {}, session));
}

const currents = <State>(docs: ReadonlyMap<string, { readonly current: State }>): ReadonlyMap<string, State> =>
  new Map([...docs].map(([id, { current }]) => [id, current]));
