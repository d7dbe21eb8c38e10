import type { Clock } from './clock.js';
import { GrowingPause } from './growing-pause.js';

const MOST_BAD_PAGES = 5;
const LONGEST_PAUSE_MILLIS = 3_600_000;

/** Whether a log is to be read once more, and why. Where that ended no difference, it is not due again before a pause. */
export class ResyncDue {
  readonly #clock: Clock;
  readonly #pause: GrowingPause;
  #reason: string | null = null;
  #notBefore = 0;
  /** How many came one after the other. */
  #badPages = 0;

  /** @param pauseMillis the first pause; it doubles up to an hour */
  constructor(clock: Clock, pauseMillis: number) {
    this.#clock = clock;
    this.#pause = new GrowingPause(clock, pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  /** Makes it due, whatever was tried before. */
  demand(reason: string): void {
    this.#reason = reason;
  }

  /** Makes it due; false where one was tried not long ago. */
  ask(reason: string): boolean {
    if (this.#clock.now().getTime() < this.#notBefore) return false;
    this.#reason = reason;
    return true;
  }

  /** Where the page behind the cursor is wrong again and again, it may be the cursor: one that a bad page left. */
  countBadPage(reason: string): void {
    this.#badPages++;
    if (this.#badPages >= MOST_BAD_PAGES && this.ask(reason)) this.#badPages = 0;
  }

  /** A page was right. */
  countGoodPage(): void {
    this.#badPages = 0;
  }

  /** @returns why it is due, null where it isn't; it is due no more */
  take(): string | null {
    const reason = this.#reason;
    this.#reason = null;
    return reason;
  }

  /** It was tried. */
  rest(): void {
    this.#notBefore = this.#clock.now().getTime() + this.#pause.nextMillis();
  }

  /** It did what it was to do: the next pause is the first again. */
  reset(): void {
    this.#pause.reset();
  }
}
