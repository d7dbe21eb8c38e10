import type { QueryDemandMatchesArgs } from '../../../../schema/generated/search.js';
import type { SearchContext } from '../search-context.js';
import { checkCount } from '../search-input.js';
import { findMatches, readDemand, type FoundMatch } from './find-matches.js';
import { inTurns } from './in-turns.js';

const MOST_DEMANDS = 100;
const MOST_MATCHES = 50;

/** What each demand finds, for the reader in whose name a service asks; null where he may know of no such demand. */
export async function demandMatches(_: unknown, { demands, first }: QueryDemandMatchesArgs, { index, viewer }: SearchContext): Promise<readonly (readonly FoundMatch[] | null)[]> {
  checkCount('demands', demands.length, 0, MOST_DEMANDS);
  checkCount('first', first, 0, MOST_MATCHES);
  return inTurns(demands, async (id) => {
    const [copy] = await index.copies([id], viewer);
    const demand = readDemand(id, copy ?? null);
    return demand && findMatches(demand, { first }, index, viewer);
  });
}
