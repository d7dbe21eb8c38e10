import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance, for those who wait: what a harvest depends on beside its nodes and its index. */
export interface Clock {
  now(): Date;
  /** Resolves after `millis`, or at once when `signal` aborts. */
  sleep(millis: number, signal: AbortSignal): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (millis, signal) => delay(millis, undefined, { signal }).catch(() => undefined),
  random: Math.random,
};
