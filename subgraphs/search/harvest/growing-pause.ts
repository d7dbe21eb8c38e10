import type { Clock } from './clock.js';

/** Pauses that double from one failure to the next, each with chance in it, so that many do not come back at once. */
export class GrowingPause {
  readonly #clock: Clock;
  readonly #firstMillis: number;
  readonly #mostMillis: number;
  #failures = 0;

  constructor(clock: Clock, firstMillis: number, mostMillis: number) {
    this.#clock = clock;
    this.#firstMillis = firstMillis;
    this.#mostMillis = mostMillis;
  }

  /** How long to wait now. */
  nextMillis(): number {
    const millis = Math.min(this.#mostMillis, this.#firstMillis * 2 ** this.#failures);
    this.#failures++;
    return millis * (0.5 + this.#clock.random() / 2);
  }

  /** Begins with the short ones again. */
  reset(): void {
    this.#failures = 0;
  }
}
