import { readLogKey, type Reader } from '../../../../schema/audience.js';
import { mayRead } from '../../model/may-read.js';
import type { AuthorityCounts, NewestEntry, RecordPlace } from '../search-index.js';
import type { Connection, Statement } from './schema.js';

/** Reads what is kept of logs: how far each was read, and where in it the newest entries of records stand. */
export class LogReading {
  readonly #isHidden: (authority: string) => boolean;
  readonly #statements: ReturnType<typeof prepare>;

  /** `isHidden` tells whether the records of an authority are shown to no reader. */
  constructor(connection: Connection, isHidden: (authority: string) => boolean) {
    this.#isHidden = isHidden;
    this.#statements = prepare(connection);
  }

  /** As the port's `logs`. */
  logs(): readonly string[] {
    return this.#shown().map(({ log }) => log);
  }

  /** Authorities of which the reader may read a log, with those logs, the public one first. */
  readable(reader: Reader): readonly Omit<AuthorityCounts, 'kinds'>[] {
    const found = new Map<string, { authority: string; seq: number; logs: { name: string; seq: number }[] }>();
    for (const { log, seq } of this.#shown()) {
      if (!mayRead(reader, log)) continue;
      const { authority, logName } = readLogKey(log);
      const known = found.get(authority) ?? { authority, seq: 0, logs: [] };
      found.set(authority, known);
      if (logName === 'PUBLIC') known.seq = seq;
      known.logs.push({ name: logName, seq });
    }
    return [...found.values()].sort((a, b) => (a.authority < b.authority ? -1 : 1));
  }

  /** As the port's `places`. */
  places(ids: readonly string[]): readonly (RecordPlace | null)[] {
    const rows = this.#statements.places.all(JSON.stringify(ids)) as { [Key in keyof RecordPlace]: RecordPlace[Key] | null }[];
    return rows.map((row) => (row.log === null ? null : (row as RecordPlace)));
  }

  newestEntries(log: string, seq: number, first: number): readonly NewestEntry[] {
    return this.#statements.newestEntries.all(log, seq, first) as NewestEntry[];
  }

  #shown(): readonly { readonly log: string; readonly seq: number }[] {
    return (this.#statements.feeds.all() as { log: string; seq: number }[]).filter(({ log }) => !this.#isHidden(readLogKey(log).authority));
  }
}

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    places: sql('SELECT p.log, p.version, p.seq, p.at FROM json_each(?) AS k LEFT JOIN published AS p ON p.id = k.value ORDER BY k.key'),
    newestEntries: sql('SELECT seq, id, version FROM published WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?'),
    feeds: sql('SELECT authority AS log, seq FROM feeds ORDER BY authority'),
  };
}
