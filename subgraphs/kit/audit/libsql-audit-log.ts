import { openLibsqlFile, type LibsqlFile } from '../libsql-file.js';
import { auditEntry, EMPTY_AUDIT, type AuditAct, type AuditEntry, type AuditHead, type AuditLog } from './audit-log.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    before TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS audit_act ON audit (act, seq);
  CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'an audit log only grows'); END;
  CREATE TRIGGER IF NOT EXISTS audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'an audit log only grows'); END;
`;

const COLUMNS = 'seq, at, actor, act, subject, details, before, hash';

type Row = Omit<AuditEntry, 'details'> & { readonly details: string };

/** A log in a libSQL file of its own; made, with its folder, where it is missing. What it acknowledges survives a power cut. */
export function openLibsqlAuditLog(path: string): AuditLog {
  const database = openLibsqlFile(path);
  database.exec(SCHEMA);
  return new LibsqlAuditLog(database);
}

class LibsqlAuditLog implements AuditLog {
  readonly #database: LibsqlFile;

  constructor(database: LibsqlFile) {
    this.#database = database;
  }

  get reachable(): boolean {
    return this.#database.open;
  }

  async append(act: AuditAct): Promise<AuditEntry> {
    return this.#database.transaction(() => {
      const entry = auditEntry(this.#head(), act, new Date().toISOString());
      const { seq, at, actor, act: word, subject, details, before, hash } = entry;
      this.#database.prepare(`INSERT INTO audit (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(seq, at, actor, word, subject, JSON.stringify(details), before, hash);
      return entry;
    }).immediate();
  }

  async page(afterSeq: number, limit: number): Promise<readonly AuditEntry[]> {
    return this.#read('WHERE seq > ? ORDER BY seq LIMIT ?', afterSeq, limit);
  }

  async head(): Promise<AuditHead> {
    return this.#head();
  }

  async last(act: string): Promise<AuditEntry | null> {
    return this.#read('WHERE act = ? ORDER BY seq DESC LIMIT 1', act)[0] ?? null;
  }

  async close(): Promise<void> {
    if (this.#database.open) this.#database.close();
  }

  #head(): AuditHead {
    const [row] = this.#database.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').all() as AuditHead[];
    return row ?? EMPTY_AUDIT;
  }

  #read(where: string, ...values: readonly (string | number)[]): readonly AuditEntry[] {
    const rows = this.#database.prepare(`SELECT ${COLUMNS} FROM audit ${where}`).all(...values) as Row[];
    return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as AuditEntry['details'] }));
  }
}
