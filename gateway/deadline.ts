import type { ScopedContext } from '../subgraphs/kit/apollo-handler.js';

/** What the gateway hands its data sources beside the request of a client. */
export interface DeadlineContext extends Partial<ScopedContext> {
  /** When the request's time is over, whoever is asked for it; in the milliseconds of `performance.now`. */
  readonly deadline: number;
}

/** The deadline of the request that a data source is asked for; none where the gateway asks for itself. */
export const deadlineOf = (context: unknown): number | undefined => (context as Partial<DeadlineContext> | undefined)?.deadline;

/** What is left of a time-out before a deadline. Nothing, or less, where that has passed. */
export const timeLeft = (timeoutMillis: number, deadline: number | undefined): number => (deadline === undefined ? timeoutMillis : Math.min(timeoutMillis, deadline - performance.now()));
