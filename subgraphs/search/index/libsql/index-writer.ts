import { WriteAheadLog, type WriteAheadLogOptions } from '../../../kit/libsql/write-ahead-log.js';
import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import { readDocument } from '../../model/published-document.js';
import type { BatchToWrite, ChangeToWrite, EntryBuilder } from '../prepared-batch.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, FeedPosition, Holdings, SetAside, StagedHoldings, SwapOutcome } from '../search-index.js';
import { analyseAnew, analysisOf } from './analysed-anew.js';
import { LiveSets } from './live-sets.js';
import { LogTrails } from './log-trails.js';
import { BatchRecords } from './batch-records.js';
import { RecordLogs } from './record-logs.js';
import { manyRows, type RowValues } from './many-rows.js';
import { RowWriter, type TokensOf } from './row-writer.js';
import { ofLog, type Connection, type LogValues, type Statement } from './schema.js';
import { Staging } from './staging.js';
import type { RecordVector } from '../vectors/vector-store.js';
import { VectorRows } from './vector-rows.js';
import { Withdrawals } from './withdrawals.js';

export interface IndexWriterOptions extends WriteAheadLogOptions {
  /** Leaves an index of an older analysis as it is: a new one is made beside it. @default false */
  readonly servesOlder?: boolean;
  /** False where `emptyLog` is called by somebody else, several times a second: then a change is visible before the log is emptied, unless that has become large. @default true */
  readonly settles?: boolean;
}

/** Nothing is to be expected to be written where nothing was for so long. */
const IDLE_MILLIS = 2_000;

type Outcome = 'upserted' | 'retired' | 'passedOver';

/** Writes the index file. The only writer of it; readers of it need nothing but the tables. */
export class IndexWriter {
  readonly #connection: Connection;
  readonly #log: WriteAheadLog;
  readonly #settles: boolean;
  readonly #statements: Statements;
  readonly #rows: RowWriter;
  readonly #live: LiveSets;
  readonly #logs: RecordLogs;
  readonly #staging: Staging;
  readonly #trails: LogTrails;
  readonly #withdrawals: Withdrawals;
  readonly #vectors: VectorRows;

  /** Whether the transaction under way removes anything. */
  #removes = false;
  #writtenAt = 0;

