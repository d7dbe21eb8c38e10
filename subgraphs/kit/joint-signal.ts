import { setMaxListeners } from 'node:events';

/** A signal for work that several wait for: it aborts when all of them have given up. One without a signal never does. */
export class JointSignal {
  readonly #controller = new AbortController();
  readonly #leaving = new Map<AbortSignal, () => void>();
  #waiting = 0;

  constructor() {
    // Whatever is done for those who wait may listen: that is no leak.
    setMaxListeners(0, this.#controller.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts in one more who waits, until `signal` aborts. */
  join(signal: AbortSignal | undefined): void {
    this.#waiting += 1;
    if (!signal) return;
    const leave = (): void => {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#controller.abort();
    };
    if (signal.aborted) return leave();
    const before = this.#leaving.get(signal);
    // One client may wait for several things: its signal counts each.
    const all = before ? () => [before, leave].forEach((one) => one()) : leave;
    if (before) signal.removeEventListener('abort', before);
    this.#leaving.set(signal, all);
    signal.addEventListener('abort', all, { once: true });
  }

  /** The work is done: lets go of the signals. */
  end(): void {
    for (const [signal, leave] of this.#leaving) signal.removeEventListener('abort', leave);
    this.#leaving.clear();
  }
}
