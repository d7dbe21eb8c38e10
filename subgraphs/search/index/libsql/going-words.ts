import { countIn, type RowWords } from './leftovers.js';

/** How words go. */
export interface Going {
  /** Whether none are left under the row's number. */
  readonly whole: boolean;
  /** Whether no next version takes the place of the record's. */
  readonly withdrawn: boolean;
}

export type GoingWords = RowWords & Going;

/** How many words of a transaction are taken out at once. */
export interface AtOnce {
  readonly ofAll: number;
  /** Of withdrawn records alone, where all are more. */
  readonly ofWithdrawn: number;
}

export interface PartedWords {
  readonly atOnce: readonly GoingWords[];
  readonly marked: readonly GoingWords[];
}

/** Gathers the words that go, by row. */
export class GoingRows {
  readonly #rows = new Map<number, GoingWords>();

  get size(): number {
    return this.#rows.size;
  }

  add({ row, words }: RowWords, how: Going): void {
    const before = this.#rows.get(row);
    this.#rows.set(row, { row, words: before ? `${before.words} ${words}` : words, ...how });
  }

  clear(): void {
    this.#rows.clear();
  }

  /** In the order of rows: all at once where these are few words, or what is withdrawn where those are; the rest is only marked. @param most null where none may be marked */
  part(most: AtOnce | null): PartedWords {
    const all = [...this.#rows.values()].sort((a, b) => a.row - b.row);
    if (!most || countWords(all) <= most.ofAll) return { atOnce: all, marked: [] };
    const withdrawn = all.filter((one) => one.withdrawn);
    return countWords(withdrawn) <= most.ofWithdrawn ? { atOnce: withdrawn, marked: all.filter((one) => !one.withdrawn) } : { atOnce: [], marked: all };
  }
}

const countWords = (some: readonly RowWords[]): number => some.reduce((sum, { words }) => sum + countIn(words), 0);
