import { setTimeout as delay } from 'node:timers/promises';

export interface TidyingOptions {
  /** Does some of it, in a few hundredths of a second. @returns false where nothing is left to do */
  readonly step: () => boolean;
  /** Whether nobody else needs the thread. */
  readonly isIdle: () => boolean;
  readonly onFailure: (error: unknown) => void;
  /** How often it is looked whether there is something to do. @default 500 */
  readonly everyMillis?: number;
}

/** Beside others a fifth of the time. */
const RESTS = 4;

/**
 * Does in steps what can wait, for as long as there is something to do: without a pause where nobody else needs the thread, for a fifth
 * of the time where somebody does. The thread's calls are served between the steps.
 */
export class Tidying {
  readonly #options: TidyingOptions;
  readonly #timer: NodeJS.Timeout;
  #isAtWork = false;
  #isStopped = false;

  constructor(options: TidyingOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#work(), options.everyMillis ?? 500).unref();
  }

  /** No step begins from here on. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }

  async #work(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    try {
      for (let begun = performance.now(); !this.#isStopped && this.#options.step(); begun = performance.now()) {
        await delay(this.#options.isIdle() ? 0 : (performance.now() - begun) * RESTS, undefined, { ref: false });
      }
    } catch (error) {
      this.#options.onFailure(error);
    } finally {
      this.#isAtWork = false;
    }
  }
}
