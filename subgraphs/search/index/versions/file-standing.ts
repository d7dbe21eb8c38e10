import { existsSync } from 'node:fs';
import { ANALYSIS_VERSION, OLDEST_SERVED_ANALYSIS } from '../../text/index-tokens.js';
import { FORMAT_VERSION, openReader } from '../libsql/schema.js';

/**
 * What this program can do with an index file.
 *
 * - `NEW`: there is none, or nothing in it.
 * - `CURRENT`: made as this program makes it.
 * - `SERVABLE`: made by another version; it is served while a new one is made beside it.
 * - `READABLE`: its documents can be read, and it can't be searched: nothing is served before the new one is made.
 * - `FOREIGN`: its tables are not known: a new one is filled by the feeds.
 */
export interface FileStanding {
  readonly state: 'NEW' | 'CURRENT' | 'SERVABLE' | 'READABLE' | 'FOREIGN';
  /** Format and analysis that the file says, for people. */
  readonly told: string;
}

export function standingOfFile(file: string): FileStanding {
  if (!existsSync(file)) return { state: 'NEW', told: 'nothing' };
  const { format, analysis } = readMeta(file);
  const told = `format ${format ?? 'unknown'}, analysis ${analysis ?? 'unknown'}`;
  if (format === null) return { state: 'NEW', told };
  if (format !== String(FORMAT_VERSION)) return { state: 'FOREIGN', told };
  if (analysis === null || analysis === String(ANALYSIS_VERSION)) return { state: 'CURRENT', told };
  return { state: isServed(analysis) ? 'SERVABLE' : 'READABLE', told };
}

/** A later version than this program's own is not known to be one that it reads. */
const isServed = (analysis: string): boolean => Number(analysis) >= OLDEST_SERVED_ANALYSIS && Number(analysis) < ANALYSIS_VERSION;

/** What an index file says of itself; null each where it does not say. */
export interface FileMeta {
  readonly format: string | null;
  readonly analysis: string | null;
  /** From what it is being made, and by which analysis, while it is not whole. */
  readonly building: string | null;
}

/** @throws the engine's error where the file can't be read */
export function readMeta(file: string): FileMeta {
  const connection = openReader(file);
  try {
    const { tables } = connection.prepare("SELECT count(*) AS tables FROM sqlite_master WHERE name = 'meta'").get() as { tables: number };
    if (tables === 0) return { format: null, analysis: null, building: null };
    const value = (key: string): string | null => (connection.prepare('SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined)?.value ?? null;
    return { format: value('format'), analysis: value('analysis'), building: value('building') };
  } finally {
    connection.close();
  }
}
