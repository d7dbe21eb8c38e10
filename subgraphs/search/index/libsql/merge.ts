import type { Connection, Statement } from './schema.js';
import { readLevels, STRUCTURE_ID, withoutEmptyLevels, type Level } from './segments.js';

/** A row that no record has, and a word for it. */
const NO_ROW = 0;
const ANY_WORD = 'x';

/**
 * Counts the words that are marked as gone in the full text, and merges all segments of it into one, which drops them: in steps,
 * each in a transaction, between which others may write. What is marked meanwhile is for the next merge.
 */
export class Merge {
  readonly #connection: Connection;
  readonly #leavesAStep: number;
  readonly #statements: ReturnType<typeof prepare>;
  #marked = 0;
  #kept = 0;
  /** Of those, what was marked before the merge under way began. */
  #covered = 0;
  /** The level whose segments are being merged; null where none is. */
  #level: number | null = null;

  /** @param leavesAStep leaves that a step writes */
  constructor(connection: Connection, leavesAStep: number) {
    this.#connection = connection;
    this.#leavesAStep = leavesAStep;
    this.#statements = prepare(connection);
    this.readAnew();
  }

  /** Words that still stand in the file though they are marked. */
  get marked(): number {
    return this.#marked;
  }

  get isUnderWay(): boolean {
    return this.#level !== null;
  }

  /** Words were marked in the transaction under way. */
  note(words: number): void {
    this.#marked += words;
  }

  /** To be called before the end of a transaction that may have marked words. */
  keep(): void {
    if (this.#marked !== this.#kept) this.#statements.keep.run(String(this.#marked));
    this.#kept = this.#marked;
  }

  /** Begins the merge, or goes on with it. In a transaction that writes no words. */
  step(): void {
    if (this.#level === null && this.#mustEndFirst()) return this.#merge(this.#leavesAStep);
    if (this.#level === null) this.#begin();
    else this.#merge(this.#leavesAStep);
    const levels = this.#levels();
    const level = this.#level ?? levels.findLastIndex(({ merging }) => merging > 0);
    this.#level = (levels[level]?.merging ?? 0) > 0 ? level : null;
    if (this.#level === null) this.#marked -= this.#covered;
    this.keep();
  }

  /** After a transaction that was rolled back. */
  readAnew(): void {
    this.#marked = this.#kept = Number((this.#statements.read.get() as { value: string } | undefined)?.value ?? 0);
    this.#level = null;
  }

  /** Whether all segments are being merged into one already: the engine would go on with that, which may have begun without dropping what is marked. */
  #mustEndFirst(): boolean {
    const levels = this.#levels();
    return levels.some(({ merging }) => merging > 0 && countOf(levels) - merging <= 1);
  }

  #begin(): void {
    this.#covered = this.#marked;
    // What is marked is dropped only where nothing older can be: where no level is behind that which is merged into. And the more
    // levels there are, also empty ones before it, of which each merge adds two, the more is merged by whoever writes.
    const shorter = withoutEmptyLevels(this.#structure());
    if (shorter) this.#setStructure(shorter);
    if (countOf(this.#levels()) === 1) this.#addSegment();
    // A number below nothing puts all segments on one level first.
    this.#merge(-this.#leavesAStep);
  }

  #merge(leaves: number): void {
    this.#statements.merge.run(leaves);
  }

  /** One is not merged with itself. */
  #addSegment(): void {
    this.#statements.insert.run(NO_ROW, ANY_WORD);
    this.#flush();
    this.#statements.delete.run(NO_ROW, ANY_WORD);
    this.#flush();
  }

  #setStructure(structure: Uint8Array): void {
    this.#statements.setStructure.run(Buffer.from(structure), STRUCTURE_ID);
    // The engine reads it anew after words that it had gathered are given up: there are none.
    this.#statements.merge.run(0);
    this.#connection.exec('SAVEPOINT structure; ROLLBACK TO structure; RELEASE structure');
  }

  /** The engine writes what it has gathered when a savepoint is opened. */
  #flush(): void {
    this.#connection.exec('SAVEPOINT words; RELEASE words');
  }

  #structure(): Uint8Array {
    return new Uint8Array((this.#statements.structure.get() as { block: ArrayBuffer }).block);
  }

  #levels(): readonly Level[] {
    return readLevels(this.#structure());
  }
}

const countOf = (levels: readonly Level[]): number => levels.reduce((sum, { count }) => sum + count, 0);

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    read: sql("SELECT value FROM meta WHERE key = 'marked'"),
    keep: sql("INSERT INTO meta VALUES ('marked', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    structure: sql(`SELECT block FROM tokens_data WHERE id = ${String(STRUCTURE_ID)}`),
    setStructure: sql('UPDATE tokens_data SET block = ? WHERE id = ?'),
    merge: sql("INSERT INTO tokens (tokens, rank) VALUES ('merge', ?)"),
    insert: sql('INSERT INTO tokens (rowid, text) VALUES (?, ?)'),
    delete: sql("INSERT INTO tokens (tokens, rowid, text) VALUES ('delete', ?, ?)"),
  };
}
