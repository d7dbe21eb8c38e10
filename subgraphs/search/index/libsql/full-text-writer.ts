import { readText, type WrittenText } from '../prepared-batch.js';
import { GoingRows, type AtOnce, type Going, type GoingWords } from './going-words.js';
import { Leftovers, partWords, wordsIn, type RowWords } from './leftovers.js';
import { Merge } from './merge.js';
import { Separators } from './separators.js';
import { keepsWords, type Connection, type Statement } from './schema.js';

/** Rows that wait to be written: enough for few segments, and few enough for the memory. */
const MOST_WAITING = 5_000;
/** Leftovers for each row of the full text from which on they are dropped: when there is nothing else to do, and in any case. */
const WORTH_TIDYING = 1 / 10;
const FULL = 1 / 4;
const ALWAYS_ROOM = 2_000;
/** Rows that come from which on the engine is told that none of their words goes. */
const WORTH_TELLING = 50;
/** Leftovers that go in a step. */
const LEFTOVERS_A_STEP = 500;
/** How long none is tried after a merge failed: it needs room on the disk. Meanwhile words are taken out one by one, however many. */
const RETRY_MILLIS = 600_000;
/** Versions of one record of which something is left. */
const MOST_OF_RECORD = 16;

export interface FullTextOptions {
  /** Words of a transaction that are taken out at once: one may take a quarter of a millisecond. @default 200 */
  readonly atOnce?: number;
  /** The same of withdrawn records alone, where it has more words. @default 2000 */
  readonly withdrawnAtOnce?: number;
  /** Leaves that a step of a merge writes: a few hundredths of a second. @default 100 */
  readonly leavesAStep?: number;
}

/**
 * Writes the full text. Words are gathered and written together, first those that go and then those that come, each in the
 * order of rows: FTS5 writes what it has gathered whenever a row is lower than the one before.
 *
 * Taking a word out of the pages that it stands in costs a thousand times what writing one costs. So of a row that is replaced those are left
 * which the next version says too (`Leftovers`); and where many go at once they are only marked, which costs as little as
 * writing them, and dropped by a merge of the whole full text in steps (`Merge`), for which `tidy` is to be called.
 */
export class FullTextWriter {
  readonly #connection: Connection;
  readonly #statements: Statements;
  /** Null where words are not taken out at all. */
  readonly #leftovers: Leftovers | null;
  readonly #separators: Separators | null;
  readonly #merge: Merge | null;
  readonly #atOnce: AtOnce;
  readonly #coming = new Map<number, WrittenText>();
  readonly #going = new GoingRows();
  /** Words that were taken out of the leaves in the transaction under way. */
  #taken = new Set<string>();
  #rows = 0;
  /** Leftovers that are to go before the merge; null where none is begun. */
  #toDrop: number | null = null;
  /** Whether the engine takes out what it is told to delete, or only marks it; null where that is not known, after a transaction that was rolled back. */
  #isTakingOut: boolean | null = null;
  #mergesFrom = 0;
  /** False in the bench that shows what the other costs: what is marked stays. */
  readonly #securely: boolean;

  constructor(connection: Connection, { atOnce = 200, withdrawnAtOnce = 2_000, leavesAStep = 100 }: FullTextOptions = {}) {
    const leavesAll = keepsWords(connection);
    this.#connection = connection;
    this.#securely = (connection.prepare('PRAGMA secure_delete').get() as { readonly secure_delete: number }).secure_delete !== 0;
    this.#statements = prepare(connection, leavesAll);
    this.#leftovers = leavesAll ? null : new Leftovers(connection);
    this.#separators = leavesAll ? null : new Separators(connection);
    this.#merge = leavesAll ? null : new Merge(connection, leavesAStep);
    this.#atOnce = { ofAll: atOnce, ofWithdrawn: withdrawnAtOnce };
    this.#countRows();
  }

  /** Whether removed rows' words are taken out. */
  get takesOut(): boolean {
    return this.#leftovers !== null;
  }

