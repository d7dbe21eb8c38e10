import type { SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import type { SimulatedEntry, SimulatedLog } from './simulated-log.js';

type Copies = Awaited<ReturnType<SearchIndex['copies']>>;

/**
 * What the index does not have though it has read a log up to `seq`: each record whose newest entry stands there or
 * before must be what that entry made of it.
 *
 * @param mayBeOlder whether of an entry an older copy may be there all the same. @default of none
 */
export async function missing(index: SearchIndex, log: SimulatedLog, seq: number, mayBeOlder: (entry: SimulatedEntry) => boolean = () => false): Promise<readonly string[]> {
  const read = [...log.newest.values()].filter((entry) => entry.seq <= seq);
  const copies = await index.copies(read.map(({ id }) => id));
  return read.flatMap((entry, at) => problemOf(entry, copies[at] ?? null, mayBeOlder(entry)));
}

/** What the index has otherwise than a log that it has read to its end, by its copies and by what searches find. */
export async function unequal(index: SearchIndex, authority: string, log: SimulatedLog): Promise<readonly string[]> {
  const { hits } = await index.search({ query: null, filter: { authorities: [authority] }, sort: 'TITLE', first: 100, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false });
  const sound = [...log.newest.values()].filter((entry) => entry.sound && entry.op === 'UPSERT').map(({ id }) => id);
  const poisoned = new Set([...log.newest.values()].filter((entry) => !entry.sound).map(({ id }) => id));
  const found = hits.map(({ id }) => id).filter((id) => !poisoned.has(id));
  const counts = found.sort().join() === sound.sort().join() ? [] : [`${authority}: searches find ${found.join()} where ${sound.join()} are live.`];
  return [...counts, ...(await missing(index, log, log.head))];
}

/** Of what can't be taken in an older copy may be there, or none. */
function problemOf({ id, seq, version, op, text, sound }: SimulatedEntry, copy: Copies[number], mayBeOlder: boolean): readonly string[] {
  if (mayBeOlder && (copy === null || copy.version < version)) return [];
  const expected = op === 'UPSERT' ? text : null;
  if (!sound) return copy === null || copy.version < version ? [] : [`${id}: entry ${String(seq)} can't be read, but there is version ${String(copy.version)}.`];
  if (copy?.version === version && copy.document === expected) return [];
  return [`${id}: entry ${String(seq)} left version ${String(version)}${op === 'UPSERT' ? '' : ', withdrawn'}, but the index has ${copy === null ? 'nothing' : `version ${String(copy.version)}${copy.document === null ? ', withdrawn' : ''}`}.`];
}
