import { WriteAheadLog } from '../../../kit/libsql/write-ahead-log.js';
import type { RowWords } from '../libsql/leftovers.js';
import { RecordLogs } from '../libsql/record-logs.js';
import { RowWriter } from '../libsql/row-writer.js';
import { FORMAT_VERSION, keepsWords, openWriter, type Connection, type Statement } from '../libsql/schema.js';
import { readMeta } from './file-standing.js';

/** Rows whose words are looked for at once. */
const MOST_ROWS = 5_000;
/** Rows of a transaction where their words are taken out one by one: it needs little room, and takes a second or two. */
const ROWS_ONE_BY_ONE = 50;

/** Whether there may be more to do at once; or words are marked as gone that still stand in the file, for there was no room to drop them, which is tried again ten minutes later. */
export type WordsLeft = 'MORE' | 'NO_ROOM' | 'NONE';

export interface FormerVersionOptions {
  /** Told where there is no room for a merge: then words are taken out one by one for ten minutes. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * The version of an index that is kept for a way back. Whatever is changed or withdrawn in the one that is served is taken out of it:
 * to its feeds it is a record that was never read, and where the version is gone back to, they bring what is newer of it.
 *
 * The words of a row can't be made again, for another program analysed its text: they are looked for in the whole full text.
 */
export class FormerVersion {
  readonly #connection: Connection;
  readonly #log: WriteAheadLog;
  readonly #rows: RowWriter;
  readonly #logs: RecordLogs;
  readonly #statements: Statements;

  readonly #onFailure: (error: unknown) => void;
  /** Words that were found and are still to be taken out. */
  #found: readonly RowWords[] = [];

  private constructor(connection: Connection, served: string, { onFailure = () => undefined }: FormerVersionOptions) {
    this.#onFailure = onFailure;
    this.#connection = connection;
    this.#log = new WriteAheadLog(connection);
    connection.prepare('ATTACH ? AS served').run(served);
    connection.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'tokens', 'instance')");
    this.#rows = new RowWriter(connection, null);
    this.#logs = new RecordLogs(connection);
    this.#statements = prepare(connection);
  }

  /** Null where the file is of another form, or words can't be taken out of it. @param served file of the version that is served */
  static open(file: string, served: string, options: FormerVersionOptions = {}): FormerVersion | null {
    if (readMeta(file).format !== String(FORMAT_VERSION)) return null;
    const connection = openWriter(file);
    if (!keepsWords(connection)) return new FormerVersion(connection, served, options);
    connection.close();
    return null;
  }

  /**
   * Takes out records that are not what the served version has; their words stay. Of a log that is read less far there
   * nothing is taken out: the record there is the older one.
   *
   * @param ids only these. @default all
   * @returns how many
   */
  drop(ids: readonly string[] | null = null): number {
    const differing = (ids === null ? this.#statements.differing.all() : this.#statements.differingOf.all(JSON.stringify(ids))) as { id: string; row: number }[];
    if (differing.length === 0) return 0;
    this.#inTransaction(() => {
      for (const { id, row } of differing) {
        this.#rows.remove(row);
        this.#logs.forget(id);
        this.#statements.forget.run(id);
        this.#statements.forgetPlace.run(id);
      }
    });
    return differing.length;
  }

  /** Takes out the words of rows that are not there any more, of a few thousand at a time, or drops some that are marked as gone. @returns what is left of both */
  dropWords(): WordsLeft {
    if (this.#rows.isUntidy(true)) return this.#tidy();
    if (this.#found.length === 0) this.#found = this.#findWords();
    if (this.#found.length === 0) return this.#rows.isMarked ? 'NO_ROOM' : 'NONE';
    const some = this.#found.slice(0, this.#rows.mayMerge ? MOST_ROWS : ROWS_ONE_BY_ONE);
    this.#inTransaction(() => this.#rows.takeOutWords(some));
    this.#found = this.#found.slice(some.length);
    return 'MORE';
  }

  /** Leaves nothing of what was taken out in the write-ahead log. @returns false where a reader is in the way */
  emptyLog(): boolean {
    return this.#log.settle(true);
  }

  close(): void {
    this.#log.clear();
    this.#connection.close();
  }

  #findWords(): readonly RowWords[] {
    const rows = (this.#statements.wordsOfNone.all(MOST_ROWS) as { row: number }[]).map(({ row }) => row);
    if (rows.length === 0) return [];
    const found = new Map((this.#statements.words.all(JSON.stringify(rows)) as RowWords[]).map(({ row, words }) => [row, words]));
    return rows.map((row) => ({ row, words: found.get(row) ?? '' }));
  }

  #tidy(): WordsLeft {
    try {
      this.#inTransaction(() => this.#rows.tidy());
    } catch (error) {
      this.#rows.postponeTidying();
      this.#onFailure(error);
    }
    return 'MORE';
  }

  /** Deferred: an immediate one would lock the served version too, whose writer goes on. */
  #inTransaction(work: () => void): void {
    this.#connection.exec('BEGIN');
    try {
      work();
      this.#rows.finish();
      this.#connection.exec('COMMIT');
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      this.#rows.rolledBack();
      throw error;
    }
  }
}

type Statements = ReturnType<typeof prepare>;

const DIFFERING = `
  SELECT f.id, f.row_number AS row FROM main.versions AS f LEFT JOIN main.confined AS fc ON fc.id = f.id
  LEFT JOIN served.versions AS s ON s.id = f.id LEFT JOIN served.confined AS sc ON sc.id = f.id
  LEFT JOIN main.feeds AS fp ON fp.authority = coalesce(fc.log, substr(f.id, 1, instr(f.id, '-') - 1)) LEFT JOIN served.feeds AS sp ON sp.authority = fp.authority
  WHERE f.row_number IS NOT NULL AND (s.row_number IS NULL OR s.version <> f.version OR sc.log IS NOT fc.log) AND coalesce(sp.seq, 0) >= coalesce(fp.seq, 0)`;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    differing: sql(DIFFERING),
    differingOf: sql(`${DIFFERING} AND f.id IN (SELECT value FROM json_each(?))`),
    forget: sql('DELETE FROM main.versions WHERE id = ?'),
    forgetPlace: sql('DELETE FROM main.published WHERE id = ?'),
    wordsOfNone: sql('SELECT d.id AS row FROM main.tokens_docsize AS d WHERE NOT EXISTS (SELECT 1 FROM main.facts AS f WHERE f.row_number = d.id) AND NOT EXISTS (SELECT 1 FROM main.leftovers AS l WHERE l.row_number = d.id) ORDER BY d.id LIMIT ?'),
    words: sql("SELECT doc AS row, group_concat(term, ' ') AS words FROM temp.words WHERE doc IN (SELECT value FROM json_each(?)) GROUP BY doc"),
  };
}
