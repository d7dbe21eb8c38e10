import type { CallSigner } from './call-signer.js';

/** A key agreed with a service, as its caller uses it. */
export interface HeldKey {
  readonly sign: CallSigner;
  /** From when on another one is agreed on, while this one goes on. */
  readonly renewMillis: number;
  readonly endMillis: number;
}

/** How long an offer is under way, for which another call makes none. An answer may be lost, and a long poll takes its time. */
const OFFER_MILLIS = 5_000;
/** How long nothing is offered to a service that did not take an offer: one of an older version. */
const QUIET_MILLIS = 60_000;
/** The same for one that forgets keys, such as several processes behind one address: twice as long each time, up to this. */
const LONGEST_QUIET_MILLIS = 600_000;

/** How a caller stands with one service: the key that they have agreed on, and when it is worth while to offer one. Times are those of a clock that nobody sets. */
export class ServiceStanding {
  #held: HeldKey | null = null;
  #offersFrom = -Infinity;
  #forgotten = 0;

  /** The agreed key, while it is good. */
  held(now: number): HeldKey | null {
    if (this.#held && now >= this.#held.endMillis) {
      this.#held = null;
      // It has lived out its time.
      this.#forgotten = 0;
    }
    return this.#held;
  }

  /** Whether a call should offer a key now. */
  isDue(now: number): boolean {
    return now >= this.#offersFrom && now >= (this.held(now)?.renewMillis ?? -Infinity);
  }

  offered(now: number): void {
    this.#offersFrom = now + OFFER_MILLIS;
  }

  /** The service has taken the offer. */
  agreed(key: HeldKey, now: number): void {
    // A key that lived until it was time for the next one was not forgotten.
    if (this.held(now)) this.#forgotten = 0;
    this.#held = key;
    this.#offersFrom = -Infinity;
  }

  /** The service has answered an offer as if there were none. */
  passedOver(now: number): void {
    this.#offersFrom = now + QUIET_MILLIS;
  }

  /**
   * The service does not know the key. Once, as where it was started anew, another one is agreed on at once; where that
   * happens again and again, each call would be sent twice, and all are signed for a while.
   */
  forgotten(key: HeldKey, now: number): void {
    if (key !== this.held(now)) return;
    this.#held = null;
    this.#forgotten += 1;
    this.#offersFrom = this.#forgotten === 1 ? -Infinity : now + Math.min(QUIET_MILLIS * 2 ** (this.#forgotten - 2), LONGEST_QUIET_MILLIS);
  }
}
