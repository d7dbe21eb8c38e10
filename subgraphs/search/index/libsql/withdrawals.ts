import { parseId } from '../../../../schema/ids.js';
import { readText, type BatchToWrite, type ChangeToWrite } from '../prepared-batch.js';
import type { Connection, Statement } from './schema.js';

/** As nodes take them. */
const LONGEST_REASON = 2_000;

interface Told {
  readonly reason: string;
  readonly replacedBy: string | null;
}

/**
 * What owners said when they withdrew records: all that is left of those. Each log's word is kept by itself, as long as
 * the tombstone is its last of the record. Called in the transactions that write the records.
 */
export class Withdrawals {
  readonly #statements: Statements;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
    connection.exec('DELETE FROM rewithdrawn');
  }

  follow({ log, changes }: BatchToWrite): void {
    let any = this.#statements.any.get(log) !== undefined;
    for (const change of changes) {
      if (this.#put(this.#statements.put, log, change)) any = true;
      else if (any) this.#statements.forget.run(log, change.id, change.version);
    }
  }

  /** @param begins forgets what was read anew of the log before */
  stage({ log, changes }: BatchToWrite, begins: boolean): void {
    if (begins) this.#statements.dropStaged.run(log);
    for (const change of changes) this.#put(this.#statements.stage, log, change);
  }

  /** Makes what is kept of the log's tombstones what is staged. */
  swapIn(log: string): void {
    this.#statements.drop.run(log);
    this.#statements.unstage.run(log);
    this.#statements.dropStaged.run(log);
  }

  #put(statement: Statement, log: string, change: ChangeToWrite): boolean {
    const told = toldBy(change);
    if (told) statement.run(log, change.id, change.version, told.reason, told.replacedBy, change.at ?? null);
    return told !== null;
  }
}

/** What a tombstone's text says; null of a record, and where the text says nothing that can be told. */
function toldBy({ op, document }: ChangeToWrite): Told | null {
  if (op !== 'TOMBSTONE') return null;
  const { reason, replacedBy } = (parsed(readText(document)) ?? {}) as Partial<Record<keyof Told, unknown>>;
  if (typeof reason !== 'string') return null;
  return { reason: reason.slice(0, LONGEST_REASON), replacedBy: typeof replacedBy === 'string' && parseId(replacedBy).ok ? replacedBy : null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Statements = ReturnType<typeof prepare>;

const UNLESS_OLDER = `ON CONFLICT (log, id) DO UPDATE SET version = excluded.version, reason = excluded.reason, replaced_by = excluded.replaced_by, at = excluded.at
  WHERE excluded.version >= version`;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    put: sql(`INSERT INTO withdrawn VALUES (?, ?, ?, ?, ?, ?) ${UNLESS_OLDER}`),
    any: sql('SELECT 1 FROM withdrawn WHERE log = ? LIMIT 1'),
    forget: sql('DELETE FROM withdrawn WHERE log = ? AND id = ? AND version <= ?'),
    drop: sql('DELETE FROM withdrawn WHERE log = ?'),
    stage: sql(`INSERT INTO rewithdrawn VALUES (?, ?, ?, ?, ?, ?) ${UNLESS_OLDER}`),
    unstage: sql('INSERT INTO withdrawn SELECT * FROM rewithdrawn WHERE log = ?'),
    dropStaged: sql('DELETE FROM rewithdrawn WHERE log = ?'),
  };
}
