import { openLibsqlFile, type LibsqlFile } from '../../kit/libsql-file.js';
import type { CountName, CoverageCounts } from '../model/coverage-counts.js';

/** What is kept of each day. */
export const DAY_COUNTS = ['records', 'data', 'open', 'conforming', 'judged', 'quality', 'linkedOut', 'linkedIn'] as const satisfies readonly CountName[];
export type DayCounts = Pick<CoverageCounts, (typeof DAY_COUNTS)[number]>;

/** The counts of one day, as they were when it was counted last. */
export interface FigureDay extends DayCounts {
  /** `2026-11-29`, in UTC. */
  readonly day: string;
}

/** Whose figures they are: an authority's code, or null for the nation. */
export type FiguresOf = string | null;

/** How many days are kept. */
export const KEPT_DAYS = 1_096;
const DAY_MILLIS = 86_400_000;
/** What stands in the place of a code for the nation. */
const NATION = '';

/**
 * The figures of each day, in a small database of their own: they are not of the index, which is made anew, but of what it
 * said. A day has one row for the nation and one for each authority; days of long ago are deleted.
 */
export class FigureDays {
  readonly #database: LibsqlFile;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(file: string) {
    this.#database = openLibsqlFile(file);
    this.#database.exec(`CREATE TABLE IF NOT EXISTS figure_days (authority TEXT NOT NULL, day TEXT NOT NULL, ${DAY_COUNTS.map((name) => `${name} INTEGER NOT NULL`).join(', ')}, PRIMARY KEY (authority, day)) WITHOUT ROWID`);
    this.#statements = prepare(this.#database);
  }

  /** Keeps the figures of a day in place of those it had. All of them are durable when this returns. */
  keep(day: string, rows: ReadonlyMap<FiguresOf, DayCounts>): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      this.#statements.forgetDay.run(day);
      for (const [of, counts] of rows) this.#statements.put.run(of ?? NATION, day, ...DAY_COUNTS.map((name) => counts[name]));
      this.#statements.forget.run(dayBefore(day, KEPT_DAYS - 1));
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Days from `days` before `until` to that day itself, the earliest first; days on which nothing was counted are missing. */
  list(of: FiguresOf, until: string, days: number): readonly FigureDay[] {
    return this.#statements.list.all(of ?? NATION, dayBefore(until, days - 1), until) as FigureDay[];
  }

  close(): void {
    this.#database.close();
  }
}

const dayBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * DAY_MILLIS).toISOString().slice(0, 10);

function prepare(database: LibsqlFile) {
  return {
    put: database.prepare(`INSERT INTO figure_days VALUES (?, ?, ${DAY_COUNTS.map(() => '?').join(', ')})`),
    forgetDay: database.prepare('DELETE FROM figure_days WHERE day = ?'),
    forget: database.prepare('DELETE FROM figure_days WHERE day < ?'),
    list: database.prepare(`SELECT day, ${DAY_COUNTS.join(', ')} FROM figure_days WHERE authority = ? AND day BETWEEN ? AND ? ORDER BY day`),
  };
}
