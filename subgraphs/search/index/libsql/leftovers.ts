import type { Connection, Statement } from './schema.js';

/** Words that stand in the full text under a row's number. */
export interface RowWords {
  readonly row: number;
  /** With spaces between them. */
  readonly words: string;
}

/**
 * Keeps which words were left in the full text under the numbers of dead rows, and of which live row they are. Nothing is left that the
 * live version of the record does not say as well; it is taken out where the record says it no more, or when there are many.
 */
export class Leftovers {
  readonly #statements: Statements;
  #count: number;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
    this.#count = this.#counted();
  }

  get count(): number {
    return this.#count;
  }

  /** What was left of the versions before a live row. */
  of(row: number): readonly RowWords[] {
    return this.#count === 0 ? [] : (this.#statements.of.all(row) as RowWords[]);
  }

  /** Some of them, the oldest rows first. */
  first(most: number): readonly RowWords[] {
    return this.#count === 0 ? [] : (this.#statements.first.all(most) as RowWords[]);
  }

  /** Those whose live row was removed by a program that knew nothing of them. */
  orphans(): readonly RowWords[] {
    return this.#count === 0 ? [] : (this.#statements.orphans.all() as RowWords[]);
  }

  /** @param live the row of the version that says them too */
  keep({ row, words }: RowWords, live: number): void {
    if (this.#count > 0 && this.#statements.move.run(live, words, row).changes > 0) return;
    this.#statements.add.run(row, live, words);
    this.#count++;
  }

  drop(row: number): void {
    if (this.#count > 0) this.#count -= this.#statements.drop.run(row).changes;
  }

  /** After a transaction that was rolled back. */
  countAnew(): void {
    this.#count = this.#counted();
  }

  #counted(): number {
    return (this.#statements.count.get() as { count: number }).count;
  }
}

/** Parts the words of a version by whether the next one says them. */
export function partWords(words: string, said: ReadonlySet<string>): { readonly gone: string; readonly left: string } {
  const gone: string[] = [];
  const left: string[] = [];
  for (const word of wordsIn(words)) (said.has(word) ? left : gone).push(word);
  return { gone: gone.join(' '), left: left.join(' ') };
}

/** How many words those are. */
export function countIn(words: string): number {
  let count = 0;
  for (let at = 0, before = ' '; at < words.length; at++) {
    const character = words.charAt(at);
    if (character !== ' ' && before === ' ') count++;
    before = character;
  }
  return count;
}

export const wordsIn = (words: string): readonly string[] => words.split(' ').filter((word) => word !== '');

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    count: sql('SELECT count(*) AS count FROM leftovers'),
    of: sql('SELECT row_number AS row, words FROM leftovers WHERE live_row = ?'),
    first: sql('SELECT row_number AS row, words FROM leftovers ORDER BY row_number LIMIT ?'),
    orphans: sql('SELECT l.row_number AS row, l.words FROM leftovers AS l WHERE NOT EXISTS (SELECT 1 FROM facts AS f WHERE f.row_number = l.live_row)'),
    move: sql('UPDATE leftovers SET live_row = ?, words = ? WHERE row_number = ?'),
    add: sql('INSERT INTO leftovers VALUES (?, ?, ?)'),
    drop: sql('DELETE FROM leftovers WHERE row_number = ?'),
  };
}
