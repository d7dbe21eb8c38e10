import { deserialize, serialize } from 'node:v8';
import { LiveDigest } from '../../../../schema/live-digest.js';
import { readText, type BatchToWrite, type ChangeToWrite } from '../prepared-batch.js';
import type { SetAside, StagedHoldings, SwapOutcome } from '../search-index.js';
import type { RowWriter } from './row-writer.js';
import type { Newest, RecordLogs } from './record-logs.js';
import { confinedIn, ofLog, type Connection, type LogValues, type Statement } from './schema.js';

interface StagedRow {
  readonly id: string;
  readonly seq: number;
  readonly version: number;
  readonly op: SetAside['op'];
  readonly reason: string | null;
}

interface Changed {
  /** A `ChangeToWrite`. */
  readonly change: Uint8Array;
  /** What is kept of the record; null where nothing is. */
  readonly version: number | null;
  readonly row: number | null;
  readonly confined: string | null;
}

/** A log that is read anew, beside the copies that are searched, until it takes their place. Called in transactions. */
export class Staging {
  readonly #rows: RowWriter;
  readonly #logs: RecordLogs;
  readonly #statements: Statements;
  /** Logs that are staged from their beginning: what another connection had staged is not there any more. */
  readonly #begun = new Set<string>();

  constructor(connection: Connection, rows: RowWriter, logs: RecordLogs) {
    this.#rows = rows;
    this.#logs = logs;
    this.#statements = prepare(connection);
    connection.exec('DELETE FROM staged');
  }

  /** Forgets what was staged of the log before. */
  begin(log: string): void {
    this.#statements.drop.run(log);
    this.#begun.add(log);
  }

  /** Adds a batch; what is kept already is noted without its text. @throws Error where the log's beginning is not staged */
  add({ log, changes, setAside }: BatchToWrite): void {
    this.#requireBegun(log);
    for (const change of changes) this.#put(log, change, null, this.#isKept(log, change) ? null : serialize(change));
    for (const entry of setAside) this.#put(log, entry, entry.reason, null);
  }


  holdings(log: string): StagedHoldings {
    const digest = new LiveDigest();
    let live = 0;
    for (const { id, version } of this.#statements.live.iterate(log) as Iterable<StagedRow>) {
      digest.add(id, version);
      live++;
    }
    const { count: untold } = this.#statements.untold.get(log) as { count: number };
    return { live, digest: untold > 0 ? null : digest.hex };
  }

  /** Whether a live record of the log is not staged, or in an older version. @throws as `swapIn` */
  wouldLose(log: string): boolean {
    this.#requireBegun(log);
    const { confined, from, to } = ofLog(log);
    return this.#statements.lost.all({ log, confined, from, to }).length > 0;
  }

  /** Makes the log's records those that are staged. @throws Error where the log's beginning is not staged */
  swapIn(log: string): SwapOutcome {
    this.#requireBegun(log);
    const place = ofLog(log);
    const outcome = { written: 0, removed: 0 };
    for (const { id } of this.#statements.changed.all(log) as { id: string }[]) this.#replace(id, place, outcome);
    this.#removeStrangers(place, outcome);
    this.#logs.restate(place);
    this.#replaceSetAside(log);
    this.#statements.drop.run(log);
    this.#begun.delete(log);
    return outcome;
  }

  #requireBegun(log: string): void {
    if (!this.#begun.has(log)) throw new Error(`Expected the beginning of ${log} to be staged but it is not: its reading begins again.`);
  }

  #replace(id: string, place: LogValues, outcome: { written: number; removed: number }): void {
    const { change, version: known, row, confined } = this.#statements.change.get(place.log, id) as Changed;
    const { version, entry, document } = deserialize(change) as ChangeToWrite;
    const before: Newest | undefined = known === null ? undefined : { version: known, row, confined };
    // It stands in another log by a later entry.
    if (before && confined !== place.confined && before.version >= version) return;
    this.#logs.stand(id, place, before);
    this.#logs.forgetBeyond(id, version);
    this.#statements.setVersion.run(id, version, this.#rows.put(row, entry, document));
    if (entry) outcome.written++;
    else if (row !== null) outcome.removed++;
  }

