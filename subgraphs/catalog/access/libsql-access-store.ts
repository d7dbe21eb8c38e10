import { PatientLog } from '../../kit/libsql/patient-log.js';
import { BY_OWN_HAND, WriteAheadLog } from '../../kit/libsql/write-ahead-log.js';
import type { Logger } from '../../kit/logger.js';
import { openLibsqlFile, type LibsqlFile } from '../../kit/libsql-file.js';
import type { AccessRequest } from './access-request.js';
import { orderOf, type AccessStore, type ListedAfter, type RequestFilter, type RestrictedDetails } from './access-store.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS requests (
    id TEXT PRIMARY KEY,
    place TEXT NOT NULL,
    authority TEXT NOT NULL,
    requester TEXT NOT NULL,
    record TEXT NOT NULL,
    steps INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS requests_authority ON requests (authority, place);
  CREATE INDEX IF NOT EXISTS requests_requester ON requests (requester, place);
  CREATE TABLE IF NOT EXISTS restricted (record TEXT PRIMARY KEY, details TEXT NOT NULL) STRICT;
`;

/** A store in a libSQL file of its own; made, with its folder, where it is missing. */
export function openLibsqlAccessStore(path: string, logger: Logger): AccessStore {
  const database = openLibsqlFile(path);
  database.exec(BY_OWN_HAND + SCHEMA);
  return new LibsqlAccessStore(database, logger);
}

class LibsqlAccessStore implements AccessStore {
  readonly #database: LibsqlFile;
  readonly #log: PatientLog;

  constructor(database: LibsqlFile, logger: Logger) {
    this.#database = database;
    this.#log = new PatientLog(new WriteAheadLog(database), {
      onVain: (err) => logger.warn({ err }, 'what was replaced among requests for access still stands in the write-ahead log, which could not be emptied: it is tried again every second'),
    });
    this.#log.settle();
  }

  get reachable(): boolean {
    return this.#database.open;
  }

  async request(id: string): Promise<AccessRequest | null> {
    return this.#read('WHERE id = ?', id)[0] ?? null;
  }

  async putRequest(request: AccessRequest, before: AccessRequest | null): Promise<boolean> {
    const { id, authority, requester, record, trail } = request;
    const body = JSON.stringify(request);
    if (before) return this.#run('UPDATE requests SET steps = ?, body = ? WHERE id = ? AND steps = ?', trail.length, body, id, before.trail.length) > 0;
    return this.#run('INSERT INTO requests (id, place, authority, requester, record, steps, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', id, orderOf(request), authority, requester, record, trail.length, body) > 0;
  }

  async requests({ authorities, requester, record }: RequestFilter, { after, limit }: ListedAfter): Promise<readonly AccessRequest[]> {
    const list = authorities === undefined ? null : JSON.stringify(authorities);
    return this.#read(
      'WHERE (? IS NULL OR authority IN (SELECT value FROM json_each(?))) AND (? IS NULL OR requester = ?) AND (? IS NULL OR record = ?) AND (? IS NULL OR place < ?) ORDER BY place DESC LIMIT ?',
      ...[list, requester ?? null, record ?? null, after && orderOf(after)].flatMap((value) => [value, value]),
      limit,
    );
  }

  async restricted(record: string): Promise<RestrictedDetails | null> {
    const [row] = this.#database.prepare('SELECT details FROM restricted WHERE record = ?').all(record) as { details: string }[];
    return row ? (JSON.parse(row.details) as RestrictedDetails) : null;
  }

  async putRestricted(record: string, details: RestrictedDetails | null): Promise<void> {
    if (details) this.#run('REPLACE INTO restricted (record, details) VALUES (?, ?)', record, JSON.stringify(details));
    else this.#run('DELETE FROM restricted WHERE record = ?', record);
    this.#log.settle(true);
  }

  async close(): Promise<void> {
    this.#log.clear();
    if (this.#database.open) this.#database.close();
  }

  #run(sql: string, ...values: readonly (string | number)[]): number {
    const { changes } = this.#database.prepare(sql).run(...values);
    this.#log.settle();
    return changes;
  }

  #read(where: string, ...values: readonly (string | number | null)[]): readonly AccessRequest[] {
    return (this.#database.prepare(`SELECT body FROM requests ${where}`).all(...values) as { body: string }[]).map(({ body }) => JSON.parse(body) as AccessRequest);
  }
}
