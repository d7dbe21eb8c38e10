import { LRUCache } from 'lru-cache';

export interface TokenBucketOptions {
  /** Tokens that come back in a minute. */
  readonly perMinute: number;
  /** Tokens at most, and at the beginning. */
  readonly burst: number;
  /** Keys that are remembered; the longest unseen is forgotten first. @default 100000 */
  readonly keys?: number;
  /** @default performance.now */
  readonly now?: () => number;
}

/** Takes a token of a key. @returns 0, or where there is none the milliseconds until there is */
export type TakeToken = (key: string) => number;

/** A bucket of tokens for each key, in the memory of this process. */
export function tokenBuckets({ perMinute, burst, keys = 100_000, now = () => performance.now() }: TokenBucketOptions): TakeToken {
  const perMilli = perMinute / 60_000;
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: keys });
  return function take(key) {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + (at - bucket.at) * perMilli);
    bucket.at = at;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMilli);
    bucket.tokens -= 1;
    return 0;
  };
}
