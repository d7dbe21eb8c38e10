import { LiveDigest } from '../../../../schema/live-digest.js';
import type { Holdings, SetAside } from '../search-index.js';
import { ofAuthority, type Connection, type Statement } from './schema.js';

interface LiveSet {
  count: number;
  readonly digest: LiveDigest;
}

/** Ids read at once while a set is counted. */
const STEP = 10_000;

/**
 * How many records of each authority are live in the index, and their digest. Counted from the rows themselves when it
 * is first asked for, since what is merely remembered would not show a row that was lost; then followed change by change.
 */
export class LiveSets {
  readonly #sets = new Map<string, LiveSet>();
  readonly #statements: Statements;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
  }

  holdings(authority: string): Holdings {
    const { count, digest } = this.#setOf(authority);
    const { count: setAside } = this.#statements.countSetAside.get(authority) as { count: number };
    return { live: count, setAside, digest: setAside === 0 ? digest.hex : this.#byTheLog(authority, digest.hex) };
  }

  setAside(authority: string, first: number): readonly SetAside[] {
    return this.#statements.setAside.all(authority, first) as SetAside[];
  }

  /** Follows a change of a record; versions of 0 stand for one that is not live. */
  follow(authority: string, id: string, before: number, after: number): void {
    const set = this.#sets.get(authority);
    if (!set) return;
    if (before > 0) set.digest.remove(id, before);
    if (after > 0) set.digest.add(id, after);
    set.count += Math.sign(after) - Math.sign(before);
  }

  /** Counts anew when it is asked for next; without an authority for all. */
  forget(authority?: string): void {
    if (authority === undefined) this.#sets.clear();
    else this.#sets.delete(authority);
  }

  #setOf(authority: string): LiveSet {
    const known = this.#sets.get(authority) ?? this.#count(authority);
    this.#sets.set(authority, known);
    return known;
  }

  #count(authority: string): LiveSet {
    const set: LiveSet = { count: 0, digest: new LiveDigest() };
    let after = '';
    for (;;) {
      const rows = this.#statements.live.all({ ...ofAuthority(authority), after, limit: STEP }) as { id: string; version: number }[];
      for (const { id, version } of rows) set.digest.add(id, version);
      set.count += rows.length;
      if (rows.length < STEP) return set;
      after = (rows.at(-1) as { id: string }).id;
    }
  }

  /** The digest with every record that has an entry set aside as that entry says; null where one does not say it. */
  #byTheLog(authority: string, kept: string): string | null {
    const digest = new LiveDigest(kept);
    const counted = new Set<string>();
    for (const { id, version, op } of this.#statements.setAside.all(authority, -1) as SetAside[]) {
      if (op === null) return null;
      if (counted.has(id)) continue;
      counted.add(id);
      const known = this.#statements.known.get(id) as { version: number; live: number } | undefined;
      if (known && known.version >= version) continue;
      if (known?.live) digest.remove(id, known.version);
      if (op === 'UPSERT') digest.add(id, version);
    }
    return digest.hex;
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    // A record is there if all of it is: one whose facts or document were lost is not.
    live: sql(`
      SELECT v.id, v.version FROM versions AS v WHERE v.id >= @from AND v.id < @to AND v.id > @after AND v.row_number IS NOT NULL
      AND EXISTS (SELECT 1 FROM facts AS f WHERE f.row_number = v.row_number) AND EXISTS (SELECT 1 FROM documents AS d WHERE d.row_number = v.row_number)
      ORDER BY v.id LIMIT @limit`),
    known: sql('SELECT version, row_number IS NOT NULL AS live FROM versions WHERE id = ?'),
    countSetAside: sql('SELECT count(DISTINCT id) AS count FROM set_aside WHERE authority = ?'),
    setAside: sql(`
      SELECT s.seq, s.id, s.version, o.op, s.reason FROM set_aside AS s LEFT JOIN set_aside_ops AS o USING (authority, seq)
      WHERE s.authority = ? ORDER BY s.seq DESC LIMIT ?`),
  };
}