  /**
   * `entryBuilder` is asked for only where texts must be analysed anew: those of the whole index, or of rows that are removed.
   */
  constructor(connection: Connection, entryBuilder: () => EntryBuilder, { servesOlder = false, settles = true, ...log }: IndexWriterOptions = {}) {
    this.#connection = connection;
    this.#settles = settles;
    this.#log = new WriteAheadLog(connection, log);
    this.#statements = prepare(connection);
    if (!servesOlder || analysisOf(connection) === null) analyseAnew(connection, entryBuilder);
    this.#rows = new RowWriter(connection, analysisOf(connection) === ANALYSIS_VERSION ? tokensBy(entryBuilder) : null);
    this.#live = new LiveSets(connection);
    this.#logs = new RecordLogs(connection);
    this.#staging = new Staging(connection, this.#rows, this.#logs);
    this.#trails = new LogTrails(connection);
    this.#withdrawals = new Withdrawals(connection);
    this.#vectors = new VectorRows(connection);
    if (this.#rows.hasOrphans) this.#committed(() => this.#rows.tidyOrphans());
    this.emptyLog();
  }

  /** Leaves nothing of what was removed in the write-ahead log. @returns false where a reader or the disk is in the way: then the next call does */
  emptyLog(): boolean {
    return this.#log.settle();
  }

  position(log: string): FeedPosition {
    const known = this.#statements.position.get(log) as FeedPosition | undefined;
    return { cursor: known?.cursor ?? null, seq: known?.seq ?? 0 };
  }

  holdings(log: string, anew = false): Holdings {
    if (anew) this.#live.forget(log);
    return this.#live.holdings(log);
  }

  listSetAside(log: string, first: number): readonly SetAside[] {
    return this.#live.setAside(log, first);
  }

  /** Applies batches in one transaction, each as `SearchIndex.apply` says. @throws the engine's error, with nothing applied */
  apply(batches: Iterable<BatchToWrite>): readonly ApplyOutcome[] {
    return this.#inTransaction(() => Array.from(batches, (batch) => this.#applyOne(batch)));
  }

  stage(batch: BatchToWrite, begins: boolean): void {
    this.#inTransaction(() => {
      if (begins) this.#staging.begin(batch.log);
      this.#removes ||= begins;
      this.#staging.add(batch);
      this.#trails.stage(batch, begins);
      this.#withdrawals.stage(batch, begins);
    });
  }

  staged(log: string): StagedHoldings {
    return this.#staging.holdings(log);
  }

  swapIn(log: string, position: ChangeBatch['position'], mayLose = true): SwapOutcome | null {
    return this.#inTransaction(() => {
      if (!mayLose && this.#staging.wouldLose(log)) return null;
      const outcome = this.#staging.swapIn(log);
      this.#statements.setPosition.run(log, position.cursor, position.seq);
      this.#trails.swapIn(log, position);
      this.#withdrawals.swapIn(log);
      this.#live.forgetAuthority(log);
      this.#removes = true;
      return outcome;
    });
  }

  /** As the port says. */
  keepVectors(model: string, vectors: readonly RecordVector[]): void {
    this.#inTransaction(() => this.#vectors.keep(model, vectors));
  }

  keepContradiction(log: string, { at, seq, cursor, head, told }: Contradiction): void {
    this.#statements.setContradiction.run(log, seq, cursor, at, head, told);
  }

  contradiction(log: string): Contradiction | null {
    const [last] = this.#statements.contradiction.all(log) as Contradiction[];
    return last ?? null;
  }

  attested(log: string): string | null {
    return this.#trails.attested(log);
  }

  /** Keeps the standing for readers that are opened later. */
  heed(standing: AuthorityStanding): void {
    this.#statements.setMeta.run('standing', JSON.stringify(standing));
  }

  /** Whether nothing else has been written for a while. */
  get isIdle(): boolean {
    return performance.now() - this.#writtenAt > IDLE_MILLIS;
  }

  /**
   * Does some of what is left to do in the full text: drops words that are only marked as gone. To be called again and again, others may write in between.
   *
   * @returns false where nothing was to be done
   * @throws the engine's error, with all as it was; it is not tried again for ten minutes
   */
  tidy(): boolean {
    if (!this.#connection.open || !this.#rows.isUntidy(this.isIdle)) return false;
    const writtenAt = this.#writtenAt;
    try {
      this.#inTransaction(() => this.#rows.tidy());
    } catch (error) {
      this.#rows.postponeTidying();
      throw error;
    }
    this.#writtenAt = writtenAt;
    return true;
  }

  /** Whether what `tidy` has left to do came up since its last merge began. */
  get isBetweenMerges(): boolean {
    return this.#rows.isBetweenMerges;
  }

  /** Forgets which rows died before now. Only while nobody reads the index who would still have to learn it. */
  forgetRemovals(): void {
    this.#connection.exec('DELETE FROM removals');
  }

  /** Forgets of which rows of a former version this one was made, once it has taken its place. */
  forgetSource(): void {
    this.#connection.exec("DROP TABLE IF EXISTS built; DELETE FROM meta WHERE key = 'building'");
  }

  close(): void {
    this.#log.clear();
    this.#connection.close();
  }

  #applyOne(batch: BatchToWrite): ApplyOutcome {
    const { log, changes, setAside, position } = batch;
    const counts = { upserted: 0, retired: 0, passedOver: 0 };
    const place = ofLog(log);
    const records = new BatchRecords(place, this.#logs, changes.map(({ id }) => id));
    const anySetAside = this.#statements.anySetAside.get(log) !== undefined;
    const versions: RowValues[] = [];
    for (const change of changes) {
      const before = records.said(change.id);
      counts[this.#applyChange(change, place, records, anySetAside, versions)]++;
      this.#live.follow(log, change.id, before, records.said(change.id));
    }
    this.#statements.setVersions(versions);
    for (const { seq, id, version, op, reason } of setAside) {
      this.#statements.setAside.run(log, seq, id, version, reason);
      this.#statements.setAsideOp.run(log, seq, op);
    }
    this.#statements.setPosition.run(log, position.cursor, position.seq);
    this.#trails.follow(batch);
    this.#withdrawals.follow(batch);
    return { ...counts, setAside };
  }

  #applyChange({ id, version, entry, document }: ChangeToWrite, place: LogValues, records: BatchRecords, anySetAside: boolean, versions: RowValues[]): Outcome {
    const said = records.said(id);
    if (said && said.version >= version) return 'passedOver';
    if (anySetAside) this.#statements.forgetSetAside.run(place.log, id, version);
    const newest = records.newest(id);
    if (newest && newest.version >= version) {
      // It stands in another log by a later entry; this one is older news of it.
      records.keepSaid(id, { version, live: entry !== null });
      return 'passedOver';
    }
    const row = this.#rows.put(newest?.row ?? null, entry, document);
    versions.push([id, version, row]);
    records.keepNewest(id, { version, row, confined: place.confined });
    return entry ? 'upserted' : 'retired';
  }

  #inTransaction<Result>(work: () => Result): Result {
    this.#removes = false;
    const result = this.#committed(work);
    if (this.#removes) this.#log.owe();
    if (this.#settles) this.#log.settle();
    else this.#log.settleLarge();
    return result;
  }

  #committed<Result>(work: () => Result): Result {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      if (this.#rows.finish()) this.#removes = true;
      this.#connection.exec('COMMIT');
      this.#writtenAt = performance.now();
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      this.#live.forget();
      this.#rows.rolledBack();
      throw error;
    }
  }
}

/** The tokens of a document, as the builder of index entries makes them: they are the same in whichever log it stands. */
function tokensBy(entryBuilder: () => EntryBuilder): TokensOf {
  let indexEntry: EntryBuilder | null = null;
  return (id, document) => (indexEntry ??= entryBuilder())(readDocument(id, document), 'PUBLIC', '').tokens;
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    position: sql('SELECT cursor, seq FROM feeds WHERE authority = ?'),
    setPosition: sql('INSERT INTO feeds VALUES (?, ?, ?) ON CONFLICT (authority) DO UPDATE SET cursor = excluded.cursor, seq = excluded.seq'),
    anySetAside: sql('SELECT 1 FROM set_aside WHERE authority = ? LIMIT 1'),
    forgetSetAside: sql('DELETE FROM set_aside WHERE authority = ? AND id = ? AND version <= ?'),
    setVersions: manyRows(connection, 'versions', '(?, ?, ?)', 'ON CONFLICT (id) DO UPDATE SET version = excluded.version, row_number = excluded.row_number'),
    setAside: sql('INSERT INTO set_aside VALUES (?, ?, ?, ?, ?) ON CONFLICT (authority, seq) DO UPDATE SET id = excluded.id, version = excluded.version, reason = excluded.reason'),
    setAsideOp: sql('INSERT INTO set_aside_ops VALUES (?, ?, ?) ON CONFLICT (authority, seq) DO UPDATE SET op = excluded.op'),
    setContradiction: sql('INSERT INTO contradictions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    contradiction: sql('SELECT at, seq, cursor, head, told FROM contradictions WHERE authority = ? ORDER BY at DESC LIMIT 1'),
    setMeta: sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  };
}
