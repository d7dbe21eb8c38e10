import { idIn, UnreadableDocument } from '../../model/published-document.js';
import type { EntryToWrite, WrittenText } from '../prepared-batch.js';
import { FullTextWriter } from './full-text-writer.js';
import type { RowWords } from './leftovers.js';
import { manyRows, type RowValues } from './many-rows.js';
import type { Connection, Statement } from './schema.js';

/** The tokens of the document of the record `id`, as they were written with its row. */
export type TokensOf = (id: string, document: string) => string;

/** Rows that wait: they hold whole documents, and are written many at a time. */
const MOST_ROWS_WAITING = 50;
/** Characters or bytes of the documents among them: the engine copies all that it is given at once. */
const MOST_LENGTH_WAITING = 4_000_000;

/**
 * Writes and removes the rows of records, and their words. Rows are numbered upwards and never used again. A row's words are taken out of the
 * full text, for which they are needed once more; they are made of the document.
 */
export class RowWriter {
  readonly #statements: Statements;
  readonly #tokensOf: TokensOf;
  readonly #fullText: FullTextWriter;
  #nextRow: number;
  #removed = false;
  #facts: RowValues[] = [];
  #documents: RowValues[] = [];
  #lengthWaiting = 0;

  /** @param tokensOf by the analysis that the rows were made with; null where that is not known: then words of removed rows stay in the file */
  constructor(connection: Connection, tokensOf: TokensOf | null) {
    this.#statements = prepare(connection);
    this.#fullText = new FullTextWriter(connection);
    this.#tokensOf = tokensOf ?? (() => '');
    this.#nextRow = this.#readNextRow();
  }

  /** Whether `tidy` has something to do. @param idle whether there is nothing else to do */
  isUntidy(idle: boolean): boolean {
    return this.#fullText.isUntidy(idle);
  }

  /** @returns the row's number */
  insert({ facts, tokens, summaries, modified, names }: EntryToWrite, document: WrittenText): number {
    const row = this.#nextRow++;
    this.#facts.push([row, facts]);
    this.#documents.push([row, summaries[0], summaries[1], modified, document]);
    this.#lengthWaiting += document.length;
    if (this.#facts.length >= MOST_ROWS_WAITING || this.#lengthWaiting >= MOST_LENGTH_WAITING) this.#writeRows();
    for (const { name, edition } of names) this.#statements.insertName.run(name, edition, row);
    this.#fullText.insert(row, tokens);
    return row;
  }

  remove(row: number): void {
    this.#fullText.remove(row, this.#removeRow(row));
  }

  /**
   * Puts a record's version in the place of the one before.
   *
   * @param before the row of that; null where there is none
   * @param entry null where there is none from now on
   * @returns the new row's number
   */
  put(before: number | null, entry: EntryToWrite | null, document: WrittenText): number | null {
    if (before === null) return entry && this.insert(entry, document);
    const words = this.#removeRow(before);
    const row = entry && this.insert(entry, document);
    if (row === null) this.#fullText.remove(before, words);
    else this.#fullText.replace(before, words, row, (entry as EntryToWrite).tokens);
    return row;
  }

  /** A step of dropping words that are only marked, and what was left of rows that were replaced. In a transaction of its own, which `finish` ends. */
  tidy(): void {
    this.#fullText.tidy();
    this.#removed = !this.#fullText.isMarked;
  }

  get mayMerge(): boolean {
    return this.#fullText.mayMerge;
  }

  get isMarked(): boolean {
    return this.#fullText.isMarked;
  }

  get isBetweenMerges(): boolean {
    return this.#fullText.isBetweenMerges;
  }

  /** After a step that failed: for ten minutes there is none. */
  postponeTidying(): void {
    this.#fullText.postponeTidying();
  }

  /** Whether something was left of records that a program removed which knew nothing of it. */
  get hasOrphans(): boolean {
    return this.#fullText.orphans().length > 0;
  }

  /** Takes that out. In a transaction. */
  tidyOrphans(): void {
    this.takeOutWords(this.#fullText.orphans());
  }

  /** Takes out the words of rows that were removed by whoever did not know them. In a transaction. */
  takeOutWords(words: readonly RowWords[]): void {
    this.#fullText.takeOut(words);
    this.#removed = true;
  }

  /** To be called at the end of every transaction that inserts or removes. @returns whether it removed rows */
  finish(): boolean {
    this.#writeRows();
    this.#fullText.finish();
    this.#statements.setNextRow.run(String(this.#nextRow));
    const removed = this.#removed;
    this.#removed = false;
    return removed;
  }

  /** After a transaction that was rolled back. */
  rolledBack(): void {
    this.#forgetRows();
    this.#removed = false;
    // Before anything is read, which may fail too.
    this.#fullText.rolledBack();
    this.#nextRow = this.#readNextRow();
  }

  /** All of a row but its words. @returns those; null where they were never written */
  #removeRow(row: number): string | null {
    this.#removed = true;
    if (row >= this.#nextRow - this.#facts.length) this.#writeRows();
    const words = this.#fullText.cancel(row) ? null : this.#fullText.takesOut ? this.#tokensIn(row) : '';
    this.#statements.deleteNames.run(row);
    this.#statements.deleteFacts.run(row);
    this.#statements.deleteDocument.run(row);
    this.#statements.deleteVector.run(row);
    this.#statements.insertRemoval.run(row);
    return words;
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

  #readNextRow(): number {
    return Number((this.#statements.nextRow.get() as { value: string } | undefined)?.value ?? 1);
  }
}

type Statements = ReturnType<typeof prepare>;

/** Of a string, or of its UTF-8. */
const TEXT = 'CAST(? AS TEXT)';

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    insertFacts: manyRows(connection, 'facts', `(?, ${TEXT})`),
    insertDocuments: manyRows(connection, 'documents', `(?, ${TEXT}, ${TEXT}, ?, ${TEXT})`),
    insertName: sql('INSERT OR IGNORE INTO names VALUES (?, ?, ?)'),
    kept: sql('SELECT document FROM documents WHERE row_number = ?'),
    deleteFacts: sql('DELETE FROM facts WHERE row_number = ?'),
    deleteDocument: sql('DELETE FROM documents WHERE row_number = ?'),
    deleteVector: sql('DELETE FROM vectors WHERE row_number = ?'),
    deleteNames: sql('DELETE FROM names WHERE row_number = ?'),
    insertRemoval: sql('INSERT INTO removals (row_number) VALUES (?)'),
    nextRow: sql("SELECT value FROM meta WHERE key = 'next_row'"),
    setNextRow: sql("INSERT INTO meta VALUES ('next_row', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
  };
}
