import { LRUCache } from 'lru-cache';
import { catalogError } from '../../../schema/errors.js';
import type { RecordKind } from '../../../schema/generated/common.js';
import type { TileRef } from '../../../schema/merkle/index.js';
import type { StandardNumber } from '../../../schema/standard-number.js';
import { PatientLog } from '../../kit/libsql/patient-log.js';
import { WriteAheadLog, type WriteAheadLogOptions } from '../../kit/libsql/write-ahead-log.js';
import type { Logger } from '../../kit/logger.js';
import type { CatalogRecord, Source, Tombstone } from '../model.js';
import { prepareAppend, prepareHead, prepareRestore } from './libsql-append.js';
import { prepareHistory, preparePages } from './libsql-pages.js';
import { prepareTiles } from './libsql-tiles.js';
import { closeDatabase, openDatabase, type LibsqlDatabase } from './libsql-database.js';
import { VersionConflict, type ArchivedEntry, type Change, type LoggedEntry, type LogHead, type LogPage, type LogRange, type RecordOrigin, type RecordStore, type SeesLog, type SourceKey, type StoredRecord } from './record-store.js';

export interface LibsqlRecordStoreOptions {
  /** The database file; made, with its folder, where it is missing. */
  readonly path: string;
  /** Told the cause of what is answered as `STORE_UNAVAILABLE`. */
  readonly logger: Logger;
  /** Records kept parsed in memory, as characters of their documents. @default 32 Mi */
  readonly cacheCharacters?: number;
  /** When the write-ahead log is emptied. */
  readonly log?: WriteAheadLogOptions;
}

/** Opens an embedded store. @throws Error where another process has it open */
export function openLibsqlRecordStore({ path, logger, cacheCharacters = 32 * 1024 * 1024, log = {} }: LibsqlRecordStoreOptions): RecordStore {
  const database = openDatabase(path);
  return new LibsqlRecordStore(database, new WriteAheadLog(database, log), logger, cacheCharacters);
}

interface RecordRow {
  readonly id: string;
  readonly log: string;
  readonly kind: RecordKind;
  readonly live: number;
  readonly at: string;
  readonly content_hash: string | null;
  readonly document: string;
}

interface OriginRow extends Omit<RecordOrigin, 'sources'> {
  readonly id: string;
}

/** libSQL is synchronous: what one method does, no other call comes between. */
class LibsqlRecordStore implements RecordStore {
  readonly #database: LibsqlDatabase;
  readonly #log: PatientLog;
  readonly #logger: Logger;
  /** Right because nobody else writes the file while it is open here, and `append` forgets what it changes. */
  readonly #cache: LRUCache<string, StoredRecord>;
  readonly #sql: ReturnType<typeof prepareReads>;
  readonly #append: ReturnType<typeof prepareAppend>;
  readonly #restore: ReturnType<typeof prepareRestore>;
  readonly #head: ReturnType<typeof prepareHead>;
  readonly #page: ReturnType<typeof preparePages>;
  readonly #history: ReturnType<typeof prepareHistory>;
  readonly #tiles: ReturnType<typeof prepareTiles>;

