import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a condition gives a value, asking every 20 ms. @throws Error after `limitMillis`, with what was seen last */
export async function until<Value>(what: string, look: () => Promise<Value | null | undefined | false>, limitMillis = 20_000): Promise<Value> {
  const end = performance.now() + limitMillis;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const value = await look();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await delay(20);
  }
  throw new Error(`Waited ${String(limitMillis)} ms for ${what}; last seen: ${String(last)}`);
}
