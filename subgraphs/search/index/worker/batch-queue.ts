import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PreparedBatch } from '../prepared-batch.js';
import type { ApplyOutcome } from '../search-index.js';

type ApplyTogether = (batches: readonly PreparedBatch[]) => readonly ApplyOutcome[];

interface Waiting {
  readonly batch: PreparedBatch;
  readonly resolve: (outcome: ApplyOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Enough changes to make a transaction worth its write to the disk, and few enough to be visible soon. */
const MOST_CHANGES = 5_000;

/** Gathers the batches that wait while others are written, and writes them together: each still wholly or not at all. */
export class BatchQueue {
  readonly #applyTogether: ApplyTogether;
  #waiting: Waiting[] = [];
  #working: Promise<void> | null = null;

  constructor(applyTogether: ApplyTogether) {
    this.#applyTogether = applyTogether;
  }

  add(batch: PreparedBatch): Promise<ApplyOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#working ??= this.#work().finally(() => (this.#working = null));
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Calls that arrived while this thread was busy are delivered before the next turn.
      await nextTurn();
      this.#write(this.#takeSome());
    }
  }

  #takeSome(): readonly Waiting[] {
    let changes = 0;
    let count = 0;
    for (const { batch } of this.#waiting) {
      changes += batch.changes.length;
      if (count > 0 && changes > MOST_CHANGES) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  #write(group: readonly Waiting[]): void {
    try {
      const outcomes = this.#applyTogether(group.map(({ batch }) => batch));
      group.forEach(({ resolve }, index) => resolve(outcomes[index] as ApplyOutcome));
    } catch (error) {
      // One batch must not fail for another's sake.
      if (group.length > 1) for (const one of group) this.#write([one]);
      else group[0]?.reject(error);
    }
  }
}
