/** What is known of an authority's feed. */
export type FeedState =
  /** Nothing was heard of it since the start. */
  | { readonly status: 'NEW'; readonly asOf: Date | null }
  /** It answers, and there is more of its log to read. */
  | { readonly status: 'CATCHING_UP'; readonly asOf: Date | null }
  /** The index held all of it at `asOf`; a reason says where the node counts otherwise. */
  | { readonly status: 'CURRENT'; readonly asOf: Date; readonly reason?: string }
  /** Copies and owner differ, and the whole log is read again; until it takes their place, the copies stay. */
  | { readonly status: 'RESYNCING'; readonly asOf: Date | null; readonly reason: string }
  /** The last contact failed; what it published before stays. */
  | { readonly status: 'UNREACHABLE'; readonly asOf: Date | null; readonly reason: string }
  /** It answers, and the index did not take in what it said. */
  | { readonly status: 'NOT_TAKEN'; readonly asOf: Date | null; readonly reason: string }
  /** It answers with another history than the one that was read; what it published before stays. */
  | { readonly status: 'DIVERGED'; readonly asOf: Date | null; readonly reason: string }
  /** Its node has signed two histories: nothing of it is taken until an operator says so. */
  | { readonly status: 'QUARANTINED'; readonly asOf: Date | null; readonly reason: string }
  /** It is a member whose node is not asked, or the index has records of it and the registry does not name it. */
  | { readonly status: 'SUSPENDED' | 'UNLISTED'; readonly asOf: Date | null };

/** What the last answer of a node said, and how far its log is taken in. */
export interface Contact {
  readonly lastContact: Date;
  /** Number of the newest entry of its log, by its own word. */
  readonly head: number;
  /** Number of the last entry that was taken in. */
  readonly seq: number;
  /** Whether all of that belongs to a log that its node has signed. */
  readonly verified: boolean;
}

/** What the resyncs since the start did. */
export interface ResyncCounts {
  readonly resyncs: number;
  readonly written: number;
  readonly removed: number;
}

/** How fresh one authority's records are, in the words of the API. */
export interface Freshness extends ResyncCounts {
  readonly authority: string;
  readonly status: FeedState['status'];
  readonly reason: string | null;
  readonly asOf: Date | null;
  readonly reachable: boolean;
  /** When its node was heard last; null where it was not since the start. */
  readonly lastContact: Date | null;
  /** Entries that were published at the last contact and are not taken in; null where it was not heard since the start. */
  readonly lagEntries: number | null;
  /** Whether what was taken in is verified by the node's signature; false where it was not heard since the start. */
  readonly verified: boolean;
}

/** The state of every feed, for those who ask how fresh an answer is. */
export class FeedStates {
  readonly #states = new Map<string, FeedState>();
  readonly #contacts = new Map<string, Contact>();
  readonly #resyncs = new Map<string, ResyncCounts>();

  get(authority: string): FeedState {
    return this.#states.get(authority) ?? { status: 'NEW', asOf: null };
  }

  set(authority: string, state: FeedState): void {
    this.#states.set(authority, state);
  }

  heard(authority: string, contact: Contact): void {
    this.#contacts.set(authority, contact);
  }

  countResync(authority: string, { written, removed }: Omit<ResyncCounts, 'resyncs'>): void {
    const before = this.#resyncs.get(authority) ?? NO_RESYNCS;
    this.#resyncs.set(authority, { resyncs: before.resyncs + 1, written: before.written + written, removed: before.removed + removed });
  }

  delete(authority: string): void {
    for (const known of [this.#states, this.#contacts, this.#resyncs]) known.delete(authority);
  }

  get authorities(): readonly string[] {
    return [...this.#states.keys()];
  }

  /** Of every authority, in the order of their codes. */
  freshness(): readonly Freshness[] {
    return [...this.#states.keys()].sort().map((authority) => this.#freshnessOf(authority));
  }

  #freshnessOf(authority: string): Freshness {
    const state = this.get(authority);
    const contact = this.#contacts.get(authority);
    return {
      authority,
      status: state.status,
      reason: ('reason' in state ? state.reason : null) ?? null,
      asOf: state.asOf,
      reachable: REACHABLE.includes(state.status),
      lastContact: contact?.lastContact ?? null,
      verified: contact?.verified ?? false,
      lagEntries: contact ? Math.max(0, contact.head - contact.seq) : null,
      ...(this.#resyncs.get(authority) ?? NO_RESYNCS),
    };
  }
}

const NO_RESYNCS: ResyncCounts = { resyncs: 0, written: 0, removed: 0 };
const REACHABLE: readonly FeedState['status'][] = ['CURRENT', 'CATCHING_UP', 'RESYNCING'];
