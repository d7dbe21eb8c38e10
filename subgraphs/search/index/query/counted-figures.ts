import type { Reader } from '../../../../schema/audience.js';
import type { CountedViews } from '../columns/counted-views.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { IndexFigures } from '../search-index.js';
import { countInTurns } from './count-coverage.js';

/**
 * The figures of columns, counted once for each of their states, and one count at a time: who asks while one is under way shares
 * the next with all who ask the same, so that changes and questions together are no more work than counting without a pause.
 */
export class CountedFigures {
  readonly #counted: CountedViews;
  readonly #columns: RecordColumns;
  /** Counts that have not begun, by who asks for what day. */
  readonly #waiting = new Map<string, Promise<IndexFigures>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(counted: CountedViews, columns: RecordColumns) {
    this.#counted = counted;
    this.#columns = columns;
  }

  /** What there is for a reader on a day such as `2026-11-29`. */
  of(day: string, reader: Reader): Promise<IndexFigures> {
    const question = `figures ${day}`;
    const known = this.#counted.known<Promise<IndexFigures>>(this.#columns.view(reader), question);
    if (known) return known;
    const asked = JSON.stringify([day, ...[...reader.authorities].sort()]);
    const waiting = this.#waiting.get(asked);
    if (waiting) return waiting;
    const next = this.#last.then(() => {
      this.#waiting.delete(asked);
      return this.#counted.of(this.#columns.view(reader), question, () => this.#count(Date.parse(day), reader));
    });
    this.#waiting.set(asked, next);
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** Where records come or go under the count it is done once more, and then stands as it is, until somebody asks again. */
  async #count(day: number, reader: Reader): Promise<IndexFigures> {
    const { changes } = this.#columns;
    const authorities = await countInTurns(this.#columns, this.#columns.view(reader), day);
    return { authorities: this.#columns.changes === changes ? authorities : await countInTurns(this.#columns, this.#columns.view(reader), day) };
  }
}
