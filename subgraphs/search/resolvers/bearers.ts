import { logKey } from '../../../schema/audience.js';
import type { QueryBearersArgs } from '../../../schema/generated/search.js';
import type { IndexCopy } from '../index/search-index.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';

/** Values that one question may name. */
const MOST_VALUES = 200;
/** Records that are told of one name. */
const MOST_BEARERS = 200;
/** Records that are told in one answer, and about how many characters their documents may have together. */
const MOST_COPIES = 1_000;
const MOST_CHARACTERS = 16_000_000;
/** Copies that are read at once. */
const STEP = 100;

/** Copies of the records that bear each of the names, for the reader in whose name a service asks. */
export async function bearers(_: unknown, { kind, key, values }: QueryBearersArgs, { index, feeds, viewer }: SearchContext) {
  checkCount('values', values.length, 0, MOST_VALUES);
  const located = await Promise.all(values.map((value) => index.locate(kind, key, checkQuery('value', value), viewer)));
  const ids = located.map((some) => dealt(byAuthority(some), MOST_BEARERS));
  const copies = await readCopies([...dealt(ids.map((some) => [...some]), MOST_COPIES)], index, viewer);
  return located.map((some, position) => some.filter((id) => ids[position]?.has(id)).flatMap((id) => bearer(id, copies.get(id) ?? null, feeds)));
}

/** The first of each list, then the second of each, and so on: no long list takes the place of a short one. */
function dealt(lists: readonly (readonly string[])[], most: number): ReadonlySet<string> {
  const taken = new Set<string>();
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let round = 0; round < longest && taken.size < most; round++) {
    for (const list of lists) {
      const id = list[round];
      if (id !== undefined && taken.size < most) taken.add(id);
    }
  }
  return taken;
}

async function readCopies(ids: readonly string[], index: SearchContext['index'], viewer: SearchContext['viewer']): Promise<ReadonlyMap<string, IndexCopy | null>> {
  const copies = new Map<string, IndexCopy | null>();
  let characters = 0;
  for (let from = 0; from < ids.length && characters < MOST_CHARACTERS; from += STEP) {
    const some = ids.slice(from, from + STEP);
    (await index.copies(some, viewer)).forEach((copy, position) => {
      copies.set(some[position] as string, copy);
      characters += copy?.document?.length ?? 0;
    });
  }
  return copies;
}

function byAuthority(ids: readonly string[]): readonly (readonly string[])[] {
  const lists = new Map<string, string[]>();
  for (const id of ids) {
    const list = lists.get(authorityIn(id)) ?? [];
    list.push(id);
    lists.set(authorityIn(id), list);
  }
  return [...lists.values()];
}

const authorityIn = (id: string): string => id.slice(0, id.indexOf('-'));

/** None where it was withdrawn since it was located, or is beyond what one answer holds. */
function bearer(id: string, copy: IndexCopy | null, feeds: SearchContext['feeds']): readonly object[] {
  if (!copy || copy.document === null) return [];
  const asOf = feeds.get(logKey(authorityIn(id), copy.log)).asOf?.toISOString() ?? null;
  return [{ id, version: copy.version, document: copy.document, asOf }];
}
