import { readText, type WrittenText } from '../prepared-batch.js';
import { Leftovers, partWords, wordsIn, type RowWords } from './leftovers.js';
import { Separators } from './separators.js';
import { keepsWords, type Connection, type Statement } from './schema.js';

/** Rows that wait to be written: enough for few segments, and few enough for the memory. */
const MOST_WAITING = 5_000;
/** Taking one word out takes about as long as writing the full text of so many rows anew. */
const ROWS_A_WORD = 20;
/** So few words are always taken out one by one. */
const FEW_WORDS = 2_000;
/** Leftovers for each row of the full text from which on it is written anew: when there is nothing else to do, and in any case. */
const WORTH_TIDYING = 1 / 10;
const FULL = 1 / 4;
const ALWAYS_ROOM = 2_000;
/** How long none is tried after a merge failed: it needs room on the disk. Meanwhile words are taken out one by one, however many. */
const RETRY_MILLIS = 600_000;
/** Versions of one record of which something is left. */
const MOST_OF_RECORD = 16;

/** Words that are to be taken out under a row's number. */
interface Going {
  readonly words: string;
  /** Whether none are left there. */
  readonly whole: boolean;
}

/**
 * Writes the full text. Words are gathered and written together, first those that go and then those that come, each in the
 * order of rows: FTS5 writes what it has gathered whenever a row is lower than the one before.
 *
 * Taking a word out of the pages that it stands in costs a thousand times what writing one costs. So of a row that is replaced those are left
 * which the next version says too (`Leftovers`); and where many go at once they are only marked, which costs as little as
 * writing them, and the whole full text is merged in the same transaction, which drops what is marked.
 */
export class FullTextWriter {
  readonly #connection: Connection;
  readonly #statements: Statements;
  /** Null where words are not taken out at all. */
  readonly #leftovers: Leftovers | null;
  readonly #separators: Separators | null;
  readonly #coming = new Map<number, WrittenText>();
  readonly #going = new Map<number, Going>();
  #wordsGoing = 0;
  /** Words that were taken out of the leaves in the transaction under way. */
  #taken = new Set<string>();
  #rows = 0;
  #isMarking = false;
  /** Whether the transaction under way merges, or the last one did. */
  #merges = false;
  #mergesFrom = 0;
  /** False in the bench that shows what the other costs: what is marked stays. */
  readonly #securely: boolean;

  constructor(connection: Connection) {
    const leavesAll = keepsWords(connection);
    this.#connection = connection;
    this.#securely = (connection.prepare('PRAGMA secure_delete').get() as { readonly secure_delete: number }).secure_delete !== 0;
    this.#statements = prepare(connection, leavesAll);
    this.#leftovers = leavesAll ? null : new Leftovers(connection);
    this.#separators = leavesAll ? null : new Separators(connection);
    this.#countRows();
  }

  /** Whether removed rows' words are taken out. */
  get takesOut(): boolean {
    return this.#leftovers !== null;
  }

