import type { RecordColumns } from './record-columns.js';
import type { View } from './view.js';

/** What was counted of all that a reader sees, by what was asked; it holds until a record comes or goes. */
export class CountedViews {
  readonly #columns: Pick<RecordColumns, 'changes'>;
  readonly #counted = new WeakMap<View, { readonly changes: number; readonly answers: Map<string, unknown> }>();

  constructor(columns: Pick<RecordColumns, 'changes'>) {
    this.#columns = columns;
  }

  /** The answer to `question` as it was counted of what is there now; undefined where it was not. */
  known<Answer>(view: View, question: string): Answer | undefined {
    const counted = this.#counted.get(view);
    return counted?.changes === this.#columns.changes ? (counted.answers.get(question) as Answer | undefined) : undefined;
  }

  /** The answer to `question`, counted once for each state of the columns. Who gets it changes nothing in it. */
  of<Answer>(view: View, question: string, count: () => Answer): Answer {
    const { changes } = this.#columns;
    let counted = this.#counted.get(view);
    if (counted?.changes !== changes) this.#counted.set(view, (counted = { changes, answers: new Map() }));
    if (!counted.answers.has(question)) counted.answers.set(question, count());
    return counted.answers.get(question) as Answer;
  }
}
