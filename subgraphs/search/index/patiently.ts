import { ExponentialBackoff, type IBackoff } from 'cockatiel';
import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Wait after the first failure; it grows with each. */
  readonly initialMillis: number;
  /** Longest that is waited. */
  readonly mostMillis: number;
  /** Where it is aborted nothing is tried any more, and no wait goes on. */
  readonly signal: AbortSignal;
  readonly onFailure: (error: Error) => void;
}

/** Tries some work until it is done. Resolves with null where it was aborted before; what fails after that is told to nobody. */
export async function patiently<Result>(work: () => Promise<Result>, { initialMillis, mostMillis, signal, onFailure }: Patience): Promise<Result | null> {
  let backoff: IBackoff<unknown> | undefined;
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return null;
      onFailure(error as Error);
      backoff = backoff ? backoff.next(undefined) : new ExponentialBackoff({ initialDelay: initialMillis, maxDelay: mostMillis }).next();
      await delay(backoff.duration, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
