import type { JSONWebKeySet } from 'jose';

/** Keys that somebody else publishes as a JWK set (RFC 7517), as what is made of it. */
export interface KeySet<Made> {
  /** What was made of the keys as they are known; asks for them where that was long ago. @throws Error where none were ever had */
  current(): Promise<Made>;
  /** Asks for them anew, because one was not among them, unless that was done a moment ago. @returns whether they may be others now */
  renew(): Promise<boolean>;
}

export interface KeySetOptions<Made> {
  /** @throws Error that says why there are none */
  readonly load: () => Promise<unknown>;
  /** Makes of a set what its keys are used by, once for each load. @throws Error that says why nothing can be made of it */
  readonly make: (set: JSONWebKeySet) => Made;
  /** How long keys are used before they are asked for again; they go on where nobody answers. @default 300000 */
  readonly freshMillis?: number;
  /** Shortest pause between two questions. @default 10000 */
  readonly pauseMillis?: number;
  /** Told of a question that failed while there are keys. @default nobody */
  readonly onFailure?: (error: unknown) => void;
  /** @default performance.now */
  readonly now?: () => number;
}

/** Keeps keys while their publisher does not answer. Nothing is asked before a key is needed. */
export function keySet<Made>({ load, make, freshMillis = 300_000, pauseMillis = 10_000, onFailure = () => undefined, now = () => performance.now() }: KeySetOptions<Made>): KeySet<Made> {
  let known: { readonly made: Made } | null = null;
  let loadedAt = -Infinity;
  let askedAt = -Infinity;
  let failure: unknown = null;
  let loading: Promise<void> | null = null;

  const ask = async (): Promise<void> => {
    askedAt = now();
    try {
      known = { made: make(readKeySet(await load())) };
      loadedAt = now();
      failure = null;
    } catch (error) {
      failure = error;
      onFailure(error);
    }
  };
  const askOnce = (): Promise<void> => (loading ??= ask().finally(() => (loading = null)));
  const mayAsk = (): boolean => loading !== null || now() - askedAt >= pauseMillis;

  return {
    async current() {
      if (known === null && mayAsk()) await askOnce();
      // Nobody waits for keys that are only getting old.
      else if (now() - loadedAt >= freshMillis && mayAsk()) void askOnce();
      if (known === null) throw new Error(`The keys could not be had: ${(failure as Error).message}`, { cause: failure });
      return known.made;
    },
    async renew() {
      if (!mayAsk()) return false;
      await askOnce();
      return failure === null;
    },
  };
}

/** @throws Error where the value is no JWK set */
function readKeySet(value: unknown): JSONWebKeySet {
  const { keys } = (typeof value === 'object' && value !== null ? value : {}) as { readonly keys?: unknown };
  const isKey = (key: unknown): boolean => typeof key === 'object' && key !== null && typeof (key as { kty?: unknown }).kty === 'string';
  if (!Array.isArray(keys) || !keys.every(isKey)) throw new Error('expected a JWK set, an object with the list `keys`');
  return value as JSONWebKeySet;
}
