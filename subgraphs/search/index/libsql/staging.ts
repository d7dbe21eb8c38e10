import { deserialize, serialize } from 'node:v8';
import { LiveDigest } from '../../../../schema/live-digest.js';
import type { PreparedBatch, PreparedChange } from '../prepared-batch.js';
import type { SetAside, StagedHoldings, SwapOutcome } from '../search-index.js';
import type { RowWriter } from './row-writer.js';
import { ofAuthority, type Connection, type Statement } from './schema.js';

interface StagedRow {
  readonly id: string;
  readonly seq: number;
  readonly version: number;
  readonly op: SetAside['op'];
  readonly reason: string | null;
}

interface Changed {
  /** A `PreparedChange`. */
  readonly change: Uint8Array;
  /** The row of the copy that goes; null where there is none. */
  readonly row: number | null;
}

/** A log that is read anew, beside the copies that are searched, until it takes their place. Called in transactions. */
export class Staging {
  readonly #rows: RowWriter;
  readonly #statements: Statements;

  constructor(connection: Connection, rows: RowWriter) {
    this.#rows = rows;
    this.#statements = prepare(connection);
  }

  /** Adds a batch; what is kept already is noted without its text. */
  add({ authority, changes, setAside }: PreparedBatch): void {
    for (const change of changes) this.#put(authority, change, null, this.#isKept(change) ? null : serialize(change));
    for (const entry of setAside) this.#put(authority, entry, entry.reason, null);
  }

  drop(authority: string): void {
    this.#statements.drop.run(authority);
  }

  holdings(authority: string): StagedHoldings {
    const digest = new LiveDigest();
    let live = 0;
    for (const { id, version } of this.#statements.live.iterate(authority) as Iterable<StagedRow>) {
      digest.add(id, version);
      live++;
    }
    const { count: untold } = this.#statements.untold.get(authority) as { count: number };
    return { live, digest: untold > 0 ? null : digest.hex };
  }

  /** Whether a live record is not staged, or in an older version. */
  wouldLose(authority: string): boolean {
    return this.#statements.lost.all({ authority, ...ofAuthority(authority) }).length > 0;
  }

  /** Makes the authority's records those that are staged. */
  swapIn(authority: string): SwapOutcome {
    const outcome = { written: 0, removed: 0 };
    for (const { id } of this.#statements.changed.all(authority) as { id: string }[]) {
      const { change, row } = this.#statements.change.get(authority, id) as Changed;
      if (row !== null) this.#rows.remove(row);
      const { version, entry, document } = deserialize(change) as PreparedChange;
      this.#statements.setVersion.run(id, version, entry ? this.#rows.insert(entry, document) : null);
      if (entry) outcome.written++;
      else if (row !== null) outcome.removed++;
    }
    for (const { id, row } of this.#statements.strangers.all({ authority, ...ofAuthority(authority) }) as { id: string; row: number | null }[]) {
      if (row !== null) this.#rows.remove(row);
      this.#statements.forget.run(id);
      if (row !== null) outcome.removed++;
    }
    for (const { row } of this.#statements.orphans.all(ofAuthority(authority)) as { row: number }[]) {
      this.#rows.remove(row);
      outcome.removed++;
    }
    this.#replaceSetAside(authority);
    this.drop(authority);
    return outcome;
  }

  #put(authority: string, { id, seq, version, op }: Omit<StagedRow, 'reason'>, reason: string | null, change: Uint8Array | null): void {
    // What has no id that can be read is of nobody knows what, and replaces nothing.
    if (id !== '') this.#statements.dropOlder.run(authority, id, seq);
    this.#statements.put.run(authority, id, seq, version, op, reason, change);
  }

  #isKept({ id, version, entry, document }: PreparedChange): boolean {
    const known = this.#statements.kept.get(id) as { version: number; row: number | null; document: string | null; facts: string | null } | undefined;
    if (known?.version !== version) return false;
    return entry === null ? known.row === null : known.document === document && known.facts === entry.facts;
  }

  #replaceSetAside(authority: string): void {
    this.#statements.dropSetAside.run(authority);
    this.#statements.dropSetAsideOps.run(authority);
    this.#statements.setAside.run(authority);
    this.#statements.setAsideOps.run(authority);
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
      SELECT v.version, v.row_number AS row, d.document, f.facts FROM versions AS v
      LEFT JOIN documents AS d ON d.row_number = v.row_number LEFT JOIN facts AS f ON f.row_number = v.row_number WHERE v.id = ?`),
    changed: sql('SELECT id FROM staged WHERE authority = ? AND change IS NOT NULL'),
    change: sql('SELECT s.change, v.row_number AS row FROM staged AS s LEFT JOIN versions AS v ON v.id = s.id WHERE s.authority = ? AND s.id = ? AND s.change IS NOT NULL'),
    strangers: sql(`
      SELECT v.id, v.row_number AS row FROM versions AS v WHERE v.id >= @from AND v.id < @to
      AND NOT EXISTS (SELECT 1 FROM staged AS s WHERE s.authority = @authority AND s.id = v.id)`),
    lost: sql(`
      SELECT v.id FROM versions AS v WHERE v.id >= @from AND v.id < @to AND v.row_number IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM staged AS s WHERE s.authority = @authority AND s.id = v.id AND s.version >= v.version) LIMIT 1`),
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
