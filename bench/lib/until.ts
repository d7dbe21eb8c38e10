import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** @default 20 */
  readonly everyMillis?: number;
  /** @default 120000 */
  readonly mostMillis?: number;
}

/** Asks again and again until it holds. @throws Error where it does not in time: what was begun has failed */
export async function until(what: string, holds: () => Promise<boolean>, { everyMillis = 20, mostMillis = 120_000 }: Patience = {}): Promise<void> {
  const end = performance.now() + mostMillis;
  while (!(await holds())) {
    if (performance.now() >= end) throw new Error(`Waited ${String(mostMillis / 1000)} s for ${what}.`);
    await delay(everyMillis);
  }
}