  #removeStrangers({ log, confined, from, to }: LogValues, outcome: { removed: number }): void {
    for (const { id, row } of this.#statements.strangers.all({ log, confined, from, to }) as { id: string; row: number | null }[]) {
      if (row !== null) this.#rows.remove(row);
      this.#statements.forget.run(id);
      this.#logs.forget(id);
      if (row !== null) outcome.removed++;
    }
    for (const { row } of this.#statements.orphans.all({ from, to }) as { row: number }[]) {
      this.#rows.remove(row);
      outcome.removed++;
    }
  }

  #put(log: string, { id, seq, version, op }: Omit<StagedRow, 'reason'>, reason: string | null, change: Uint8Array | null): void {
    // What has no id that can be read is of nobody knows what, and replaces nothing.
    if (id !== '') this.#statements.dropOlder.run(log, id, seq);
    this.#statements.put.run(log, id, seq, version, op, reason, change);
  }

  #isKept(log: string, { id, version, entry, document }: ChangeToWrite): boolean {
    const known = this.#statements.kept.get(id) as { version: number; row: number | null; confined: string | null; document: string | null; facts: string | null } | undefined;
    if (known?.version !== version || known.confined !== confinedIn(log)) return false;
    return entry === null ? known.row === null : known.document === readText(document) && known.facts === readText(entry.facts);
  }

  #replaceSetAside(log: string): void {
    this.#statements.dropSetAside.run(log);
    this.#statements.dropSetAsideOps.run(log);
    this.#statements.setAside.run(log);
    this.#statements.setAsideOps.run(log);
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    put: sql('INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    dropOlder: sql('DELETE FROM staged WHERE authority = ? AND id = ? AND seq < ?'),
    drop: sql('DELETE FROM staged WHERE authority = ?'),
    live: sql("SELECT id, version FROM staged WHERE authority = ? AND op = 'UPSERT'"),
    untold: sql('SELECT count(*) AS count FROM staged WHERE authority = ? AND op IS NULL'),
    kept: sql(`
      SELECT v.version, v.row_number AS row, c.log AS confined, d.document, f.facts FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id
      LEFT JOIN documents AS d ON d.row_number = v.row_number LEFT JOIN facts AS f ON f.row_number = v.row_number WHERE v.id = ?`),
    changed: sql('SELECT id FROM staged WHERE authority = ? AND change IS NOT NULL'),
    change: sql('SELECT s.change, v.version, v.row_number AS row, c.log AS confined FROM staged AS s LEFT JOIN versions AS v ON v.id = s.id LEFT JOIN confined AS c ON c.id = s.id WHERE s.authority = ? AND s.id = ? AND s.change IS NOT NULL'),
    strangers: sql(`
      SELECT v.id, v.row_number AS row FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id WHERE v.id >= @from AND v.id < @to AND c.log IS @confined
      AND NOT EXISTS (SELECT 1 FROM staged AS s WHERE s.authority = @log AND s.id = v.id)`),
    lost: sql(`
      SELECT v.id FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id WHERE v.id >= @from AND v.id < @to AND v.row_number IS NOT NULL AND c.log IS @confined
      AND NOT EXISTS (SELECT 1 FROM staged AS s WHERE s.authority = @log AND s.id = v.id AND s.version >= v.version) LIMIT 1`),
    // Rows that no id leads to. The first of a record's facts is its id.
    orphans: sql('SELECT row_number AS row FROM facts WHERE facts ->> 0 >= @from AND facts ->> 0 < @to AND row_number NOT IN (SELECT row_number FROM versions WHERE row_number IS NOT NULL)'),
    setVersion: sql('INSERT INTO versions VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, row_number = excluded.row_number'),
    forget: sql('DELETE FROM versions WHERE id = ?'),
    dropSetAside: sql('DELETE FROM set_aside WHERE authority = ?'),
    dropSetAsideOps: sql('DELETE FROM set_aside_ops WHERE authority = ?'),
    setAside: sql('INSERT INTO set_aside SELECT authority, seq, id, version, reason FROM staged WHERE authority = ? AND reason IS NOT NULL'),
    setAsideOps: sql('INSERT INTO set_aside_ops SELECT authority, seq, op FROM staged WHERE authority = ? AND reason IS NOT NULL'),
  };
}