  constructor(database: LibsqlDatabase, log: WriteAheadLog, logger: Logger, cacheCharacters: number) {
    this.#database = database;
    this.#log = new PatientLog(log, {
      onVain: (err) => logger.warn({ err }, 'what was replaced still stands in the write-ahead log, which could not be emptied: it is tried again every second'),
    });
    this.#log.settle();
    this.#logger = logger;
    this.#cache = new LRUCache({ maxSize: cacheCharacters });
    this.#sql = prepareReads(database);
    this.#append = prepareAppend(database);
    this.#restore = prepareRestore(database);
    this.#head = prepareHead(database);
    this.#page = preparePages(database);
    this.#history = prepareHistory(database);
    this.#tiles = prepareTiles(database);
  }

  get reachable(): boolean {
    return this.#database.open;
  }

  logsOf(authority: string): Promise<readonly string[]> {
    return this.#attempt(() => {
      const keys = (this.#sql.logs.all(authority, `${authority}/`, `${authority}0`) as { log: string }[]).map(({ log }) => log);
      return keys.includes(authority) ? keys : [authority, ...keys];
    });
  }

  getMany(ids: readonly string[], sees: SeesLog = () => true): Promise<readonly (StoredRecord | null)[]> {
    return this.#attempt(() => {
      const cached = ids.map((id) => this.#seen(id, sees));
      if (!cached.includes(undefined)) return cached as StoredRecord[];
      const fetched = this.#fetch(ids.filter((_, index) => cached[index] === undefined), sees);
      return ids.map((id, index) => cached[index] ?? fetched.get(id) ?? null);
    });
  }

  findBySources(keys: readonly SourceKey[]): Promise<readonly (string | null)[]> {
    return this.#attempt(() => {
      if (keys.length === 0) return [];
      const rows = this.#sql.bySource.all(JSON.stringify(keys.map(({ authority, system, identifier }) => [authority, system, identifier])));
      return (rows as { id: string | null }[]).map(({ id }) => id);
    });
  }

  findByNumber({ base, year }: StandardNumber, sees: SeesLog): Promise<string | null> {
    return this.#attempt(() => firstId(this.#sql.byNumber.all(base, year, year), sees));
  }

  findByUscc(uscc: string, sees: SeesLog): Promise<string | null> {
    return this.#attempt(() => firstId(this.#sql.byUscc.all(uscc), sees));
  }

  lastSerial(authority: string, kind: RecordKind): Promise<number> {
    return this.#attempt(() => (this.#sql.serial.all(authority, kind) as { last: number }[])[0]?.last ?? 0);
  }

  append(authority: string, changes: readonly Change[]): Promise<LogHead> {
    return this.#attempt(() => {
      const head = this.#append(authority, changes);
      for (const { published } of changes) this.#cache.delete(published.body.id);
      this.#log.settle(changes.some(({ published }) => published.body.version > 1));
      return head;
    });
  }

  changes(authority: string, range: LogRange): Promise<LogPage> {
    return this.#attempt(() => this.#page(authority, range));
  }

  head(authority: string): Promise<LogHead> {
    return this.#attempt(() => this.#head(authority));
  }

  listLive(authority: string, afterId: string, limit: number): Promise<readonly { readonly id: string; readonly version: number }[]> {
    return this.#attempt(() => this.#sql.live.all(authority, afterId, limit) as { id: string; version: number }[]);
  }

  originsOf(ids: readonly string[]): Promise<readonly (RecordOrigin | null)[]> {
    return this.#attempt(() => {
      const list = JSON.stringify(ids);
      const sources = this.#sql.sourcesOf.all(list) as (Source & { readonly id: string })[];
      const origins = new Map((this.#sql.origins.all(list) as OriginRow[]).map(({ id, ...origin }) => [id, { ...origin, sources: [] as Source[] }]));
      for (const { id, system, identifier } of sources) origins.get(id)?.sources.push({ system, identifier });
      return ids.map((id) => origins.get(id) ?? null);
    });
  }

  restore(authority: string, entries: readonly ArchivedEntry[]): Promise<LogHead> {
    return this.#attempt(() => {
      const head = this.#restore(authority, entries);
      for (const { id } of entries) this.#cache.delete(id);
      this.#log.settle(entries.some(({ version }) => version > 1));
      return head;
    });
  }

  tiles(log: string, refs: readonly TileRef[]): Promise<readonly Uint8Array[]> {
    return this.#attempt(() => refs.map((ref) => this.#tiles.read(log, ref)));
  }

  history(id: string, afterVersion: number, limit: number, sees: SeesLog = () => true): Promise<readonly LoggedEntry[]> {
    return this.#attempt(() => this.#history(id, afterVersion, limit, sees));
  }

  watch(): void {
    // No other process writes the file while it is open here.
  }

  async close(): Promise<void> {
    if (!this.#database.open) return;
    this.#log.clear();
    closeDatabase(this.#database);
  }

  /** One that is not seen is looked for in the tables each time, as one that is not there is. */
  #seen(id: string, sees: SeesLog): StoredRecord | undefined {
    const kept = this.#cache.peek(id);
    return kept && sees(kept.log) ? this.#cache.get(id) : undefined;
  }

  #fetch(ids: readonly string[], sees: SeesLog): ReadonlyMap<string, StoredRecord> {
    const seen = (this.#sql.placesOf.all(JSON.stringify(ids)) as { id: string; log: string }[]).filter(({ log }) => sees(log)).map(({ id }) => id);
    if (seen.length === 0) return new Map();
    const rows = this.#sql.records.all(JSON.stringify(seen)) as RecordRow[];
    return new Map(
      rows.filter(({ document }) => document !== '').map((row) => {
        const stored = readRow(row);
        this.#cache.set(row.id, stored, { size: row.document.length });
        return [row.id, stored];
      }),
    );
  }

  async #attempt<Result>(work: () => Result): Promise<Result> {
    try {
      // A closed database still answers through its prepared statements.
      if (!this.#database.open) throw new Error('The store is closed.');
      return work();
    } catch (error) {
      if (error instanceof VersionConflict) throw error;
      this.#logger.error({ err: error }, 'the store failed');
      throw catalogError('STORE_UNAVAILABLE', 'The store of this node did not do what it was asked; the log has the cause.', { retryable: true });
    }
  }
}

