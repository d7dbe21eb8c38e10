import { openLibsqlFile, type LibsqlFile } from '../../kit/libsql-file.js';
import { isDeepStrictEqual } from 'node:util';
import type { AuthorityData, MemberData, MemberRequest, MemberTable } from '../model.js';
import { joinRows, type AuthorityRow, type MemberRow, type RegistryRows } from './member-rows.js';
import { TableChanged, type MemberStore } from './member-store.js';

/** Every layout of the file, as the step from the one before it. A file of an older layout is taken through the steps that it lacks. */
const STEPS = [
  `CREATE TABLE revision (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
  INSERT INTO revision VALUES (1, 0);
  CREATE TABLE member (
    code TEXT PRIMARY KEY, nameZh TEXT NOT NULL, nameEn TEXT NOT NULL, url TEXT NOT NULL,
    contractVersion TEXT NOT NULL, status TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE authority (
    code TEXT PRIMARY KEY, nameZh TEXT NOT NULL, nameEn TEXT NOT NULL, kind TEXT NOT NULL, homepage TEXT,
    member TEXT NOT NULL REFERENCES member, dropped INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE member ADD COLUMN reason TEXT;
  ALTER TABLE member ADD COLUMN publicKey TEXT;
  ALTER TABLE member ADD COLUMN provenAt TEXT;
  CREATE TABLE request (code TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE member ADD COLUMN readPolicy TEXT NOT NULL DEFAULT 'OWNER_FIRST';`,
];
const LAYOUT = STEPS.length;

const SQL = {
  members: 'SELECT code, nameZh, nameEn, url, contractVersion, status, reason, readPolicy, publicKey, provenAt FROM member ORDER BY code',
  authorities: 'SELECT code, nameZh, nameEn, kind, homepage, member, dropped FROM authority ORDER BY code',
  putMember: 'REPLACE INTO member (code, nameZh, nameEn, url, contractVersion, status, reason, readPolicy, publicKey, provenAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  dropAuthorities: 'UPDATE authority SET dropped = 1 WHERE member = ?',
  putAuthority: 'REPLACE INTO authority (code, nameZh, nameEn, kind, homepage, member, dropped) VALUES (?, ?, ?, ?, ?, ?, 0)',
  revision: 'SELECT number FROM revision',
  countUp: 'UPDATE revision SET number = number + 1',
  requests: 'SELECT body FROM request ORDER BY code',
  requestId: 'SELECT id FROM request WHERE code = ?',
  putRequest: 'REPLACE INTO request (code, id, body) VALUES (?, ?, ?)',
};

/**
 * The registry in a libSQL file: write-ahead log, synced at each commit, so that what was acknowledged survives a
 * power cut. ":memory:" keeps nothing.
 *
 * @throws Error where the file was written by a newer version
 */
export function openLibsqlMemberStore(file: string): MemberStore {
  const db = openLibsqlFile(file);
  db.exec('PRAGMA foreign_keys = ON;');
  createTables(db, file);
  return new LibsqlMemberStore(db);
}

function createTables(db: LibsqlFile, file: string): void {
  db.transaction(() => {
    const [{ user_version: layout }] = db.pragma('user_version') as [{ user_version: number }];
    if (layout > LAYOUT) throw new Error(`${file} was written by a newer version (layout ${String(layout)}, expected ${String(LAYOUT)}).`);
    for (const step of STEPS.slice(layout)) db.exec(step);
    if (layout < LAYOUT) db.exec(`PRAGMA user_version = ${String(LAYOUT)}`);
  }).immediate();
}

class LibsqlMemberStore implements MemberStore {
  readonly #db: LibsqlFile;

  constructor(db: LibsqlFile) {
    this.#db = db;
  }

  get reachable(): boolean {
    return this.#db.open;
  }

  async table(): Promise<MemberTable> {
    return this.#db.transaction(() => joinRows(this.#revision(), this.#rows()))();
  }

  async put({ authorities, ...member }: MemberData, expected?: number): Promise<boolean> {
    return this.#change(expected, () => {
      this.#putMember(member);
      this.#db.prepare(SQL.dropAuthorities).run(member.code);
      for (const authority of authorities) this.#putAuthority(authority, member.code);
    });
  }

  async requests(): Promise<readonly MemberRequest[]> {
    return (this.#db.prepare(SQL.requests).all() as { body: string }[]).map(({ body }) => JSON.parse(body) as MemberRequest);
  }

  async putRequest(request: MemberRequest, replaces: string | null): Promise<boolean> {
    const { code } = request.member;
    return this.#db.transaction(() => {
      const [row] = this.#db.prepare(SQL.requestId).all(code) as { id: string }[];
      if ((row?.id ?? null) !== replaces) return false;
      this.#db.prepare(SQL.putRequest).run(code, request.id, JSON.stringify(request));
      return true;
    }).immediate();
  }

  watch(): void {
    // One registry has the file; what it changes it tells itself.
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Runs `write` and counts the revision up if it left anything different, in one transaction. */
  #change(expected: number | undefined, write: () => void): boolean {
    return this.#db.transaction(() => {
      const revision = this.#revision();
      if (expected !== undefined && expected !== revision) throw new TableChanged(`Expected the member table at revision ${String(expected)} but it is at ${String(revision)}.`);
      const before = this.#rows();
      write();
      const changed = !isDeepStrictEqual(before, this.#rows());
      if (changed) this.#db.exec(SQL.countUp);
      return changed;
    }).immediate();
  }

  #revision(): number {
    const [row] = this.#db.prepare(SQL.revision).all() as [{ number: number }];
    return row.number;
  }

  #rows(): RegistryRows {
    return {
      members: this.#db.prepare(SQL.members).all() as MemberRow[],
      authorities: this.#db.prepare(SQL.authorities).all() as AuthorityRow[],
    };
  }

  #putMember({ code, nameZh, nameEn, url, contractVersion, status, reason, readPolicy, publicKey, provenAt }: MemberRow): void {
    this.#db.prepare(SQL.putMember).run(code, nameZh, nameEn, url, contractVersion, status, reason, readPolicy, publicKey, provenAt);
  }

  #putAuthority({ code, nameZh, nameEn, kind, homepage }: AuthorityData, member: string): void {
    this.#db.prepare(SQL.putAuthority).run(code, nameZh, nameEn, kind, homepage, member);
  }
}
