import type { IndexEntry } from '../../model/index-entry.js';
import { readDocument, UnreadableDocument, type PublishedDocument } from '../../model/published-document.js';
import { encodeFacts } from '../../model/facts.js';
import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import type { ApplyOutcome, ChangeBatch, FeedPosition, RecordChange, SetAside } from '../search-index.js';
import type { Connection, Statement } from './schema.js';

/** A batch with the authority whose log it is of. */
export interface AuthorityBatch {
  readonly authority: string;
  readonly batch: ChangeBatch;
}

type Outcome = 'upserted' | 'retired' | 'passedOver';

/** Writes the index file. The only writer of it; readers of it need nothing but the tables. */
export class IndexWriter {
  readonly #connection: Connection;
  readonly #indexEntry: (document: PublishedDocument) => IndexEntry;
  readonly #statements: Statements;
  #nextRow: number;

  constructor(connection: Connection, indexEntry: (document: PublishedDocument) => IndexEntry) {
    this.#connection = connection;
    this.#indexEntry = indexEntry;
    this.#statements = prepare(connection);
    this.#nextRow = this.#readNextRow();
    this.#makeAnewIfAnalysisChanged();
  }

  position(authority: string): FeedPosition {
    const known = this.#statements.position.get(authority) as FeedPosition | undefined;
    return { cursor: known?.cursor ?? null, seq: known?.seq ?? 0 };
  }

  /** Applies batches in one transaction, each as `SearchIndex.apply` says. @throws the engine's error, with nothing applied */
  apply(batches: readonly AuthorityBatch[]): readonly ApplyOutcome[] {
    return this.#inTransaction(() => batches.map(({ authority, batch }) => this.#applyOne(authority, batch)));
  }

  /** Forgets which rows died before now. Only while nobody reads the index who would still have to learn it. */
  forgetRemovals(): void {
    this.#connection.exec('DELETE FROM removals');
  }

  close(): void {
    this.#connection.close();
  }

  #applyOne(authority: string, { changes, setAside, position }: ChangeBatch): ApplyOutcome {
    const counts = { upserted: 0, retired: 0, passedOver: 0 };
    const unreadable: SetAside[] = [...setAside];
    for (const change of changes) {
      try {
        counts[this.#applyChange(change)]++;
      } catch (error) {
        if (!(error instanceof UnreadableDocument)) throw error;
        unreadable.push({ seq: change.seq, id: change.id, version: change.version, reason: error.message });
      }
    }
    for (const { seq, id, version, reason } of unreadable) this.#statements.setAside.run(authority, seq, id, version, reason);
    this.#statements.setPosition.run(authority, position.cursor, position.seq);
    return { ...counts, setAside: unreadable };
  }

  #applyChange(change: RecordChange): Outcome {
    const { id, version, op, document } = change;
    const known = this.#statements.version.get(id) as { version: number; row: number | null } | undefined;
    if (known && known.version >= version) return 'passedOver';
    const entry = op === 'UPSERT' ? this.#indexEntry(readDocument(id, document)) : null;
    if (known?.row) this.#removeRow(known.row);
    const row = entry ? this.#insertRow(entry, document) : null;
    this.#statements.setVersion.run(id, version, row);
    return entry ? 'upserted' : 'retired';
  }

  #insertRow({ facts, tokens, summaries, names }: IndexEntry, document: string): number {
    const row = this.#nextRow++;
    this.#statements.insertFacts.run(row, encodeFacts(facts));
    this.#statements.insertDocument.run(row, summaries[0], summaries[1], document);
    this.#statements.insertTokens.run(row, tokens);
    for (const { name, edition } of names) this.#statements.insertName.run(name, edition, row);
    return row;
  }

  #removeRow(row: number): void {
    this.#statements.deleteNames.run(row);
    this.#statements.deleteFacts.run(row);
    this.#statements.deleteDocument.run(row);
    this.#statements.deleteTokens.run(row);
    this.#statements.insertRemoval.run(row);
  }

  #inTransaction<Result>(work: () => Result): Result {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#statements.setMeta.run('next_row', String(this.#nextRow));
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      this.#nextRow = this.#readNextRow();
      throw error;
    }
  }

  #readNextRow(): number {
    return Number((this.#statements.meta.get('next_row') as { value: string } | undefined)?.value ?? 1);
  }

  /** Documents are kept whole, so a better analysis of texts needs nothing from the authorities. */
  #makeAnewIfAnalysisChanged(): void {
    const made = this.#statements.meta.get('analysis') as { value: string } | undefined;
    if (made?.value === String(ANALYSIS_VERSION)) return;
    this.#inTransaction(() => {
      for (const { id, row } of this.#statements.liveRows.all() as { id: string; row: number }[]) {
        const { document } = this.#statements.document.get(row) as { document: string };
        this.#removeRow(row);
        this.#statements.moveVersion.run(this.#insertRow(this.#indexEntry(readDocument(id, document)), document), id);
      }
      this.#statements.setMeta.run('analysis', String(ANALYSIS_VERSION));
    });
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    position: sql('SELECT cursor, seq FROM feeds WHERE authority = ?'),
    setPosition: sql('INSERT INTO feeds VALUES (?, ?, ?) ON CONFLICT (authority) DO UPDATE SET cursor = excluded.cursor, seq = excluded.seq'),
    version: sql('SELECT version, row_number AS row FROM versions WHERE id = ?'),
    setVersion: sql('INSERT INTO versions VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, row_number = excluded.row_number'),
    moveVersion: sql('UPDATE versions SET row_number = ? WHERE id = ?'),
    liveRows: sql('SELECT id, row_number AS row FROM versions WHERE row_number IS NOT NULL'),
    document: sql('SELECT document FROM documents WHERE row_number = ?'),
    insertFacts: sql('INSERT INTO facts VALUES (?, ?)'),
    insertDocument: sql('INSERT INTO documents VALUES (?, ?, ?, ?)'),
    insertTokens: sql('INSERT INTO tokens (rowid, text) VALUES (?, ?)'),
    insertName: sql('INSERT OR IGNORE INTO names VALUES (?, ?, ?)'),
    deleteFacts: sql('DELETE FROM facts WHERE row_number = ?'),
    deleteDocument: sql('DELETE FROM documents WHERE row_number = ?'),
    deleteTokens: sql('DELETE FROM tokens WHERE rowid = ?'),
    deleteNames: sql('DELETE FROM names WHERE row_number = ?'),
    insertRemoval: sql('INSERT INTO removals (row_number) VALUES (?)'),
    setAside: sql('INSERT INTO set_aside VALUES (?, ?, ?, ?, ?) ON CONFLICT (authority, seq) DO UPDATE SET id = excluded.id, version = excluded.version, reason = excluded.reason'),
    meta: sql('SELECT value FROM meta WHERE key = ?'),
    setMeta: sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  };
}
