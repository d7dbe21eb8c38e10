import type { QueryTerms } from '../../text/query-terms.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { SearchRequest } from '../search-index.js';
import { openWindow, reopenWindow, type OpenWindow, type PlacedHit } from '../vectors/open-window.js';
import type { VectorSource } from '../vectors/vector-source.js';
import type { QueryVector } from '../vectors/vector-store.js';
import { isWithin, MOST_IN_WINDOW, WINDOW, type Window } from '../vectors/window.js';
import type { CursorPlace } from './cursor.js';
import { pageOf, type Order } from './order.js';

/** An order of hits of which the first may stand by what they mean too. */
export interface Reordered {
  readonly order: Order;
  /** The window that the hit at a position is in; null behind it, and where there is none. */
  readonly windowOf: (position: number) => Window | null;
}

/** What a list's first page, or its cursor, says of what the query means. */
export interface MeaningAsked {
  readonly vector: QueryVector | null;
  /** That of the first page, where this one is behind a cursor. */
  readonly window: Window | null;
}

/** What is asked of a page: its cursor decides, where it has one. */
export function meaningAsked({ sort, vector }: Pick<SearchRequest, 'sort' | 'vector'>, terms: QueryTerms | null, after: CursorPlace | null): MeaningAsked {
  if (sort !== 'RELEVANCE' || terms === null) return { vector: null, window: null };
  return after === null ? { vector: vector ?? null, window: null } : { vector: null, window: after.window };
}

/** Orders the best hits by what they mean too, where that is asked for and known. Hits are slots. */
export function reorder(order: Order, { vector, window }: MeaningAsked, columns: RecordColumns, source: VectorSource<number>): Reordered {
  const placed = (position: number): PlacedHit<number> => ({ hit: order.hits[position] as number, key: order.keys[position] as number, id: columns.ids.get(order.hits[position] as number) });
  if (window !== null) {
    const positions = within(order, window, columns);
    return reordered(order, positions, reopenWindow(positions.map(placed), window, source));
  }
  if (vector === null) return { order, windowOf: () => null };
  const positions = pageOf(order, WINDOW, null, columns);
  return reordered(order, positions, openWindow(positions.map(placed), vector, source));
}

function reordered(order: Order, positions: readonly number[], opened: OpenWindow | null): Reordered {
  if (opened === null) return { order, windowOf: () => null };
  const keys = order.keys.slice();
  positions.forEach((position, place) => (keys[position] = opened.keys[place] as number));
  const members = new Set(positions);
  return { order: { ...order, keys }, windowOf: (position) => (members.has(position) ? opened.window : null) };
}

/** Positions of the hits in a window, in any order; no more than tell that there are too many. */
function within({ hits, keys }: Order, window: Window, columns: RecordColumns): readonly number[] {
  const positions: number[] = [];
  for (let position = 0; position < hits.length && positions.length <= MOST_IN_WINDOW; position++) {
    const key = keys[position] as number;
    if (key > window.edge.key || (key === window.edge.key && isWithin({ key, id: columns.ids.get(hits[position] as number) }, window))) positions.push(position);
  }
  return positions;
}
