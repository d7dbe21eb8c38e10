import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ApplyOutcome } from '../search-index.js';

type ApplyTogether<Batch> = (batches: readonly Batch[]) => readonly ApplyOutcome[];

interface Waiting<Batch> {
  readonly batch: Batch;
  readonly changes: number;
  readonly resolve: (outcome: ApplyOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Enough changes to make a transaction worth its write to the disk, and few enough to be visible soon. */
const MOST_CHANGES = 5_000;

/** Gathers the batches that wait while others are written, and writes them together: each still wholly or not at all. */
export class BatchQueue<Batch> {
  readonly #applyTogether: ApplyTogether<Batch>;
  #waiting: Waiting<Batch>[] = [];
  #working: Promise<void> | null = null;

  constructor(applyTogether: ApplyTogether<Batch>) {
    this.#applyTogether = applyTogether;
  }

  /** @param changes how many the batch has */
  add(batch: Batch, changes: number): Promise<ApplyOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, changes, resolve, reject });
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

  #takeSome(): readonly Waiting<Batch>[] {
    let sum = 0;
    let count = 0;
    for (const { changes } of this.#waiting) {
      sum += changes;
      if (count > 0 && sum > MOST_CHANGES) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  #write(group: readonly Waiting<Batch>[]): void {
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
