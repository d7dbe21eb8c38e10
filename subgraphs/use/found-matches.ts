import type { IndexDoor } from '../kit/layers/index-door.js';
import type { RequestScope } from '../kit/observe/request-scope.js';

/** A dataset that a demand finds, or a demand that finds a dataset, as the index says it. */
export interface FoundMatch {
  /** Of the dataset, or of the demand. */
  readonly id: string;
  readonly score: number;
  /** Words by which it was found, as they stand in the dataset. */
  readonly words: readonly string[];
  readonly matchedBy: readonly { readonly asked: string; readonly found: string; readonly by: string }[];
}

export interface FoundArrivals {
  readonly matches: readonly FoundMatch[];
  readonly cursor: string;
  readonly isBehind: boolean;
}

const MATCH = '{ id score words matchedBy { asked found by } }';
const MATCHES = `query ($ids: [ID!]!, $first: Int!) { demandMatches(demands: $ids, first: $first) ${MATCH} }`;
const WANTS = `query ($ids: [ID!]!, $first: Int!) { wants(datasets: $ids, first: $first) ${MATCH} }`;
const ARRIVALS = `query ($id: ID!, $after: String) { arrivals(demand: $id, after: $after) { matches ${MATCH} cursor isBehind } }`;

/** What the index finds for demands, by its own ranking and for the viewer that the call is signed for. */
export class FoundMatches {
  readonly #index: IndexDoor;

  constructor(index: IndexDoor) {
    this.#index = index;
  }

  /** Datasets that each demand finds, the best first; null where there is no such demand. @throws INDEX_UNAVAILABLE, or what the index has against the question */
  ofDemands(ids: readonly string[], first: number, scope?: RequestScope): Promise<readonly (readonly FoundMatch[] | null)[]> {
    return this.#index.askEach(ids.length, { field: 'demandMatches', query: MATCHES, variables: { ids, first }, scope });
  }

  /** Open demands that find each dataset, those published last first. @throws INDEX_UNAVAILABLE, or what the index has against the question */
  ofDatasets(ids: readonly string[], first: number, scope?: RequestScope): Promise<readonly (readonly FoundMatch[])[]> {
    return this.#index.askEach(ids.length, { field: 'wants', query: WANTS, variables: { ids, first }, scope });
  }

  /** What has come for a demand since a place in the logs; null where there is no such demand. @throws INDEX_UNAVAILABLE, BAD_CURSOR */
  async since(id: string, after: string | null, scope?: RequestScope): Promise<FoundArrivals | null> {
    return (await this.#index.ask({ field: 'arrivals', query: ARRIVALS, variables: { id, after }, scope })) as FoundArrivals | null;
  }
}
