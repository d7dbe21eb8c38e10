import { setTimeout as delay } from 'node:timers/promises';

export interface TidyingOptions {
  /** Does some of it, in a few hundredths of a second. @returns false where nothing is left to do */
  readonly step: () => boolean;
  /** Whether nobody else needs the thread. */
  readonly isIdle: () => boolean;
  /** Whether a round of steps has ended: what is left to do came up while it was under way. */
  readonly isRoundDone: () => boolean;
  readonly onFailure: (error: unknown) => void;
  /** How often it is looked whether there is something to do. @default 500 */
  readonly everyMillis?: number;
}

/** Beside others a fifth of the time. */
const RESTS = 4;
/** What comes up just after a round began is done with by the end of the next: beside others within so long, or two rounds where these take longer. */
const DONE_WITHIN_MILLIS = 60_000;
/** How long the rest between two rounds may be, in lengths of a round. */
const MOST_RESTS_OF_ROUND = 2;

/**
 * Does in steps what can wait, for as long as there is something to do: without a pause where nobody else needs the thread, for a fifth
 * of the time where somebody does, and then with a rest between rounds: what comes up steadily is done in fewer of them. The thread's calls are served between the steps.
 */
export class Tidying {
  readonly #options: TidyingOptions;
  readonly #timer: NodeJS.Timeout;
  #isAtWork = false;
  #isStopped = false;
  /** When the round under way began; null between two. */
  #roundBegan: number | null = null;
  #restsUntil = 0;

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
    if (this.#isAtWork || this.#mayRest) return;
    this.#isAtWork = true;
    try {
      while (!this.#isStopped && !this.#mayRest) {
        const begun = performance.now();
        this.#roundBegan ??= begun;
        const isAny = this.#options.step();
        if (!isAny || this.#options.isRoundDone()) this.#endRound(isAny);
        if (!isAny) break;
        await delay(this.#options.isIdle() ? 0 : (performance.now() - begun) * RESTS, undefined, { ref: false });
      }
    } catch (error) {
      this.#roundBegan = null;
      this.#options.onFailure(error);
    } finally {
      this.#isAtWork = false;
    }
  }

  get #mayRest(): boolean {
    return performance.now() < this.#restsUntil && !this.#options.isIdle();
  }

  #endRound(rests: boolean): void {
    const now = performance.now();
    const took = now - (this.#roundBegan ?? now);
    this.#roundBegan = null;
    this.#restsUntil = rests ? now + restAfter(took) : 0;
  }
}

/** How long the rest is after a round that took so long, in milliseconds. */
export const restAfter = (took: number): number => Math.max(0, Math.min(MOST_RESTS_OF_ROUND * took, DONE_WITHIN_MILLIS - 2 * took));
