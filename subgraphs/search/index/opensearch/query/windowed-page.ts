import { meaningAsked } from '../../query/reorder.js';
import type { CursorPlace, Edge } from '../../query/cursor.js';
import { openWindow, reopenWindow, type PlacedHit } from '../../vectors/open-window.js';
import type { VectorSource } from '../../vectors/vector-source.js';
import { isWithin, MOST_IN_WINDOW, WINDOW, type Window } from '../../vectors/window.js';
import { behind } from './best-hits.js';
import type { HitOfEngine, SearchAnswerOfEngine } from './hits.js';
import type { SearchPlan } from './search-body.js';

/** A page with one hit more, and all counts; and where the hits end that were looked at twice. */
export interface PageOfEngine {
  readonly answer: SearchAnswerOfEngine;
  readonly edge: Edge | null;
}

/**
 * The page of a search, the best hits in an order by what they mean too where that is asked for and known. The engine is then
 * asked for all of the window, and as many hits behind it as the page may have.
 */
export async function windowedPage(plan: SearchPlan, vectors: VectorSource<string>, pageOf: (plan: SearchPlan) => Promise<PageOfEngine>): Promise<PageOfEngine> {
  const { request, terms, after } = plan;
  const { vector, window } = meaningAsked(request, terms, after);
  // Without vectors of the model there is no reason to ask for more than the page.
  if (window === null && (vector === null || vectors.now()?.model !== vector.model)) return pageOf(plan);
  const size = (window === null ? WINDOW : MOST_IN_WINDOW) + 1 + request.first;
  const { answer, edge } = await pageOf({ ...plan, after: startOf(plan), request: { ...request, first: size } });
  const placed = answer.hits.hits.map((hit) => ({ hit: hit._source.id, key: Number(hit.sort[0]), id: hit._source.id }));
  const members = window === null ? placed.slice(0, WINDOW) : placed.filter((hit) => isWithin(hit, window));
  const opened = window !== null ? reopenWindow(members, window, vectors) : vector !== null ? openWindow(members, vector, vectors) : null;
  const hits = opened === null ? answer.hits.hits : inOrder(answer.hits.hits, members, opened.keys, opened.window);
  return { answer: { ...answer, hits: { ...answer.hits, hits: behind(hits, after).slice(0, request.first + 1) } }, edge };
}

/** A place before all hits, with what the cursor says of those that are looked at twice: none are where the query is but codes. */
const startOf = ({ after, terms }: SearchPlan): CursorPlace | null => (after === null || terms?.isCode === true ? null : { ...after, key: Number.MAX_VALUE });

/** Those of the window by their new keys, then the others as they are. */
function inOrder(hits: readonly HitOfEngine[], members: readonly PlacedHit<string>[], keys: readonly number[], window: Window): readonly HitOfEngine[] {
  const keyOf = new Map(members.map(({ id }, place) => [id, keys[place] as number]));
  const inWindow = hits.flatMap((hit) => {
    const key = keyOf.get(hit._source.id);
    return key === undefined ? [] : [{ ...hit, sort: [key, hit._source.id] as const, window }];
  });
  inWindow.sort((a, b) => b.sort[0] - a.sort[0] || (a.sort[1] < b.sort[1] ? -1 : 1));
  return [...inWindow, ...hits.filter(({ _source }) => !keyOf.has(_source.id))];
}
