import { logKey } from '../../../schema/audience.js';
import type { QueryBearersArgs } from '../../../schema/generated/search.js';
import type { IndexCopy } from '../index/search-index.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';

/** Values that one question may name. */
const MOST_VALUES = 200;
/** Records that are told of one name, the first of them in the order of `locate`. */
const MOST_BEARERS = 200;

/** Copies of the records that bear each of the names, for the reader in whose name a service asks. */
export async function bearers(_: unknown, { kind, key, values }: QueryBearersArgs, { index, feeds, viewer }: SearchContext) {
  checkCount('values', values.length, 0, MOST_VALUES);
  const ids = await Promise.all(values.map(async (value) => (await index.locate(kind, key, checkQuery('value', value), viewer)).slice(0, MOST_BEARERS)));
  const wanted = [...new Set(ids.flat())];
  const copies = new Map((await index.copies(wanted, viewer)).map((copy, position) => [wanted[position], copy] as const));
  return ids.map((some) => some.flatMap((id) => bearer(id, copies.get(id) ?? null, feeds)));
}

/** None where it was withdrawn since it was located. */
function bearer(id: string, copy: IndexCopy | null, feeds: SearchContext['feeds']): readonly object[] {
  if (!copy || copy.document === null) return [];
  const asOf = feeds.get(logKey(id.slice(0, id.indexOf('-')), copy.log)).asOf?.toISOString() ?? null;
  return [{ id, version: copy.version, document: copy.document, asOf }];
}
