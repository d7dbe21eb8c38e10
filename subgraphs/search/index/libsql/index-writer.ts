import type { IndexEntry } from '../../model/index-entry.js';
import { readDocument, type PublishedDocument } from '../../model/published-document.js';
import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import type { PreparedBatch, PreparedChange } from '../prepared-batch.js';
import type { ApplyOutcome, AuthorityStanding, FeedPosition, Holdings } from '../search-index.js';
import type { Connection, Statement } from './schema.js';

/** Makes an index entry of a document. */
export type EntryBuilder = (document: PublishedDocument) => IndexEntry;

interface Known {
  readonly version: number;
  /** Null of a withdrawn record. */
  readonly row: number | null;
}

type Outcome = 'upserted' | 'retired' | 'passedOver';

/** Writes the index file. The only writer of it; readers of it need nothing but the tables. */
export class IndexWriter {
  readonly #connection: Connection;
  readonly #statements: Statements;
  #nextRow: number;
  /** Live records by authority, of those that were asked for: to count them anew takes long. */
  readonly #live = new Map<string, number>();

  /** `entryBuilder` is asked for only where the texts of the whole index must be analysed anew. */
  constructor(connection: Connection, entryBuilder: () => EntryBuilder) {
    this.#connection = connection;
    this.#statements = prepare(connection);
    this.#nextRow = this.#readNextRow();
    this.#makeAnewIfAnalysisChanged(entryBuilder);
  }

  position(authority: string): FeedPosition {
    const known = this.#statements.position.get(authority) as FeedPosition | undefined;
    return { cursor: known?.cursor ?? null, seq: known?.seq ?? 0 };
  }

  holdings(authority: string): Holdings {
    const live = this.#live.get(authority) ?? this.#count('countLive', authority);
    this.#live.set(authority, live);
    return { live, setAside: this.#count('countSetAside', authority) };
  }

  #count(statement: 'countLive' | 'countSetAside', authority: string): number {
    return (this.#statements[statement].get({ authority }) as { count: number }).count;
  }

  /** Applies batches in one transaction, each as `SearchIndex.apply` says. @throws the engine's error, with nothing applied */
  apply(batches: readonly PreparedBatch[]): readonly ApplyOutcome[] {
    return this.#inTransaction(() => batches.map((batch) => this.#applyOne(batch)));
  }

  /** Keeps the standing for readers that are opened later. */
  heed(standing: AuthorityStanding): void {
    this.#statements.setMeta.run('standing', JSON.stringify(standing));
  }

  /** Forgets which rows died before now. Only while nobody reads the index who would still have to learn it. */
  forgetRemovals(): void {
    this.#connection.exec('DELETE FROM removals');
  }

  close(): void {
    this.#connection.close();
  }

  #applyOne({ authority, changes, setAside, position }: PreparedBatch): ApplyOutcome {
    const counts = { upserted: 0, retired: 0, passedOver: 0 };
    const known = this.#knownOf(changes);
    let difference = 0;
    for (const change of changes) {
      const wasLive = isLive(known.get(change.id));
      counts[this.#applyChange(change, known)]++;
      difference += isLive(known.get(change.id)) - wasLive;
    }
    const live = this.#live.get(authority);
    if (live !== undefined) this.#live.set(authority, live + difference);
    for (const { seq, id, version, reason } of setAside) this.#statements.setAside.run(authority, seq, id, version, reason);
    this.#statements.setPosition.run(authority, position.cursor, position.seq);
    return { ...counts, setAside };
  }

  /** What is known of the records of a batch, read at once. */
  #knownOf(changes: readonly PreparedChange[]): Map<string, Known> {
    const rows = this.#statements.versions.all(JSON.stringify(changes.map(({ id }) => id))) as (Known & { readonly id: string })[];
    return new Map(rows.map(({ id, version, row }) => [id, { version, row }]));
  }

  #applyChange({ id, version, entry, document }: PreparedChange, known: Map<string, Known>): Outcome {
    const before = known.get(id);
    if (before && before.version >= version) return 'passedOver';
    if (before?.row) this.#removeRow(before.row);
    const row = entry ? this.#insertRow(entry, document) : null;
    this.#statements.setVersion.run(id, version, row);
    this.#statements.forgetSetAside.run(id, version);
    known.set(id, { version, row });
    return entry ? 'upserted' : 'retired';
  }

  #insertRow({ facts, tokens, summaries, modified, names }: IndexEntry, document: string): number {
    const row = this.#nextRow++;
    this.#statements.insertFacts.run(row, facts);
    this.#statements.insertDocument.run(row, summaries[0], summaries[1], modified, document);
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
      this.#live.clear();
      throw error;
    }
  }

  #readNextRow(): number {
    return Number((this.#statements.meta.get('next_row') as { value: string } | undefined)?.value ?? 1);
  }

  /** Documents are kept whole, so a better analysis of texts needs nothing from the authorities. */
  #makeAnewIfAnalysisChanged(entryBuilder: () => EntryBuilder): void {
    const made = this.#statements.meta.get('analysis') as { value: string } | undefined;
    if (made?.value === String(ANALYSIS_VERSION)) return;
    this.#inTransaction(() => {
      const indexEntry = entryBuilder();
      for (const { id, row } of this.#statements.liveRows.all() as { id: string; row: number }[]) {
        const { document } = this.#statements.document.get(row) as { document: string };
        this.#removeRow(row);
        this.#statements.moveVersion.run(this.#insertRow(indexEntry(readDocument(id, document)), document), id);
      }
      this.#statements.setMeta.run('analysis', String(ANALYSIS_VERSION));
    });
  }
}

/** 1 or 0, to count by. */
const isLive = (known: Known | undefined): number => (known?.row ? 1 : 0);

type Statements = ReturnType<typeof prepare>;

// One row a statement: one that inserts several opens a savepoint, and at each of those FTS5 writes what it has gathered.

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    position: sql('SELECT cursor, seq FROM feeds WHERE authority = ?'),
    setPosition: sql('INSERT INTO feeds VALUES (?, ?, ?) ON CONFLICT (authority) DO UPDATE SET cursor = excluded.cursor, seq = excluded.seq'),
    // Ids begin with their authority and a dash; a dot is the character behind the dash.
    countLive: sql("SELECT count(row_number) AS count FROM versions WHERE id >= @authority || '-' AND id < @authority || '.'"),
    countSetAside: sql('SELECT count(DISTINCT id) AS count FROM set_aside WHERE authority = @authority'),
    forgetSetAside: sql('DELETE FROM set_aside WHERE id = ? AND version <= ?'),
    versions: sql('SELECT id, version, row_number AS row FROM versions WHERE id IN (SELECT value FROM json_each(?))'),
    setVersion: sql('INSERT INTO versions VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, row_number = excluded.row_number'),
    moveVersion: sql('UPDATE versions SET row_number = ? WHERE id = ?'),
    liveRows: sql('SELECT id, row_number AS row FROM versions WHERE row_number IS NOT NULL'),
    document: sql('SELECT document FROM documents WHERE row_number = ?'),
    insertFacts: sql('INSERT INTO facts VALUES (?, ?)'),
    insertDocument: sql('INSERT INTO documents VALUES (?, ?, ?, ?, ?)'),
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
