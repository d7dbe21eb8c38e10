import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeFacts } from '../../model/facts.js';
import { RecordColumns } from '../columns/record-columns.js';
import { NO_STANDING, type AuthorityStanding } from '../search-index.js';
import { RowSlots } from './row-slots.js';
import type { Connection, Statement } from './schema.js';

/** Rows taken in between two turns of the event loop: about 15 milliseconds of work. */
const ROWS_A_TURN = 1_500;

/** The columns of the records in a file, whether that is an index or a ledger. They have what is committed once `refresh` has resolved. */
export class KeptColumns {
  readonly rows = new RowSlots();
  readonly columns: RecordColumns;
  /** As it was kept in the file when it was opened. */
  readonly standing: AuthorityStanding;
  readonly #connection: Connection;
  readonly #statements: Statements;
  #lastRemoval = 0;
  /** Slots that wait for their commit to be taken in whole; those of an attempt that failed too. */
  #added: number[] = [];
  #refreshing: Promise<void> | null = null;
  #again: Promise<void> | null = null;

  /** The connection is closed by who opened it. */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.#statements = prepare(connection);
    this.columns = new RecordColumns((id) => this.slotOf(id));
    const kept = this.#statements.standing.get() as { value: string } | undefined;
    this.standing = kept ? (JSON.parse(kept.value) as AuthorityStanding) : NO_STANDING;
    this.columns.hide(this.standing.hidden);
  }

  /** Takes in what was committed before the call. The columns are asked between slices of the work, for what was there before. */
  refresh(): Promise<void> {
    if (!this.#refreshing) return (this.#refreshing = this.#takeIn().finally(() => (this.#refreshing = null)));
    // The one under way may have begun before the commit that the caller means; all who wait share the next one.
    return (this.#again ??= this.#refreshing.catch(() => undefined).then(() => {
      this.#again = null;
      return this.refresh();
    }));
  }

  /** The slot of a record that anybody sees. */
  slotOf(id: string): number | undefined {
    const known = this.#statements.version.get(id) as { row: number | null } | undefined;
    const slot = known?.row ? this.rows.slot(known.row) : -1;
    return slot >= 0 && this.columns.isShown(slot) ? slot : undefined;
  }

  async #takeIn(): Promise<void> {
    // One transaction sees an update's new row and the death of its old one together.
    this.#connection.exec('BEGIN');
    try {
      await this.#addRows();
      const removed = this.#statements.removals.all(this.#lastRemoval) as { number: number; row: number }[];
      const died = new Set(removed.map(({ row }) => this.rows.slot(row)));
      for (const slot of died) if (slot >= 0) this.columns.die(slot);
      // One that was read by an attempt that failed may have died since.
      for (const slot of this.#added) if (!died.has(slot)) this.columns.goLive(slot);
      this.#added = [];
      this.#lastRemoval = removed.at(-1)?.number ?? this.#lastRemoval;
    } finally {
      this.#connection.exec('COMMIT');
    }
  }

  async #addRows(): Promise<void> {
    if (this.columns.size === 0) this.columns.reserve((this.#statements.liveRows.get() as { count: number }).count);
    for (;;) {
      const rows = this.#statements.factsBehind.all(this.rows.lastRow, ROWS_A_TURN) as { row: number; facts: string }[];
      for (const { row, facts } of rows) {
        const slot = this.columns.add(decodeFacts(facts));
        this.rows.add(row, slot);
        this.#added.push(slot);
      }
      if (rows.length < ROWS_A_TURN) return;
      await nextTurn();
    }
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    factsBehind: sql('SELECT row_number AS row, facts FROM facts WHERE row_number > ? ORDER BY row_number LIMIT ?'),
    liveRows: sql('SELECT count(row_number) AS count FROM versions'),
    removals: sql('SELECT number, row_number AS row FROM removals WHERE number > ? ORDER BY number'),
    version: sql('SELECT row_number AS row FROM versions WHERE id = ?'),
    standing: sql("SELECT value FROM meta WHERE key = 'standing'"),
  };
}
