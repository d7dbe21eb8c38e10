import type { BatchToWrite, ChangeToWrite } from '../prepared-batch.js';
import type { ChangeBatch } from '../search-index.js';
import { manyRows, type RowValues } from './many-rows.js';
import { ofLog, type Connection, type Statement } from './schema.js';

/**
 * Where each record's newest entry stands and when it was published, and what was attested of each log up to the place
 * that it is read to. Called in the transactions that write the records.
 */
export class LogTrails {
  readonly #statements: Statements;

  constructor(connection: Connection) {
    this.#statements = prepare(connection);
    connection.exec('DELETE FROM restaged');
  }

  /** What was attested at the log's position; null where nothing was, or where a program wrote that knew nothing of it. */
  attested(log: string): string | null {
    return (this.#statements.attested.get(log) as { attested: string } | undefined)?.attested ?? null;
  }

  follow({ log, changes, position }: BatchToWrite): void {
    this.#statements.put(placesOf(log, changes));
    this.#attest(log, position);
  }

  /** @param begins forgets what was read anew of the log before */
  stage({ log, changes }: BatchToWrite, begins: boolean): void {
    if (begins) this.#statements.dropStaged.run(log);
    this.#statements.stage(placesOf(log, changes));
  }

  /** Makes the places of the log's records those that are staged. */
  swapIn(log: string, position: ChangeBatch['position']): void {
    const { from, to } = ofLog(log);
    this.#statements.drop.run({ log, from, to });
    this.#statements.unstage.run(log);
    this.#statements.dropStaged.run(log);
    this.#attest(log, position);
  }

  #attest(log: string, { seq, attested }: ChangeBatch['position']): void {
    if (attested === undefined) this.#statements.forget.run(log);
    else this.#statements.attest.run(log, seq, attested);
  }
}

/** Rows of the changes of which it is known when they were published. */
const placesOf = (log: string, changes: readonly ChangeToWrite[]): readonly RowValues[] => changes.flatMap(({ id, version, seq, at }) => (at === undefined ? [] : [[id, log, version, seq, at]]));

type Statements = ReturnType<typeof prepare>;

/** The newest entry of a record is the one of the highest version, in whichever log. */
const UNLESS_OLDER = 'ON CONFLICT (id) DO UPDATE SET log = excluded.log, version = excluded.version, seq = excluded.seq, at = excluded.at WHERE excluded.version >= published.version';

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    // Of a log that went on without being attested nothing is said.
    attested: sql('SELECT a.attested FROM attested AS a JOIN feeds AS f ON f.authority = a.log AND f.seq = a.seq WHERE a.log = ?'),
    attest: sql('INSERT INTO attested VALUES (?, ?, ?) ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, attested = excluded.attested'),
    forget: sql('DELETE FROM attested WHERE log = ?'),
    put: manyRows(connection, 'published', '(?, ?, ?, ?, ?)', UNLESS_OLDER),
    drop: sql('DELETE FROM published WHERE id >= @from AND id < @to AND log = @log'),
    stage: manyRows(connection, 'restaged', '(?, ?, ?, ?, ?)', 'ON CONFLICT (log, id) DO UPDATE SET version = excluded.version, seq = excluded.seq, at = excluded.at'),
    unstage: sql(`INSERT INTO published SELECT id, log, version, seq, at FROM restaged WHERE log = ? ${UNLESS_OLDER}`),
    dropStaged: sql('DELETE FROM restaged WHERE log = ?'),
  };
}
