import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import { readDocument, type PublishedDocument } from '../../model/published-document.js';
import type { IndexEntry } from '../../model/index-entry.js';
import type { PreparedBatch, PreparedChange } from '../prepared-batch.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, FeedPosition, Holdings, SetAside, StagedHoldings, SwapOutcome } from '../search-index.js';
import { LiveSets } from './live-sets.js';
import { RowWriter } from './row-writer.js';
import type { Connection, Statement } from './schema.js';
import { Staging } from './staging.js';

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
  readonly #rows: RowWriter;
  readonly #live: LiveSets;
  readonly #staging: Staging;

  /** `entryBuilder` is asked for only where the texts of the whole index must be analysed anew. */
  constructor(connection: Connection, entryBuilder: () => EntryBuilder) {
    this.#connection = connection;
    this.#statements = prepare(connection);
    this.#rows = new RowWriter(connection);
    this.#live = new LiveSets(connection);
    this.#staging = new Staging(connection, this.#rows);
    connection.exec('DELETE FROM staged');
    this.#makeAnewIfAnalysisChanged(entryBuilder);
  }

  position(authority: string): FeedPosition {
    const known = this.#statements.position.get(authority) as FeedPosition | undefined;
    return { cursor: known?.cursor ?? null, seq: known?.seq ?? 0 };
  }

  holdings(authority: string, anew = false): Holdings {
    if (anew) this.#live.forget(authority);
    return this.#live.holdings(authority);
  }

  listSetAside(authority: string, first: number): readonly SetAside[] {
    return this.#live.setAside(authority, first);
  }

  /** Applies batches in one transaction, each as `SearchIndex.apply` says. @throws the engine's error, with nothing applied */
  apply(batches: readonly PreparedBatch[]): readonly ApplyOutcome[] {
    return this.#inTransaction(() => batches.map((batch) => this.#applyOne(batch)));
  }

  stage(batch: PreparedBatch, begins: boolean): void {
    this.#inTransaction(() => {
      if (begins) this.#staging.drop(batch.authority);
      this.#staging.add(batch);
    });
  }

  staged(authority: string): StagedHoldings {
    return this.#staging.holdings(authority);
  }

  swapIn(authority: string, { cursor, seq }: ChangeBatch['position'], mayLose = true): SwapOutcome | null {
    return this.#inTransaction(() => {
      if (!mayLose && this.#staging.wouldLose(authority)) return null;
      const outcome = this.#staging.swapIn(authority);
      this.#statements.setPosition.run(authority, cursor, seq);
      this.#live.forget(authority);
      return outcome;
    });
  }

  keepContradiction(authority: string, { at, seq, cursor, head, told }: Contradiction): void {
    this.#statements.setContradiction.run(authority, seq, cursor, at, head, told);
  }

  contradiction(authority: string): Contradiction | null {
    const [last] = this.#statements.contradiction.all(authority) as Contradiction[];
    return last ?? null;
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
    for (const change of changes) {
      const before = liveVersion(known.get(change.id));
      counts[this.#applyChange(change, known)]++;
      this.#live.follow(authority, change.id, before, liveVersion(known.get(change.id)));
    }
    for (const { seq, id, version, op, reason } of setAside) {
      this.#statements.setAside.run(authority, seq, id, version, reason);
      this.#statements.setAsideOp.run(authority, seq, op);
    }
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
    if (before?.row) this.#rows.remove(before.row);
    const row = entry ? this.#rows.insert(entry, document) : null;
    this.#statements.setVersion.run(id, version, row);
    this.#statements.forgetSetAside.run(id, version);
    known.set(id, { version, row });
    return entry ? 'upserted' : 'retired';
  }

  #inTransaction<Result>(work: () => Result): Result {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#rows.keepNextRow();
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      this.#rows.rolledBack();
      this.#live.forget();
      throw error;
    }
  }

  /** Documents are kept whole, so a better analysis of texts needs nothing from the authorities. */
  #makeAnewIfAnalysisChanged(entryBuilder: () => EntryBuilder): void {
    const made = this.#statements.meta.get('analysis') as { value: string } | undefined;
    if (made?.value === String(ANALYSIS_VERSION)) return;
    this.#inTransaction(() => {
      const indexEntry = entryBuilder();
      for (const { id, row } of this.#statements.liveRows.all() as { id: string; row: number }[]) {
        const { document } = this.#statements.document.get(row) as { document: string };
        this.#rows.remove(row);
        this.#statements.moveVersion.run(this.#rows.insert(indexEntry(readDocument(id, document)), document), id);
      }
      this.#statements.setMeta.run('analysis', String(ANALYSIS_VERSION));
    });
  }
}

/** 0 of a record that is not live. */
const liveVersion = (known: Known | undefined): number => (known?.row ? known.version : 0);

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    position: sql('SELECT cursor, seq FROM feeds WHERE authority = ?'),
    setPosition: sql('INSERT INTO feeds VALUES (?, ?, ?) ON CONFLICT (authority) DO UPDATE SET cursor = excluded.cursor, seq = excluded.seq'),
    forgetSetAside: sql('DELETE FROM set_aside WHERE id = ? AND version <= ?'),
    versions: sql('SELECT id, version, row_number AS row FROM versions WHERE id IN (SELECT value FROM json_each(?))'),
    setVersion: sql('INSERT INTO versions VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, row_number = excluded.row_number'),
    moveVersion: sql('UPDATE versions SET row_number = ? WHERE id = ?'),
    liveRows: sql('SELECT id, row_number AS row FROM versions WHERE row_number IS NOT NULL'),
    document: sql('SELECT document FROM documents WHERE row_number = ?'),
    setAside: sql('INSERT INTO set_aside VALUES (?, ?, ?, ?, ?) ON CONFLICT (authority, seq) DO UPDATE SET id = excluded.id, version = excluded.version, reason = excluded.reason'),
    setAsideOp: sql('INSERT INTO set_aside_ops VALUES (?, ?, ?) ON CONFLICT (authority, seq) DO UPDATE SET op = excluded.op'),
    setContradiction: sql('INSERT INTO contradictions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    contradiction: sql('SELECT at, seq, cursor, head, told FROM contradictions WHERE authority = ? ORDER BY at DESC LIMIT 1'),
    meta: sql('SELECT value FROM meta WHERE key = ?'),
    setMeta: sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  };
}