  /** Whether words stand in the file that are only marked. */
  get isMarked(): boolean {
    return (this.#merge?.marked ?? 0) > 0;
  }

  /** Whether `tidy` has something to do. @param idle whether there is nothing else to do */
  isUntidy(idle: boolean): boolean {
    if (!this.mayMerge) return false;
    return this.isMarked || this.#isMerging || (this.#leftovers as Leftovers).count >= Math.max(ALWAYS_ROOM, this.#rows * (idle ? WORTH_TIDYING : FULL));
  }

  /** False for ten minutes after a merge that failed. */
  get mayMerge(): boolean {
    return this.takesOut && performance.now() >= this.#mergesFrom;
  }

  /** Whether no merge is under way: what is marked has been since the last one began. */
  get isBetweenMerges(): boolean {
    return this.#toDrop === null && !this.#isMerging;
  }

  insert(row: number, tokens: WrittenText): void {
    this.#coming.set(row, tokens);
    this.#writeMany();
  }

  /** @returns whether the row was not written yet, and so never is */
  cancel(row: number): boolean {
    return this.#coming.delete(row);
  }

  /** @param words of the row; null where they were never written */
  remove(row: number, words: string | null): void {
    this.#removeAll(this.#wordsOf(row, words), true);
  }

  /** Takes out of a row, and of those before it, what the `next` row of the record does not say. @param words as `remove` has them */
  replace(row: number, words: string | null, next: number, tokens: WrittenText): void {
    const before = this.#wordsOf(row, words);
    if (!this.#leftovers || before.length > MOST_OF_RECORD || this.#leftovers.count > Math.max(ALWAYS_ROOM, this.#rows * FULL) * 2) return this.#removeAll(before, false);
    const said = new Set(wordsIn(readText(tokens)));
    for (const one of before) {
      const { gone, left } = partWords(one.words, said);
      if (gone !== '' || left === '') this.#takeOut({ row: one.row, words: gone }, { whole: left === '', withdrawn: false });
      if (left !== '') this.#leftovers.keep({ row: one.row, words: left }, next);
    }
    this.#writeMany();
  }

  /** A step of dropping what is marked, and what was left. In a transaction of its own. */
  tidy(): void {
    if (!this.#isMerging && this.#dropLeftovers()) return;
    // A merge of a single segment adds another, of a word that it takes out.
    this.#takeOutAtOnce(true);
    this.#merge?.step();
    if (!this.#isMerging) this.#toDrop = null;
  }

  /** After a step that failed. */
  postponeTidying(): void {
    this.#mergesFrom = performance.now() + RETRY_MILLIS;
  }

  /** What was left of records that a program removed which knew nothing of it. */
  orphans(): readonly RowWords[] {
    return this.#leftovers?.orphans() ?? [];
  }

  /** Takes out all words that rows have. */
  takeOut(words: readonly RowWords[]): void {
    // The engine still counts those without any.
    for (const one of words) if (one.words === '') this.#statements.delete.run(one.row, '');
    this.#removeAll(words, true);
  }

  /** To be called at the end of each transaction. */
  finish(): void {
    this.#write();
    if (this.#taken.size > 0) this.#separators?.clear(this.#taken);
    this.#taken.clear();
    this.#merge?.keep();
    if (this.#toDrop === 0 && !this.isMarked) this.#toDrop = null;
  }

  /** After a transaction that was rolled back. */
  rolledBack(): void {
    this.#isTakingOut = null;
    this.#coming.clear();
    this.#going.clear();
    this.#taken.clear();
    this.#leftovers?.countAnew();
    this.#countRows();
    this.#merge?.readAnew();
    this.#toDrop = null;
  }

  get #isMerging(): boolean {
    return this.#merge?.isUnderWay ?? false;
  }

  #wordsOf(row: number, words: string | null): readonly RowWords[] {
    return [...(this.#leftovers?.of(row) ?? []), ...(words === null ? [] : [{ row, words }])];
  }

  #removeAll(words: readonly RowWords[], withdrawn: boolean): void {
    for (const one of words) this.#takeOut(one, { whole: true, withdrawn });
    this.#writeMany();
  }

  #takeOut(words: RowWords, how: Going): void {
    this.#going.add(words, how);
    if (how.whole) this.#leftovers?.drop(words.row);
  }

  #writeMany(): void {
    if (this.#coming.size + this.#going.size >= MOST_WAITING) this.#write();
  }

  #write(): void {
    const { atOnce, marked } = this.#going.part(this.mayMerge && this.#securely ? this.#atOnce : null);
    if (atOnce.length > 0) this.#takeOutAtOnce(true);
    for (const one of atOnce) for (const word of this.#delete(one)) if (this.#securely) this.#taken.add(word);
    // Where the engine may take words out it goes through the rows of each word that comes, too: of many that is more than telling it costs.
    if (marked.length > 0 || this.#coming.size >= WORTH_TELLING) this.#takeOutAtOnce(false);
    for (const one of marked) this.#merge?.note(this.#delete(one).length);
    for (const [row, tokens] of this.#coming) this.#statements.insert.run(row, tokens);
    this.#rows += this.#coming.size;
    this.#going.clear();
    this.#coming.clear();
  }

  /** @returns the words that the engine was told */
  #delete({ row, words, whole }: GoingWords): readonly string[] {
    if (!this.takesOut) this.#statements.delete.run(row);
    if (!this.takesOut || words === '') return [];
    this.#statements.delete.run(row, words);
    // The engine counts the row as gone, and would count it once more when the rest of it goes.
    if (!whole) this.#statements.insert.run(row, '');
    else this.#rows--;
    return wordsIn(words);
  }

  /** Takes out some of what was left. @returns false where nothing was */
  #dropLeftovers(): boolean {
    const leftovers = this.#leftovers as Leftovers;
    this.#toDrop ??= leftovers.count;
    const some = leftovers.first(Math.min(LEFTOVERS_A_STEP, this.#toDrop));
    this.#toDrop -= some.length;
    this.#removeAll(some, false);
    return some.length > 0;
  }

  /** Whether words that are deleted from here on are taken out, or only marked. */
  #takeOutAtOnce(atOnce: boolean): void {
    if (!this.takesOut || !this.#securely) return;
    // What is believed may be wrong, and words that are only marked would stay: so before words are taken out it is told once more.
    if (!atOnce && this.#isTakingOut === false) return;
    // The engine writes what it has gathered when a savepoint is opened.
    this.#connection.exec(`SAVEPOINT words; RELEASE words; INSERT INTO tokens (tokens, rank) VALUES ('secure-delete', ${String(Number(atOnce))})`);
    this.#isTakingOut = atOnce;
  }

  #countRows(): void {
    this.#rows = this.takesOut ? (this.#connection.prepare('SELECT count(*) AS count FROM tokens_docsize').get() as { count: number }).count : 0;
  }
}

type Statements = ReturnType<typeof prepare>;

// One row a statement: one that inserts several opens a savepoint, and at each of those FTS5 writes what it has gathered.
function prepare(connection: Connection, leavesAll: boolean) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    insert: sql('INSERT INTO tokens (rowid, text) VALUES (?, CAST(? AS TEXT))'),
    delete: sql(leavesAll ? 'DELETE FROM tokens WHERE rowid = ?' : "INSERT INTO tokens (tokens, rowid, text) VALUES ('delete', ?, ?)"),
  };
}
