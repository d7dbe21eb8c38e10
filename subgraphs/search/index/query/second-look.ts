import type { QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { SearchRequest } from '../search-index.js';
import type { CursorPlace, Edge } from './cursor.js';
import { pageOf, placeOf, type Order } from './order.js';
import { EXACT_BONUS } from './rank.js';

/** Hits that are looked at again: more than anybody reads, and few enough to read their texts. */
export const LOOKED_AT = 50;

/**
 * Whether a page has hits that are looked at again. Behind those all stand as their words say, and a search of nothing but codes
 * is taken as it is.
 */
export function isLookedAt({ sort, first }: Pick<SearchRequest, 'sort' | 'first'>, terms: QueryTerms | null, after: CursorPlace | null): boolean {
  const isOfRest = after !== null && after.window === null && after.edge !== null && !isBefore(after, after.edge);
  return sort === 'RELEVANCE' && terms !== null && !terms.isCode && first > 0 && !isOfRest;
}

/** How many of the first hits may be looked at again, and tell where these end. */
export const mostLooked = (after: CursorPlace | null): number => (after ? 2 * LOOKED_AT : LOOKED_AT + 1);

/**
 * Raises the best hits by what their texts say, and tells where these hits end. Scores are only raised, so all of them stay before
 * the rest. The pages behind the first raise the same hits, by the edge that their cursor has: so what comes in or goes
 * meanwhile, up to as many again, shows no hit twice and loses none.
 *
 * @param order by relevance; its keys are changed
 * @param sharesOf what to add to the score of each slot, as a share of it, 0 or more
 */
export function lookAgain(order: Order, after: CursorPlace | null, columns: RecordColumns, sharesOf: (slots: readonly number[]) => readonly number[]): Edge | null {
  const best = pageOf(order, mostLooked(after), null, columns);
  const edge = after ? after.edge : edgeOf(order, best[LOOKED_AT], columns);
  const looked = edge === null ? best : best.filter((position) => isBefore(placeOf(order, position, columns), edge));
  // What is named exactly stands as it is.
  const raised = looked.filter((position) => (order.keys[position] as number) < EXACT_BONUS);
  const shares = sharesOf(raised.map((position) => order.hits[position] as number));
  raised.forEach((position, index) => (order.keys[position] = (order.keys[position] as number) * (1 + (shares[index] as number))));
  return edge;
}

function edgeOf(order: Order, position: number | undefined, columns: RecordColumns): Edge | null {
  if (position === undefined) return null;
  const { key, id } = placeOf(order, position, columns);
  return { key, id };
}

/** Whether a hit stands before an edge, by the order of its words alone. */
export const isBefore = ({ key, id }: Edge, edge: Edge): boolean => key > edge.key || (key === edge.key && id < edge.id);