function prepareReads(database: LibsqlDatabase) {
  return {
    records: database.prepare('SELECT id, authority AS log, kind, live, at, content_hash, document FROM records WHERE id IN (SELECT value FROM json_each(?))'),
    placesOf: database.prepare('SELECT id, authority AS log FROM records WHERE id IN (SELECT value FROM json_each(?))'),
    origins: database.prepare('SELECT id, version, content_hash AS contentHash FROM records WHERE id IN (SELECT value FROM json_each(?))'),
    sourcesOf: database.prepare('SELECT id, system, identifier FROM sources WHERE id IN (SELECT value FROM json_each(?))'),
    bySource: database.prepare(`
      SELECT s.id FROM json_each(?) AS k LEFT JOIN sources AS s
      ON s.authority = k.value ->> 0 AND s.system = k.value ->> 1 AND s.identifier = k.value ->> 2 ORDER BY k.key`),
    byNumber: database.prepare('SELECT id, authority AS log FROM records WHERE number_base = ? AND (number_year = ? OR ? IS NULL) ORDER BY number_year DESC, id'),
    byUscc: database.prepare('SELECT id, authority AS log FROM records WHERE uscc = ? ORDER BY id'),
    serial: database.prepare('SELECT last FROM serials WHERE authority = ? AND kind = ?'),
    // `0` is the character after `/`.
    logs: database.prepare('SELECT authority AS log FROM logs WHERE authority = ? OR (authority > ? AND authority < ?) ORDER BY authority'),
    live: database.prepare('SELECT id, version FROM records WHERE authority = ? AND live = 1 AND id > ? ORDER BY id LIMIT ?'),
  };
}

function readRow({ log, kind, live, at, content_hash, document }: RecordRow): StoredRecord {
  return live === 1
    ? { log, state: 'LIVE', record: JSON.parse(document) as CatalogRecord, contentHash: content_hash ?? '', at }
    : { log, state: 'RETIRED', kind, tombstone: JSON.parse(document) as Tombstone, at };
}

const firstId = (rows: readonly unknown[], sees: SeesLog): string | null => (rows as { id: string; log: string }[]).find(({ log }) => sees(log))?.id ?? null;
