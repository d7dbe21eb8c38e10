import type { Connection, LogValues, Statement } from './schema.js';

/** The newest entry of a record, of all its logs. */
export interface Newest {
  readonly version: number;
  /** Null of a withdrawn record. */
  readonly row: number | null;
  /** Key of the log that it stands in; null of the public one. */
  readonly confined: string | null;
}

/** What one log says of a record. */
export interface Said {
  readonly version: number;
  readonly live: boolean;
}

/**
 * Which log each record stands in, and what others say of it. A record whose audience changes goes from one log to
 * another, and logs are read side by side: so what was said last in each is kept, and the newest of it counts.
 */
export class RecordLogs {
  readonly #statements: Statements;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
  }

  newest(ids: readonly string[]): Map<string, Newest> {
    const rows = this.#statements.newest.all(JSON.stringify(ids)) as (Newest & { readonly id: string })[];
    return new Map(rows.map(({ id, version, row, confined }) => [id, { version, row, confined }]));
  }

  /** What a log says of records that stand in another one. */
  moved(log: string, ids: readonly string[]): Map<string, Said> {
    if (this.#statements.anyMoved.get(log) === undefined) return new Map();
    const rows = this.#statements.moved.all(log, JSON.stringify(ids)) as { id: string; version: number; live: number }[];
    return new Map(rows.map(({ id, version, live }) => [id, { version, live: live === 1 }]));
  }

  /** A record stands in this log now; what it was before, if that was in another, is kept as that log's word. */
  stand(id: string, { log, confined, authority }: LogValues, before: Newest | undefined): void {
    if (before && before.confined === confined) return;
    if (before) this.keepSaid(before.confined ?? authority, id, { version: before.version, live: before.row !== null });
    if (confined !== null) this.#statements.setConfined.run(id, confined);
    else if (before) this.#statements.setPublic.run(id);
    if (before) this.#statements.forgetSaid.run(log, id);
  }

  keepSaid(log: string, id: string, { version, live }: Said): void {
    this.#statements.setMoved.run(log, id, version, Number(live));
  }

  /** Nothing is known of a record any more. */
  forget(id: string): void {
    this.#statements.setPublic.run(id);
    this.#statements.forgetRecord.run(id, 0);
  }

  /** What logs say of a record beyond this version is nothing that could be kept. */
  forgetBeyond(id: string, version: number): void {
    this.#statements.forgetRecord.run(id, version);
  }

  /** Says of records that stand in another log what is staged of this one. What was set aside says nothing new. */
  restate(place: Pick<LogValues, 'log' | 'confined'>): void {
    this.#statements.forgetLog.run({ log: place.log });
    this.#statements.restate.run({ log: place.log, confined: place.confined });
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    newest: sql('SELECT v.id, v.version, v.row_number AS row, c.log AS confined FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id WHERE v.id IN (SELECT value FROM json_each(?))'),
    anyMoved: sql('SELECT 1 FROM moved WHERE log = ? LIMIT 1'),
    moved: sql('SELECT id, version, live FROM moved WHERE log = ? AND id IN (SELECT value FROM json_each(?))'),
    setMoved: sql('INSERT INTO moved VALUES (?, ?, ?, ?) ON CONFLICT (log, id) DO UPDATE SET version = excluded.version, live = excluded.live'),
    setPublic: sql('DELETE FROM confined WHERE id = ?'),
    setConfined: sql('INSERT INTO confined VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET log = excluded.log'),
    forgetSaid: sql('DELETE FROM moved WHERE log = ? AND id = ?'),
    forgetRecord: sql('DELETE FROM moved WHERE id = ? AND version > ?'),
    forgetLog: sql('DELETE FROM moved WHERE log = @log AND id NOT IN (SELECT id FROM staged WHERE authority = @log AND reason IS NOT NULL)'),
    restate: sql(`
      INSERT OR REPLACE INTO moved SELECT s.authority, s.id, s.version, s.op = 'UPSERT' FROM staged AS s JOIN versions AS v ON v.id = s.id LEFT JOIN confined AS c ON c.id = s.id
      WHERE s.authority = @log AND s.reason IS NULL AND c.log IS NOT @confined`),
  };
}
