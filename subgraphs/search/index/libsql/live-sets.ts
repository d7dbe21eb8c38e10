import { LiveDigest } from '../../../../schema/live-digest.js';
import type { Holdings, SetAside } from '../search-index.js';
import { readLogKey } from '../../../../schema/audience.js';
import type { Said } from './record-logs.js';
import { ofLog, type Connection, type Statement } from './schema.js';

interface LiveSet {
  count: number;
  readonly digest: LiveDigest;
}

/** Ids read at once while a set is counted. */
const STEP = 10_000;

/**
 * How many records are live by each log, and their digest: those that stand in it, and those that it has not let go yet
 * where another log was read first. Counted from the rows themselves when it
 * is first asked for, since what is merely remembered would not show a row that was lost; then followed change by change.
 */
export class LiveSets {
  readonly #sets = new Map<string, LiveSet>();
  readonly #statements: Statements;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
  }

  holdings(log: string): Holdings {
    const { count, digest } = this.#setOf(log);
    const { count: setAside } = this.#statements.countSetAside.get(log) as { count: number };
    return { live: count, setAside, digest: setAside === 0 ? digest.hex : this.#byTheLog(log, digest.hex) };
  }

  setAside(log: string, first: number): readonly SetAside[] {
    return this.#statements.setAside.all(log, first) as SetAside[];
  }

  /** Follows what a log says of a record. */
  follow(log: string, id: string, before: Said | undefined, after: Said | undefined): void {
    const set = this.#sets.get(log);
    if (!set) return;
    if (before?.live) set.digest.remove(id, before.version);
    if (after?.live) set.digest.add(id, after.version);
    set.count += Number(after?.live ?? false) - Number(before?.live ?? false);
  }

  /** Counts anew when it is asked for next; without a log for all. */
  forget(log?: string): void {
    if (log === undefined) this.#sets.clear();
    else this.#sets.delete(log);
  }

  /** Counts all logs of a log's authority anew. */
  forgetAuthority(log: string): void {
    const { authority } = readLogKey(log);
    for (const other of this.#sets.keys()) if (readLogKey(other).authority === authority) this.#sets.delete(other);
  }

  #setOf(log: string): LiveSet {
    const known = this.#sets.get(log) ?? this.#count(log);
    this.#sets.set(log, known);
    return known;
  }

  #count(log: string): LiveSet {
    const set: LiveSet = { count: 0, digest: new LiveDigest() };
    const { confined, from, to } = ofLog(log);
    const add = (rows: readonly { readonly id: string; readonly version: number }[]): void => {
      for (const { id, version } of rows) set.digest.add(id, version);
      set.count += rows.length;
    };
    add(this.#statements.moved.all(log) as { id: string; version: number }[]);
    let after = '';
    for (;;) {
      const page = { after, limit: STEP };
      const rows = (confined === null ? this.#statements.live.all({ from, to, ...page }) : this.#statements.confined.all({ log, ...page })) as { id: string; version: number }[];
      add(rows);
      if (rows.length < STEP) return set;
      after = (rows.at(-1) as { id: string }).id;
    }
  }

  /** The digest with every record that has an entry set aside as that entry says; null where one does not say it. */
  #byTheLog(log: string, kept: string): string | null {
    const digest = new LiveDigest(kept);
    const { confined } = ofLog(log);
    const counted = new Set<string>();
    for (const { id, version, op } of this.#statements.setAside.all(log, -1) as SetAside[]) {
      if (op === null) return null;
      if (counted.has(id)) continue;
      counted.add(id);
      const known = this.#statements.known.get({ id, log, confined }) as { version: number; live: number } | undefined;
      if (known && known.version >= version) continue;
      if (known?.live) digest.remove(id, known.version);
      if (op === 'UPSERT') digest.add(id, version);
    }
    return digest.hex;
  }
}

type Statements = ReturnType<typeof prepare>;

/** Whether both parts of a row are there. */
const WHOLE = 'EXISTS (SELECT 1 FROM facts AS f WHERE f.row_number = v.row_number) AND EXISTS (SELECT 1 FROM documents AS d WHERE d.row_number = v.row_number)';

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    // A record is there if all of it is: one whose facts or document were lost is not.
    live: sql(`
      SELECT v.id, v.version FROM versions AS v WHERE v.id >= @from AND v.id < @to AND v.id > @after AND v.row_number IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM confined AS c WHERE c.id = v.id) AND ${WHOLE} ORDER BY v.id LIMIT @limit`),
    confined: sql(`
      SELECT v.id, v.version FROM confined AS c JOIN versions AS v ON v.id = c.id WHERE c.log = @log AND c.id > @after AND v.row_number IS NOT NULL
      AND ${WHOLE} ORDER BY c.id LIMIT @limit`),
    moved: sql('SELECT id, version FROM moved WHERE log = ? AND live = 1'),
    known: sql(`
      SELECT v.version, v.row_number IS NOT NULL AS live FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id WHERE v.id = @id AND c.log IS @confined
      UNION ALL SELECT version, live FROM moved WHERE log = @log AND id = @id`),
    countSetAside: sql('SELECT count(DISTINCT id) AS count FROM set_aside WHERE authority = ?'),
    setAside: sql(`
      SELECT s.seq, s.id, s.version, o.op, s.reason FROM set_aside AS s LEFT JOIN set_aside_ops AS o USING (authority, seq)
      WHERE s.authority = ? ORDER BY s.seq DESC LIMIT ?`),
  };
}
