import { LRUCache } from 'lru-cache';

export interface MomentaryCacheOptions {
  /** How long a value may be given again. */
  readonly reuseMillis: number;
  /** Sizes of all values and keys, together. */
  readonly maxSize: number;
  /** In milliseconds. @default performance.now */
  readonly now?: () => number;
}

/** Values that are good for a moment. */
export interface MomentaryCache<Value extends object> {
  get(key: string): Value | undefined;
  /** @param size of value and key, more than 0 */
  set(key: string, value: Value, size: number): void;
  /** Values held, those that are over included until they are let go. */
  readonly size: number;
}

/** How long values that are over may lie about. */
const SWEEP_MILLIS = 1_000;

/**
 * A cache whose values are let go soon after they are over: without that, questions that are never asked again would fill
 * it to its limit with answers that nobody is given any more.
 */
export function momentaryCache<Value extends object>({ reuseMillis, maxSize, now = () => performance.now() }: MomentaryCacheOptions): MomentaryCache<Value> {
  const kept = new LRUCache<string, Value>({ maxSize, ttl: reuseMillis, perf: { now }, ttlResolution: 0 });
  let swept = now();
  return {
    get: (key) => kept.get(key),
    set(key, value, size) {
      kept.set(key, value, { size });
      if (now() - swept < SWEEP_MILLIS) return;
      swept = now();
      kept.purgeStale();
    },
    get size() {
      return kept.size;
    },
  };
}
