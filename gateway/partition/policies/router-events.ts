import type { ServedFrom } from '../../../schema/generated/catalog.js';

/** How asking a node ended. `LEFT_ALONE`: it was not asked, for it has not answered lately. `GIVEN_UP`: the client went away. */
export type AskOutcome = 'ANSWERED' | 'TIMED_OUT' | 'FAILED' | 'LEFT_ALONE' | 'GIVEN_UP';

/** One request to a node, as it concerns one authority. */
export interface Asked {
  readonly authority: string;
  /** Address of the node that was asked. */
  readonly url: string;
  /** Whether that is the owner's or the replica. */
  readonly servedFrom: ServedFrom;
  readonly outcome: AskOutcome;
  readonly millis: number;
}

/** Told of what the router does. Must not throw, and must be quick: it is called for each authority of each request. */
export interface RouterEvents {
  onAsked(asked: Asked): void;
}

export const NO_EVENTS: RouterEvents = { onAsked: () => undefined };