  /** @param idle whether there is nothing else to do */
  isWorthTidying(idle: boolean): boolean {
    return this.#mayMerge && (this.#leftovers as Leftovers).count >= Math.max(ALWAYS_ROOM, this.#rows * (idle ? WORTH_TIDYING : FULL));
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
    for (const gone of this.#wordsOf(row, words)) this.#takeOut(gone);
    this.#writeMany();
  }

  /** Takes out of a row, and of those before it, what the `next` row of the record does not say. @param words as `remove` has them */
  replace(row: number, words: string | null, next: number, tokens: WrittenText): void {
    if (!this.#leftovers || this.#leftovers.count > Math.max(ALWAYS_ROOM, this.#rows * FULL) * 2) return this.remove(row, words);
    const before = this.#wordsOf(row, words);
    if (before.length > MOST_OF_RECORD) return this.remove(row, words);
    const said = new Set(wordsIn(readText(tokens)));
    for (const one of before) {
      const { gone, left } = partWords(one.words, said);
      if (gone !== '' || left === '') this.#takeOut({ row: one.row, words: gone }, left === '');
      if (left !== '') this.#leftovers.keep({ row: one.row, words: left }, next);
    }
    this.#writeMany();
  }

  /** Takes out all that was left. */
  tidy(): void {
    if (this.#leftovers?.count) this.#mark();
  }

  /** What was left of records that a program removed which knew nothing of it. */
  orphans(): readonly RowWords[] {
    return this.#leftovers?.orphans() ?? [];
  }

  takeOut(words: readonly RowWords[]): void {
    for (const one of words) this.#takeOut(one);
  }

  /** To be called at the end of each transaction. */
  finish(): void {
    this.#write();
    this.#merges = this.#isMarking;
    if (this.#isMarking) this.#merge();
    else if (this.#taken.size > 0) this.#separators?.clear(this.#taken);
    this.#taken.clear();
  }

  /** After a transaction that was rolled back. */
  rolledBack(): void {
    this.#coming.clear();
    this.#going.clear();
    this.#wordsGoing = 0;
    this.#taken.clear();
    this.#leftovers?.countAnew();
    this.#countRows();
    if (this.#merges) this.#mergesFrom = performance.now() + RETRY_MILLIS;
    this.#merges = false;
    if (this.#isMarking) this.#takeOutAtOnce(true);
    this.#isMarking = false;
  }

  get #mayMerge(): boolean {
    return this.takesOut && performance.now() >= this.#mergesFrom;
  }

  #wordsOf(row: number, words: string | null): readonly RowWords[] {
    return [...(this.#leftovers?.of(row) ?? []), ...(words === null ? [] : [{ row, words }])];
  }

  #takeOut({ row, words }: RowWords, whole = true): void {
    const going = this.#going.get(row);
    this.#going.set(row, { words: going ? `${going.words} ${words}` : words, whole });
    this.#wordsGoing += wordsIn(words).length;
    if (whole) this.#leftovers?.drop(row);
  }

  #writeMany(): void {
    if (this.#coming.size + this.#going.size >= MOST_WAITING) this.#write();
  }

  #write(): void {
    if (this.#mayMerge && this.#wordsGoing > Math.max(FEW_WORDS, this.#rows / ROWS_A_WORD)) this.#mark();
    for (const [row, going] of [...this.#going].sort(([a], [b]) => a - b)) this.#delete(row, going);
    for (const [row, tokens] of this.#coming) this.#statements.insert.run(row, tokens);
    this.#rows += this.#coming.size;
    this.#going.clear();
    this.#wordsGoing = 0;
    this.#coming.clear();
  }

  #delete(row: number, { words, whole }: Going): void {
    if (!this.takesOut) this.#statements.delete.run(row);
    else if (words !== '') {
      this.#statements.delete.run(row, words);
      if (this.#securely) for (const word of wordsIn(words)) this.#taken.add(word);
      // The engine counts the row as gone, and would count it once more when the rest of it goes.
      if (!whole) this.#statements.insert.run(row, '');
      else this.#rows--;
    }
  }

  /** From here to the end of the transaction words that go are marked only. */
  #mark(): void {
    if (this.#isMarking || !this.#securely) return;
    this.#isMarking = true;
    this.#merges = true;
    this.#takeOutAtOnce(false);
  }

  /** Drops what is marked, and what was left with it. */
  #merge(): void {
    const leftovers = this.#leftovers as Leftovers;
    for (const { row, words } of leftovers.all()) this.#delete(row, { words, whole: true });
    leftovers.dropAll();
    this.#connection.exec("INSERT INTO tokens (tokens) VALUES ('optimize')");
    this.#takeOutAtOnce(true);
    this.#isMarking = false;
  }

  #takeOutAtOnce(atOnce: boolean): void {
    this.#connection.exec(`INSERT INTO tokens (tokens, rank) VALUES ('secure-delete', ${String(Number(atOnce))})`);
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
