import Database from 'libsql';
import { isDeepStrictEqual } from 'node:util';
import type { AuthorityData, MemberData, MemberStatus, MemberTable } from '../model.js';
import { joinRows, type AuthorityRow, type MemberRow, type RegistryRows } from './member-rows.js';
import type { MemberStore } from './member-store.js';

const LAYOUT = 1;

const TABLES = `
  CREATE TABLE revision (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
  INSERT INTO revision VALUES (1, 0);
  CREATE TABLE member (
    code TEXT PRIMARY KEY, nameZh TEXT NOT NULL, nameEn TEXT NOT NULL, url TEXT NOT NULL,
    contractVersion TEXT NOT NULL, status TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE authority (
    code TEXT PRIMARY KEY, nameZh TEXT NOT NULL, nameEn TEXT NOT NULL, kind TEXT NOT NULL, homepage TEXT,
    member TEXT NOT NULL REFERENCES member, dropped INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${String(LAYOUT)};`;

const SQL = {
  members: 'SELECT code, nameZh, nameEn, url, contractVersion, status FROM member ORDER BY code',
  authorities: 'SELECT code, nameZh, nameEn, kind, homepage, member, dropped FROM authority ORDER BY code',
  putMember: 'REPLACE INTO member (code, nameZh, nameEn, url, contractVersion, status) VALUES (?, ?, ?, ?, ?, ?)',
  dropAuthorities: 'UPDATE authority SET dropped = 1 WHERE member = ?',
  putAuthority: 'REPLACE INTO authority (code, nameZh, nameEn, kind, homepage, member, dropped) VALUES (?, ?, ?, ?, ?, ?, 0)',
  setStatus: 'UPDATE member SET status = ? WHERE code = ?',
  revision: 'SELECT number FROM revision',
  countUp: 'UPDATE revision SET number = number + 1',
};

/**
 * The registry in a libSQL file: write-ahead log, synced at each commit, so that what was acknowledged survives a
 * power cut. ":memory:" keeps nothing.
 *
 * @throws Error where the file was written by a newer version
 */
export function openLibsqlMemberStore(file: string): MemberStore {
  const db = new Database(file, { timeout: 5_000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  createTables(db, file);
  return new LibsqlMemberStore(db);
}

function createTables(db: Database.Database, file: string): void {
  const [row] = db.pragma('user_version') as [{ user_version: number }];
  if (row.user_version === 0) db.transaction(() => db.exec(TABLES)).immediate();
  else if (row.user_version !== LAYOUT) {
    throw new Error(`${file} was written by a newer version (layout ${String(row.user_version)}, expected ${String(LAYOUT)}).`);
  }
}

class LibsqlMemberStore implements MemberStore {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  async table(): Promise<MemberTable> {
    return this.#db.transaction(() => {
      const [row] = this.#db.prepare(SQL.revision).all() as [{ number: number }];
      return joinRows(row.number, this.#rows());
    })();
  }

  async put({ authorities, ...member }: MemberData): Promise<boolean> {
    return this.#change(() => {
      this.#putMember(member);
      this.#db.prepare(SQL.dropAuthorities).run(member.code);
      for (const authority of authorities) this.#putAuthority(authority, member.code);
    });
  }

  async setStatus(code: string, status: MemberStatus): Promise<boolean> {
    return this.#change(() => this.#db.prepare(SQL.setStatus).run(status, code));
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Runs `write` and counts the revision up if it left anything different, in one transaction. */
  #change(write: () => void): boolean {
    return this.#db.transaction(() => {
      const before = this.#rows();
      write();
      const changed = !isDeepStrictEqual(before, this.#rows());
      if (changed) this.#db.exec(SQL.countUp);
      return changed;
    }).immediate();
  }

  #rows(): RegistryRows {
    return {
      members: this.#db.prepare(SQL.members).all() as MemberRow[],
      authorities: this.#db.prepare(SQL.authorities).all() as AuthorityRow[],
    };
  }

  #putMember({ code, nameZh, nameEn, url, contractVersion, status }: MemberRow): void {
    this.#db.prepare(SQL.putMember).run(code, nameZh, nameEn, url, contractVersion, status);
  }

  #putAuthority({ code, nameZh, nameEn, kind, homepage }: AuthorityData, member: string): void {
    this.#db.prepare(SQL.putAuthority).run(code, nameZh, nameEn, kind, homepage, member);
  }
}
