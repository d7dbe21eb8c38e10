import type { Cursor } from '../../../subgraphs/catalog/log/cursor.js';
import { cursorAt, START } from '../../../subgraphs/catalog/log/cursor.js';

/** A page of a log as a reader got it. */
export interface SeenPage {
  /** Key of the log. */
  readonly log: string;
  /** The entry that it goes on from. */
  readonly afterSeq: number;
  readonly entries: readonly SeenEntry[];
}

export interface SeenEntry {
  readonly seq: number;
  readonly leafHash: string;
}

/** All that readers ever saw of a log: whether each page went on without a gap, and no entry was another one later. */
export class ObservedLog {
  readonly problems: string[] = [];
  readonly #leaves: string[] = [];
  #pages = 0;

  get pages(): number {
    return this.#pages;
  }

  get head(): number {
    return this.#leaves.length;
  }

  /** Where a reader goes on who has read all that was seen. */
  get cursor(): Cursor {
    const last = this.#leaves.at(-1);
    return last === undefined ? START : cursorAt(this.head, last);
  }

  see({ afterSeq, entries }: Omit<SeenPage, 'log'>): void {
    this.#pages += 1;
    for (const [index, { seq, leafHash }] of entries.entries()) {
      const expected = afterSeq + 1 + index;
      const before = this.#leaves[seq - 1];
      if (seq !== expected) this.problems.push(`A reader who expected entry ${String(expected)} saw entry ${String(seq)}.`);
      else if (before === undefined && seq !== this.head + 1) this.problems.push(`A reader saw entry ${String(seq)} before entry ${String(this.head + 1)}.`);
      else if (before !== undefined && before !== leafHash) this.problems.push(`Entry ${String(seq)} was another one when it was read before.`);
      else this.#leaves[seq - 1] = leafHash;
    }
  }
}

/** The same of several logs. */
export class ObservedLogs {
  readonly #logs = new Map<string, ObservedLog>();

  get problems(): readonly string[] {
    return [...this.#logs].flatMap(([log, { problems }]) => problems.map((problem) => `${log}: ${problem}`));
  }

  get pages(): number {
    return [...this.#logs.values()].reduce((sum, { pages }) => sum + pages, 0);
  }

  /** Where a reader goes on in a log. */
  cursorOf(log: string): Cursor {
    return this.#of(log).cursor;
  }

  see({ log, ...page }: SeenPage): void {
    this.#of(log).see(page);
  }

  #of(log: string): ObservedLog {
    const known = this.#logs.get(log) ?? new ObservedLog();
    this.#logs.set(log, known);
    return known;
  }
}
