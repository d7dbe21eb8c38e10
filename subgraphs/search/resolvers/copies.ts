import { logKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import type { QueryCopiesArgs } from '../../../schema/generated/search.js';
import { authorityIn } from '../../../schema/ids.js';
import { LONGEST_DOCUMENT } from '../harvest/change-page.js';
import { provenanceOf } from './provenance.js';
import type { SearchContext } from './search-context.js';
import { checkCount } from './search-input.js';

const MOST_COPIES = 1_000;
/** Characters that the documents of one answer may have together. */
const MOST_CHARACTERS = 16_000_000;

/** Copies of records, for the replica and the layers. @throws OPERATION_TOO_LARGE where their documents are too long together */
export async function copies(_: unknown, { ids }: QueryCopiesArgs, { index, feeds, viewer }: SearchContext) {
  checkCount('ids', ids.length, 0, MOST_COPIES);
  // The replica looks after its own readers; nobody else is given more than it may see.
  const found = await index.copies(ids, viewer.roles.includes('REPLICA') ? 'SERVICE' : viewer, MOST_CHARACTERS + LONGEST_DOCUMENT);
  // As long as there is room for one more document, whichever, none was left out.
  const characters = found.reduce((sum, copy) => sum + (copy?.document?.length ?? 0), 0);
  if (characters > MOST_CHARACTERS) throw catalogError('OPERATION_TOO_LARGE', `ids: expected records with ${String(MOST_CHARACTERS)} characters together at most but these have more; ask for fewer at once.`, { limit: MOST_CHARACTERS });
  return found.map((copy, position) => {
    const id = ids[position] as string;
    return copy && { ...copy, provenance: () => provenanceOf(id, copy, index), asOf: feeds.get(logKey(authorityIn(id), copy.log)).asOf?.toISOString() ?? null };
  });
}
