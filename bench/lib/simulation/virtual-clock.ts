import type { Clock } from '../../../subgraphs/search/harvest/clock.js';
import type { Random } from '../random.js';

interface Timer {
  readonly at: number;
  readonly number: number;
  readonly fire: () => void;
}

/** Time that passes only when nothing else is left to do, so that a run is the same whatever machine it is on. */
export class VirtualClock implements Clock {
  readonly #random: Random;
  #millis = Date.UTC(2026, 0, 1);
  #timers: Timer[] = [];
  #numbers = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get millis(): number {
    return this.#millis;
  }

  now(): Date {
    return new Date(this.#millis);
  }

  random(): number {
    return this.#random.next();
  }

  sleep(millis: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = (): void => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.after(millis, end);
      signal?.addEventListener('abort', end);
    });
  }

  /** @returns what takes it back */
  after(millis: number, fire: () => void): () => void {
    const timer = { at: this.#millis + Math.max(0, Math.ceil(millis)), number: ++this.#numbers, fire };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** Lets time pass until `end`, one timer after the other, each with all that follows from it. */
  async passUntil(end: number): Promise<void> {
    for (;;) {
      await settled();
      const next = this.#timers.reduce<Timer | null>((first, timer) => (first === null || timer.at < first.at || (timer.at === first.at && timer.number < first.number) ? timer : first), null);
      if (next === null || next.at > end) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#millis = next.at;
      next.fire();
    }
    this.#millis = Math.max(this.#millis, end);
  }
}

/** All promises that can go on have gone on: a turn of the event loop comes after every microtask. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
