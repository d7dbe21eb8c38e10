import type Database from 'libsql';
import { statSync } from 'node:fs';
import { PageGaps } from './page-gaps.js';

export interface WriteAheadLogOptions {
  /** Pages from which on the log is emptied though nothing was removed. @default 1000, as the engine by itself */
  readonly mostPages?: number;
}

/** Readers begin as soon as they are told of a commit, which is when the log is due. One that is so many times as large as it should be was kept from being emptied again and again. */
const LARGE = 4;

/** Most milliseconds that a writer waits for readers where something was removed, before it goes on and tries again later. */
const PATIENCE_MILLIS = 50;

/** Another connection is in the way, or the disk or the system is (`EMFILE`): what is committed stands all the same, and the rest is tried again. */
const PASSES = /^(SQLITE_(BUSY|FULL|IOERR|READONLY)|E(?!RR_)[A-Z0-9]+$)/;

/** What a connection needs whose log is emptied by a `WriteAheadLog`: the engine does it no more by itself. */
export const BY_OWN_HAND = 'PRAGMA wal_autocheckpoint = 0;';

/**
 * Empties the write-ahead log of the one connection that writes a database. Only by this what was written comes into the file: then
 * nothing of what was removed, or may be later, stands in pages where no cell uses it. After the process before, too: what it
 * left is emptied first.
 */
export class WriteAheadLog {
  readonly #connection: Database.Database;
  readonly #file: string;
  readonly #mostBytes: number;
  /** Null where what is removed stays in the file: it may stay between its cells too. */
  readonly #gaps: PageGaps | null;
  readonly #timeoutMillis: number;
  /** Whether what was removed may still stand in it. */
  #owes = true;
  /** Where a reader was in the way, the size from which on it is tried again. */
  #nextBytes: number;

  constructor(connection: Database.Database, { mostPages = 1_000 }: WriteAheadLogOptions = {}) {
    const read = (sql: string): Record<string, unknown> => connection.prepare(sql).get() as Record<string, unknown>;
    this.#connection = connection;
    this.#file = String(read("SELECT file FROM pragma_database_list WHERE name = 'main'")['file']);
    this.#mostBytes = mostPages * Number(read('PRAGMA page_size')['page_size']);
    this.#nextBytes = this.#mostBytes;
    this.#gaps = read('PRAGMA secure_delete')['secure_delete'] === 0 ? null : new PageGaps(connection, this.#log);
    this.#timeoutMillis = Number(read('PRAGMA busy_timeout')['timeout']);
  }

  /** Something was removed or replaced: the next `settle` empties the log. */
  owe(): void {
    this.#owes = true;
  }

  /**
   * To be called after each transaction, and again where it was in vain.
   *
   * @param removed whether the transaction removed or replaced anything
   * @returns false where something that was removed still stands in the log, for a reader or the disk is in the way
   */
  settle(removed = false): boolean {
    this.#owes ||= removed;
    if (!this.#connection.open || this.#file === '') return true;
    if (!this.#owes && this.#bytes() < this.#nextBytes) return true;
    this.#settleNow(this.#owes ? PATIENCE_MILLIS : 0);
    return !this.#owes;
  }

  /**
   * To be called after a commit that no reader was told of yet: none of them has begun on it, so a log that has become large is emptied now, before they are. Nothing that
   * fails is thrown, for what is committed stands: the next `settle` meets it.
   */
  settleLarge(): void {
    try {
      if (this.#connection.open && this.#file !== '' && this.#bytes() >= this.#mostBytes * LARGE) this.#settleNow(0);
    } catch {
      this.#nextBytes = 0;
    }
  }

  /** To be called before the connection is closed. The last one empties the log, but a reader that outlives it can't. */
  clear(): void {
    if (this.#connection.open && this.#file !== '') this.#empty(PATIENCE_MILLIS);
  }

  #settleNow(patienceMillis: number): void {
    const isEmpty = this.#empty(patienceMillis);
    this.#owes &&= !isEmpty;
    this.#nextBytes = (isEmpty ? 0 : this.#bytes()) + this.#mostBytes;
  }

  get #log(): string {
    return `${this.#file}-wal`;
  }

  #bytes(): number {
    return statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0;
  }

  #empty(patienceMillis: number): boolean {
    return this.#tried(patienceMillis, () => {
      this.#gaps?.clear();
      return (this.#connection.prepare('PRAGMA main.wal_checkpoint(TRUNCATE)').get() as { readonly busy: number }).busy === 0;
    });
  }

  /** @returns false also where another connection is just doing the same, or the disk is full */
  #tried(patienceMillis: number, work: () => boolean): boolean {
    this.#connection.exec(`PRAGMA busy_timeout = ${String(patienceMillis)}`);
    try {
      return work();
    } catch (error) {
      if (PASSES.test(String((error as { readonly code?: unknown }).code))) return false;
      throw error;
    } finally {
      this.#connection.exec(`PRAGMA busy_timeout = ${String(this.#timeoutMillis)}`);
    }
  }
}
