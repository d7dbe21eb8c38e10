import type { IndexEntry } from '../../model/index-entry.js';
import type { Connection, Statement } from './schema.js';

/** Writes and removes the rows of records. Rows are numbered upwards and never used again. */
export class RowWriter {
  readonly #statements: Statements;
  #nextRow: number;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
    this.#nextRow = this.#readNextRow();
  }

  /** @returns the row's number */
  insert({ facts, tokens, summaries, modified, names }: IndexEntry, document: string): number {
    const row = this.#nextRow++;
    this.#statements.insertFacts.run(row, facts);
    this.#statements.insertDocument.run(row, summaries[0], summaries[1], modified, document);
    this.#statements.insertTokens.run(row, tokens);
    for (const { name, edition } of names) this.#statements.insertName.run(name, edition, row);
    return row;
  }

  remove(row: number): void {
    this.#statements.deleteNames.run(row);
    this.#statements.deleteFacts.run(row);
    this.#statements.deleteDocument.run(row);
    this.#statements.deleteTokens.run(row);
    this.#statements.insertRemoval.run(row);
  }

  /** To be written with every transaction that inserts. */
  keepNextRow(): void {
    this.#statements.setNextRow.run(String(this.#nextRow));
  }

  /** After a transaction that was rolled back. */
  rolledBack(): void {
    this.#nextRow = this.#readNextRow();
  }

  #readNextRow(): number {
    return Number((this.#statements.nextRow.get() as { value: string } | undefined)?.value ?? 1);
  }
}

type Statements = ReturnType<typeof prepare>;

// One row a statement: one that inserts several opens a savepoint, and at each of those FTS5 writes what it has gathered.

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    insertFacts: sql('INSERT INTO facts VALUES (?, ?)'),
    insertDocument: sql('INSERT INTO documents VALUES (?, ?, ?, ?, ?)'),
    insertTokens: sql('INSERT INTO tokens (rowid, text) VALUES (?, ?)'),
    insertName: sql('INSERT OR IGNORE INTO names VALUES (?, ?, ?)'),
    deleteFacts: sql('DELETE FROM facts WHERE row_number = ?'),
    deleteDocument: sql('DELETE FROM documents WHERE row_number = ?'),
    deleteTokens: sql('DELETE FROM tokens WHERE rowid = ?'),
    deleteNames: sql('DELETE FROM names WHERE row_number = ?'),
    insertRemoval: sql('INSERT INTO removals (row_number) VALUES (?)'),
    nextRow: sql("SELECT value FROM meta WHERE key = 'next_row'"),
    setNextRow: sql("INSERT INTO meta VALUES ('next_row', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
  };
}
