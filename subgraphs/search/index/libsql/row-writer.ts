import { idIn, UnreadableDocument } from '../../model/published-document.js';
import type { EntryToWrite, WrittenText } from '../prepared-batch.js';
import { manyRows, type RowValues } from './many-rows.js';
import { keepsWords, type Connection, type Statement } from './schema.js';

/** The tokens of the document of the record `id`, as they were written with its row. */
export type TokensOf = (id: string, document: string) => string;

/** Rows whose tokens wait to be written: enough for few segments, and few enough for the memory. */
const MOST_WAITING = 5_000;
/** Rows of the other tables that wait: they hold whole documents, and are written many at a time. */
const MOST_ROWS_WAITING = 50;
/** Characters or bytes of the documents among them: the engine copies all that it is given at once. */
const MOST_LENGTH_WAITING = 4_000_000;

/**
 * Writes and removes the rows of records. Rows are numbered upwards and never used again.
 *
 * Tokens are gathered and written together, first those that go and then those that come, each in the order of rows:
 * FTS5 writes what it has gathered whenever a row is lower than the one before. A row's words are taken out of the pages
 * that they stand in, for which their text is needed once more; it is made of the document.
 */
export class RowWriter {
  readonly #statements: Statements;
  readonly #tokensOf: TokensOf;
  readonly #keepsWords: boolean;
  #nextRow: number;
  #removed = false;
  readonly #coming = new Map<number, WrittenText>();
  readonly #going = new Map<number, string>();
  #facts: RowValues[] = [];
  #documents: RowValues[] = [];
  #lengthWaiting = 0;

  /** @param tokensOf by the analysis that the rows were made with; null where that is not known: then words of removed rows stay in the file */
  constructor(connection: Connection, tokensOf: TokensOf | null) {
    this.#keepsWords = keepsWords(connection);
    this.#statements = prepare(connection, this.#keepsWords);
    this.#tokensOf = tokensOf ?? (() => '');
    this.#nextRow = this.#readNextRow();
  }

  /** @returns the row's number */
  insert({ facts, tokens, summaries, modified, names }: EntryToWrite, document: WrittenText): number {
    const row = this.#nextRow++;
    this.#facts.push([row, facts]);
    this.#documents.push([row, summaries[0], summaries[1], modified, document]);
    this.#lengthWaiting += document.length;
    if (this.#facts.length >= MOST_ROWS_WAITING || this.#lengthWaiting >= MOST_LENGTH_WAITING) this.#writeRows();
    for (const { name, edition } of names) this.#statements.insertName.run(name, edition, row);
    this.#coming.set(row, tokens);
    this.#writeMany();
    return row;
  }

  remove(row: number): void {
    this.#removed = true;
    this.#writeRows();
    if (!this.#coming.delete(row)) this.#going.set(row, this.#keepsWords ? '' : this.#tokensIn(row));
    this.#statements.deleteNames.run(row);
    this.#statements.deleteFacts.run(row);
    this.#statements.deleteDocument.run(row);
    this.#statements.deleteVector.run(row);
    this.#statements.insertRemoval.run(row);
    this.#writeMany();
  }

  /** To be called at the end of every transaction that inserts or removes. @returns whether it removed rows */
  finish(): boolean {
    this.#writeRows();
    this.#writeTokens();
    this.#statements.setNextRow.run(String(this.#nextRow));
    const removed = this.#removed;
    this.#removed = false;
    return removed;
  }

  /** After a transaction that was rolled back. */
  rolledBack(): void {
    this.#coming.clear();
    this.#going.clear();
    this.#forgetRows();
    this.#removed = false;
    this.#nextRow = this.#readNextRow();
  }

  #tokensIn(row: number): string {
    const kept = this.#statements.kept.get(row) as { document: string } | undefined;
    if (!kept) return '';
    try {
      // Read as it was when it came in: SQLite reads JSON otherwise, and refuses some.
      return this.#tokensOf(idIn(kept.document), kept.document);
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      // Words that stay in the file are less than a record that can't be withdrawn.
      return '';
    }
  }

  #writeRows(): void {
    this.#statements.insertFacts(this.#facts);
    this.#statements.insertDocuments(this.#documents);
    this.#forgetRows();
  }

  #forgetRows(): void {
    this.#facts = [];
    this.#documents = [];
    this.#lengthWaiting = 0;
  }

  #writeMany(): void {
    if (this.#coming.size + this.#going.size >= MOST_WAITING) this.#writeTokens();
  }

  #writeTokens(): void {
    for (const row of [...this.#going.keys()].sort((a, b) => a - b)) {
      if (this.#keepsWords) this.#statements.deleteTokens.run(row);
      else if (this.#going.get(row) !== '') this.#statements.deleteTokens.run(row, this.#going.get(row));
    }
    for (const [row, tokens] of this.#coming) this.#statements.insertTokens.run(row, tokens);
    this.#going.clear();
    this.#coming.clear();
  }

  #readNextRow(): number {
    return Number((this.#statements.nextRow.get() as { value: string } | undefined)?.value ?? 1);
  }
}

type Statements = ReturnType<typeof prepare>;

// Tokens one row a statement: one that inserts several opens a savepoint, and at each of those FTS5 writes what it has gathered.

/** Of a string, or of its UTF-8. */
const TEXT = 'CAST(? AS TEXT)';

function prepare(connection: Connection, keepsWords: boolean) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    insertFacts: manyRows(connection, 'facts', `(?, ${TEXT})`),
    insertDocuments: manyRows(connection, 'documents', `(?, ${TEXT}, ${TEXT}, ?, ${TEXT})`),
    insertTokens: sql(`INSERT INTO tokens (rowid, text) VALUES (?, ${TEXT})`),
    insertName: sql('INSERT OR IGNORE INTO names VALUES (?, ?, ?)'),
    kept: sql('SELECT document FROM documents WHERE row_number = ?'),
    deleteFacts: sql('DELETE FROM facts WHERE row_number = ?'),
    deleteDocument: sql('DELETE FROM documents WHERE row_number = ?'),
    deleteVector: sql('DELETE FROM vectors WHERE row_number = ?'),
    deleteTokens: sql(keepsWords ? 'DELETE FROM tokens WHERE rowid = ?' : "INSERT INTO tokens (tokens, rowid, text) VALUES ('delete', ?, ?)"),
    deleteNames: sql('DELETE FROM names WHERE row_number = ?'),
    insertRemoval: sql('INSERT INTO removals (row_number) VALUES (?)'),
    nextRow: sql("SELECT value FROM meta WHERE key = 'next_row'"),
    setNextRow: sql("INSERT INTO meta VALUES ('next_row', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
  };
}
