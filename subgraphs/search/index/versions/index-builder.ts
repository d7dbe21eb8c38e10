import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readLogKey } from '../../../../schema/audience.js';
import { authorityIn } from '../../../../schema/ids.js';
import { WriteAheadLog } from '../../../kit/libsql/write-ahead-log.js';
import { readDocument } from '../../model/published-document.js';
import { shownBy } from '../../model/shown-by.js';
import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import { LiveSets } from '../libsql/live-sets.js';
import { RowWriter } from '../libsql/row-writer.js';
import { openReader, openWriter, type Connection, type Statement } from '../libsql/schema.js';
import type { EntryBuilder } from '../prepared-batch.js';
import { copyTables } from './copy-tables.js';
import { readMeta } from './file-standing.js';
import { removeIndexFile } from './index-versions.js';

/** How far a build is. */
export interface BuildStep {
  /** Records that are as they are in the source. */
  readonly built: number;
  /** Records of the source, withdrawn ones too. */
  readonly total: number;
  /** Records that this pass over the source has changed so far. */
  readonly changed: number;
  /** Whether the pass has come to its end; the next call begins another. */
  readonly passed: boolean;
}

interface Differing {
  readonly id: string;
  readonly version: number;
  readonly row: number | null;
  readonly confined: string | null;
  /** When it was published; null where that is not known. */
  readonly at: string | null;
}

/** Records a transaction: less than a second of work, so that a crash loses no more. */
const STEP = 1_000;

/**
 * Makes a new version of an index beside the one that is served, from the documents of that. `built` keeps what each
 * record was made of: rows of the source are never numbered twice, so a record whose row is the same is the same. Each
 * pass takes what has changed since, and a build that was cut off goes on where it was.
 */
export class IndexBuilder {
  readonly #connection: Connection;
  readonly #log: WriteAheadLog;
  readonly #source: Connection;
  readonly #entryOf: EntryBuilder;
  readonly #rows: RowWriter;
  readonly #statements: Statements;
  readonly #live: readonly [source: LiveSets, target: LiveSets];
  readonly #total: number;
  #built: number;
  #after = '';
  #changed = 0;

  private constructor(connection: Connection, source: Connection, entryOf: EntryBuilder) {
    this.#connection = connection;
    this.#log = new WriteAheadLog(connection);
    this.#source = source;
    this.#entryOf = entryOf;
    this.#rows = new RowWriter(connection, (id, document) => entryOf(readDocument(id, document), 'PUBLIC', '').tokens);
    this.#statements = prepare(connection);
    this.#live = [new LiveSets(source), new LiveSets(connection)];
    this.#total = count(this.#statements.total);
    this.#built = count(this.#statements.built);
  }

  /** Opens or begins the version in `file`; what was begun from another source, or by another program, is thrown away. */
  static open(sourceFile: string, file: string, entryOf: EntryBuilder): IndexBuilder {
    const label = `${basename(sourceFile)} ${String(ANALYSIS_VERSION)}`;
    if (existsSync(file) && labelOf(file) !== label) removeIndexFile(dirname(file), basename(file));
    // Makes the tables that a source of an older program lacks.
    const tables = openWriter(sourceFile);
    new WriteAheadLog(tables).clear();
    tables.close();
    const connection = openWriter(file);
    connection.exec('CREATE TABLE IF NOT EXISTS built (id TEXT PRIMARY KEY, version INTEGER NOT NULL, row_number INTEGER, log TEXT) WITHOUT ROWID');
    connection.prepare("INSERT OR REPLACE INTO meta VALUES ('building', ?)").run(label);
    connection.prepare('ATTACH ? AS source').run(sourceFile);
    copyTables(connection);
    return new IndexBuilder(connection, openReader(sourceFile), entryOf);
  }

