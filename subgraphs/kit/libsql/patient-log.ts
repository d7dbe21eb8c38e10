import type { WriteAheadLog } from './write-ahead-log.js';

export interface PatientLogOptions {
  /** @default 1000 */
  readonly everyMillis?: number;
  /** Told once for each time that what was removed stays: the error, or null where a reader or the disk is in the way. */
  readonly onVain: (error: Error | null) => void;
}

/** Empties a write-ahead log after each transaction, and where it was in vain again and again until it is empty, whether anything is written or not. */
export class PatientLog {
  readonly #log: Pick<WriteAheadLog, 'settle' | 'clear'>;
  readonly #everyMillis: number;
  readonly #onVain: (error: Error | null) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(log: Pick<WriteAheadLog, 'settle' | 'clear'>, { everyMillis = 1_000, onVain }: PatientLogOptions) {
    this.#log = log;
    this.#everyMillis = everyMillis;
    this.#onVain = onVain;
  }

  /** To be called after each transaction. What is committed stands, whatever becomes of the log. @param removed as `WriteAheadLog` has it */
  settle(removed = false): void {
    const failure = this.#tried(removed);
    if (failure === undefined) return this.#stop();
    if (this.#timer) return;
    this.#timer = setInterval(() => this.settle(), this.#everyMillis).unref();
    this.#onVain(failure);
  }

  /** Before the connection is closed. It is not tried again from here on. */
  clear(): void {
    this.#stop();
    this.#log.clear();
  }

  /** Undefined where it is settled. */
  #tried(removed: boolean): Error | null | undefined {
    try {
      return this.#log.settle(removed) ? undefined : null;
    } catch (error) {
      return error as Error;
    }
  }

  #stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}
