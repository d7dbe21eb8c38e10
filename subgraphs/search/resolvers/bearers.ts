import { logKey } from '../../../schema/audience.js';
import type { QueryBearersArgs } from '../../../schema/generated/search.js';
import { authorityIn } from '../../../schema/ids.js';
import type { IndexCopy } from '../index/search-index.js';
import { byAuthority, dealt } from '../model/deal.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';

/** Values that one question may name. */
const MOST_VALUES = 200;
/** Records that are told of one name. */
const MOST_BEARERS = 200;
/** Records that are told in one answer, and how many characters their documents may have together. */
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

async function readCopies(ids: readonly string[], index: SearchContext['index'], viewer: SearchContext['viewer']): Promise<ReadonlyMap<string, IndexCopy | null>> {
  const copies = new Map<string, IndexCopy | null>();
  let characters = 0;
  for (let from = 0; from < ids.length && characters < MOST_CHARACTERS; from += STEP) {
    const some = ids.slice(from, from + STEP);
    (await index.copies(some, viewer, MOST_CHARACTERS - characters)).forEach((copy, position) => {
      copies.set(some[position] as string, copy);
      characters += copy?.document?.length ?? 0;
    });
  }
  return copies;
}

/** None where it was withdrawn since it was located, or is beyond what one answer holds. */
function bearer(id: string, copy: IndexCopy | null, feeds: SearchContext['feeds']): readonly object[] {
  if (!copy || copy.document === null) return [];
  const asOf = feeds.get(logKey(authorityIn(id), copy.log)).asOf?.toISOString() ?? null;
  return [{ id, version: copy.version, document: copy.document, asOf }];
}