  /** Takes over the next records that differ. */
  step(): BuildStep {
    const rows = this.#inTransaction(() => {
      const differing = this.#statements.differing.all(this.#after, STEP) as Differing[];
      for (const record of differing) this.#take(record);
      return differing;
    });
    const passed = rows.length < STEP;
    const gone = passed ? this.#dropGone() : 0;
    const changed = (this.#changed += rows.length + gone);
    this.#built = Math.min(this.#total, this.#built + rows.length);
    this.#after = passed ? '' : (rows.at(-1) as Differing).id;
    if (passed) this.#changed = 0;
    return { built: passed ? this.#total : this.#built, total: this.#total, changed, passed };
  }

  /** Takes the rest over while nobody writes the source, and all that is not of single rows. */
  settle(): void {
    while (!this.step().passed);
    copyTables(this.#connection);
    this.#log.settle();
    this.#connection.prepare("INSERT OR REPLACE INTO meta VALUES ('analysis', ?)").run(String(ANALYSIS_VERSION));
  }

  /** Logs whose live records are not the same in both; none where the new version may take the place of the old one. */
  disagreeing(): readonly string[] {
    const logs = (this.#statements.logs.all() as { log: string }[]).map(({ log }) => log);
    return logs.filter((log) => {
      const [source, target] = this.#live.map((sets) => sets.holdings(log));
      return source?.live !== target?.live || source?.digest !== target?.digest;
    });
  }

  close(): void {
    this.#source.close();
    this.#log.clear();
    this.#connection.close();
  }

  #take({ id, version, row, confined, at }: Differing): void {
    const { before } = (this.#statements.before.get(id) as { before: number | null } | undefined) ?? { before: null };
    if (before !== null) this.#rows.remove(before);
    this.#statements.setVersion.run(id, version, row === null ? null : this.#insert(id, row, confined, at));
    this.#statements.setBuilt.run(id, version, row, confined);
    this.#countAnew(id);
  }

  #insert(id: string, row: number, confined: string | null, at: string | null): number {
    const { document } = this.#statements.document.get(row) as { document: string };
    const read = readDocument(id, document);
    const made = this.#rows.insert(this.#entryOf(read, shownBy(confined === null ? 'PUBLIC' : readLogKey(confined).logName, read.audience), at ?? ''), document);
    // Its text is the same, and so is what it means; one that comes to the source later is made once more.
    this.#statements.copyVector.run(made, row);
    return made;
  }

  #dropGone(): number {
    return this.#inTransaction(() => {
      const gone = this.#statements.gone.all() as { id: string; row: number | null }[];
      for (const { id, row } of gone) {
        if (row !== null) this.#rows.remove(row);
        this.#statements.forget.run(id);
        this.#statements.forgetBuilt.run(id);
        this.#countAnew(id);
      }
      return gone.length;
    });
  }

  #countAnew(id: string): void {
    for (const sets of this.#live) sets.forgetAuthority(authorityIn(id));
  }

  /** Deferred: an immediate one would lock the source too, whose writer goes on. */
  #inTransaction<Result>(work: () => Result): Result {
    this.#connection.exec('BEGIN');
    try {
      const result = work();
      const removed = this.#rows.finish();
      this.#connection.exec('COMMIT');
      this.#log.settle(removed);
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      this.#rows.rolledBack();
      throw error;
    }
  }
}

/** Codes of the engine for a file that nobody can ever read. */
const BROKEN: readonly unknown[] = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];

/** From what the version in a file was begun, and by which analysis; null where it does not say. @throws Error where it can't be read now */
function labelOf(file: string): string | null {
  try {
    return readMeta(file).building;
  } catch (error) {
    if (BROKEN.includes((error as { readonly code?: unknown }).code)) return null;
    throw error;
  }
}

const count = (statement: Statement): number => (statement.get() as { count: number }).count;

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    total: sql('SELECT count(*) AS count FROM source.versions'),
    built: sql('SELECT count(*) AS count FROM main.built'),
    differing: sql(`
      SELECT v.id, v.version, v.row_number AS row, c.log AS confined, p.at FROM source.versions AS v
      LEFT JOIN source.confined AS c ON c.id = v.id LEFT JOIN source.published AS p ON p.id = v.id AND p.version = v.version LEFT JOIN main.built AS b ON b.id = v.id
      WHERE v.id > ? AND (b.id IS NULL OR b.version <> v.version OR b.row_number IS NOT v.row_number OR b.log IS NOT c.log) ORDER BY v.id LIMIT ?`),
    before: sql('SELECT row_number AS before FROM main.versions WHERE id = ?'),
    document: sql('SELECT document FROM source.documents WHERE row_number = ?'),
    copyVector: sql('INSERT INTO main.vectors SELECT ?, batch, vector FROM source.vectors WHERE row_number = ?'),
    gone: sql('SELECT n.id, n.row_number AS row FROM main.versions AS n WHERE NOT EXISTS (SELECT 1 FROM source.versions AS v WHERE v.id = n.id)'),
    setVersion: sql('INSERT INTO main.versions VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, row_number = excluded.row_number'),
    setBuilt: sql('INSERT OR REPLACE INTO main.built VALUES (?, ?, ?, ?)'),
    forget: sql('DELETE FROM main.versions WHERE id = ?'),
    forgetBuilt: sql('DELETE FROM main.built WHERE id = ?'),
    logs: sql('SELECT authority AS log FROM source.feeds ORDER BY authority'),
  };
}
