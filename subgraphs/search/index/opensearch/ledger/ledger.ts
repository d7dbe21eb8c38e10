import { LRUCache } from 'lru-cache';
import { randomBytes } from 'node:crypto';
import { logKey } from '../../../../../schema/audience.js';
import { authorityIn } from '../../../../../schema/ids.js';
import { createEntryBuilder, type IndexEntry } from '../../../model/index-entry.js';
import { decodeFacts } from '../../../model/facts.js';
import { readDocument } from '../../../model/published-document.js';
import { createIndexTokenizer } from '../../../text/index-tokens.js';
import type { WordSplitter } from '../../../text/split-words.js';
import { IndexWriter } from '../../libsql/index-writer.js';
import { ofLog, openLedger, type Connection, type Statement } from '../../libsql/schema.js';
import { createBatchPreparer, type EntryBuilder } from '../../prepared-batch.js';
import type { ApplyOutcome, ChangeBatch } from '../../search-index.js';
import type { LedgerEntry } from '../index-document.js';

/** A record as the ledger has it now, without who serves it; null where it is withdrawn or was never there. */
export type LedgerRecord = Omit<LedgerEntry, 'servedBy' | 'isUsed'> & {
  /** Key of the log that tells who may know of it. */
  readonly log: string;
};

/** Characters of entries that are kept until they are asked for: of some ten thousand records. */
const MOST_ANALYSED = 40_000_000;

/** A record that changed, by the number of its last change. */
export interface NumberedChange {
  readonly number: number;
  readonly id: string;
}

/**
 * Keeps what was read of the logs, in one file and by the embedded engine's own writer: records, positions, what was set
 * aside and what is staged, each batch in one transaction. Beside it stands the outbox: which records changed, in the
 * order of the changes and in the same transaction. It has no words to search by: that is what it feeds the engine for.
 */
export class Ledger {
  readonly writer: IndexWriter;
  /** Tells this ledger from all others. */
  readonly name: string;
  readonly #connection: Connection;
  readonly #entryOf: EntryBuilder;
  readonly #prepare: ReturnType<typeof createBatchPreparer>;
  readonly #statements: Statements;
  /** Entries that were made a moment ago, and are soon asked for. */
  readonly #analysed = new LRUCache<string, { readonly entry: IndexEntry; readonly document: string }>({ maxSize: MOST_ANALYSED, sizeCalculation: ({ entry, document }) => entry.facts.length + entry.tokens.length + document.length });

  constructor(file: string, splitter: WordSplitter) {
    this.#connection = openLedger(file);
    this.#entryOf = createEntryBuilder(createIndexTokenizer(splitter));
    this.#prepare = createBatchPreparer(this.#entryOf);
    this.writer = new IndexWriter(this.#connection, () => this.#entryOf);
    this.writer.forgetRemovals();
    this.#statements = prepare(this.#connection);
    this.name = (this.#statements.name.get(randomBytes(5).toString('hex')) as { value: string }).value;
  }

  apply(log: string, batch: ChangeBatch): ApplyOutcome {
    const prepared = this.#prepare(log, batch);
    const [outcome] = this.writer.apply([prepared]);
    for (const { id, entry, document } of prepared.changes) if (entry !== null) this.#analysed.set(id, { entry, document });
    return outcome as ApplyOutcome;
  }

  stage(log: string, batch: ChangeBatch, begins: boolean): void {
    this.writer.stage(this.#prepare(log, batch), begins);
  }

  /** Number of the last change; 0 before the first. */
  get lastChange(): number {
    return (this.#statements.last.get() as { last: number } | undefined)?.last ?? 0;
  }

  /** Number of the last change that the outbox has let go. */
  get forgotten(): number {
    return Number((this.#statements.forgotten.get() as { value: string } | undefined)?.value ?? 0);
  }

  /** Changes behind a number, in order. */
  changesAfter(number: number, most: number): readonly NumberedChange[] {
    return this.#statements.changes.all(number, most) as NumberedChange[];
  }

  /** Lets go of changes that the engine has, up to this number. */
  forgetChanges(upTo: number): void {
    if (upTo <= this.forgotten) return;
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      this.#statements.forget.run(upTo);
      this.#statements.setForgotten.run(String(upTo));
      this.#connection.exec('COMMIT');
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      throw error;
    }
  }

  /** Notes records as changed, for what the engine has of them is not what the ledger has. */
  note(ids: readonly string[]): void {
    if (ids.length > 0) this.#statements.note.run(JSON.stringify(ids));
  }

  /** Live records behind an id, in order of their ids; `pattern` is a GLOB for their ids. */
  idsAfter(id: string, most: number, pattern = '*'): readonly string[] {
    return (this.#statements.ids.all(id, pattern, most) as { id: string }[]).map((row) => row.id);
  }

  /** Live records that stand in a log, behind an id, in order. */
  liveIn(log: string, after: string, most: number): readonly { readonly id: string; readonly version: number }[] {
    return this.#statements.live.all({ ...ofLog(log), after, most }) as { id: string; version: number }[];
  }

  /** Answers follow the order of the ids. */
  records(ids: readonly string[]): readonly (LedgerRecord | null)[] {
    return (this.#statements.records.all(JSON.stringify(ids)) as { id: string; version: number | null; facts: string | null; text: string | null }[]).map(({ id, version, facts, text }) => {
      if (version === null || facts === null || text === null) return null;
      const { log, published } = decodeFacts(facts);
      const logName = log || 'PUBLIC';
      const document = readDocument(id, text);
      const known = this.#analysed.get(id);
      this.#analysed.delete(id);
      const entry = known?.document === text && known.entry.facts === facts ? known.entry : this.#entryOf(document, logName, published);
      return { version, document, entry, log: logKey(authorityIn(id), logName) };
    });
  }

  close(): void {
    this.writer.close();
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    name: sql("INSERT INTO meta VALUES ('ledger', ?) ON CONFLICT (key) DO UPDATE SET value = value RETURNING value"),
    last: sql("SELECT seq AS last FROM sqlite_sequence WHERE name = 'outbox'"),
    forgotten: sql("SELECT value FROM meta WHERE key = 'outbox'"),
    setForgotten: sql("INSERT INTO meta VALUES ('outbox', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    changes: sql('SELECT number, id FROM outbox WHERE number > ? ORDER BY number LIMIT ?'),
    forget: sql('DELETE FROM outbox WHERE number <= ?'),
    note: sql('INSERT INTO outbox (id) SELECT value FROM json_each(?)'),
    ids: sql('SELECT id FROM versions WHERE id > ? AND row_number IS NOT NULL AND id GLOB ? ORDER BY id LIMIT ?'),
    live: sql(`
      SELECT v.id, v.version FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id WHERE v.id >= @from AND v.id < @to AND v.id > @after
      AND v.row_number IS NOT NULL AND c.log IS @confined ORDER BY v.id LIMIT @most`),
    records: sql(`
      SELECT k.value AS id, v.version, f.facts, d.document AS text FROM json_each(?) AS k LEFT JOIN versions AS v ON v.id = k.value AND v.row_number IS NOT NULL
      LEFT JOIN facts AS f ON f.row_number = v.row_number LEFT JOIN documents AS d ON d.row_number = v.row_number ORDER BY k.key`),
  };
}
