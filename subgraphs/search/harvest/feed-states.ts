/** What is known of an authority's feed. */
export type FeedState =
  /** Nothing was heard of it yet. */
  | { readonly status: 'NEW'; readonly asOf: null }
  /** It answers, and there is more of its log to read. */
  | { readonly status: 'CATCHING_UP'; readonly asOf: Date | null }
  /** The index held all of it at `asOf`; a reason says where the node counts otherwise. */
  | { readonly status: 'CURRENT'; readonly asOf: Date; readonly reason?: string }
  /** The last contact failed; what it published before stays. */
  | { readonly status: 'UNREACHABLE'; readonly asOf: Date | null; readonly reason: string }
  /** It answers, and the index did not take in what it said. */
  | { readonly status: 'NOT_TAKEN'; readonly asOf: Date | null; readonly reason: string }
  /** It answers with another history than the one that was read; what it published before stays. */
  | { readonly status: 'DIVERGED'; readonly asOf: Date | null; readonly reason: string }
  /** It is a member whose node is not asked, or the index has records of it and the registry does not name it. */
  | { readonly status: 'SUSPENDED' | 'UNLISTED'; readonly asOf: Date | null };

/** How fresh one authority's records are, in the words of the API. */
export interface Freshness {
  readonly authority: string;
  readonly asOf: Date | null;
  readonly reachable: boolean;
}

/** The state of every feed, for those who ask how fresh an answer is. */
export class FeedStates {
  readonly #states = new Map<string, FeedState>();

  get(authority: string): FeedState {
    return this.#states.get(authority) ?? { status: 'NEW', asOf: null };
  }

  set(authority: string, state: FeedState): void {
    this.#states.set(authority, state);
  }

  delete(authority: string): void {
    this.#states.delete(authority);
  }

  get authorities(): readonly string[] {
    return [...this.#states.keys()];
  }

  /** Of every authority, in the order of their codes. */
  freshness(): readonly Freshness[] {
    return [...this.#states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([authority, { status, asOf }]) => ({ authority, asOf, reachable: status === 'CURRENT' || status === 'CATCHING_UP' }));
  }
}
