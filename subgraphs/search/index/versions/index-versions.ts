import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../../../kit/logger.js';
import { replaceFile } from '../../../kit/replace-file.js';

/** Which index files there are in a folder. Names are of files in it. */
export interface IndexVersions {
  /** The one that is served. */
  readonly current: string;
  /** The one that was served before, for a way back; null where there is none. */
  readonly former: string | null;
  /** When that was replaced, RFC 3339. */
  readonly formerSince: string | null;
  /** Whether the current one is served as it is, though this program would make another of it: it was gone back to. */
  readonly pinned: boolean;
}

/** The only one, in a folder that never had a second. */
const FIRST: IndexVersions = { current: 'index.db', former: null, formerSince: null, pinned: false };
const FILE = 'index-versions.json';
/** Beside a database file: its log and the index of that. */
const SUFFIXES = ['', '-wal', '-shm'] as const;

export function readVersions(folder: string): IndexVersions {
  try {
    return { ...FIRST, ...(JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Partial<IndexVersions>) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return FIRST;
    throw error;
  }
}

export function keepVersions(folder: string, versions: IndexVersions): void {
  replaceFile(join(folder, FILE), `${JSON.stringify(versions, null, 2)}\n`);
}

/** Name of the file to make beside those: numbers rise, so that none is written over another. */
export function nextName({ current, former }: IndexVersions): string {
  const numberOf = (name: string | null): number => Number(/^index-(\d+)\.db$/.exec(name ?? '')?.[1] ?? 1);
  return `index-${String(Math.max(numberOf(current), numberOf(former)) + 1)}.db`;
}

/** What stands when the version beside the current one takes its place. No file is deleted: `removeUnnamed` does. */
export function replaceCurrent(folder: string, versions: IndexVersions, next: string, now: Date): IndexVersions {
  const replaced: IndexVersions = { current: next, former: versions.current, formerSince: now.toISOString(), pinned: false };
  keepVersions(folder, replaced);
  return replaced;
}

/** Deletes what `before` names and `now` does not: of three versions the oldest. Where it can't be deleted, that is logged. */
export function removeUnnamed(folder: string, before: IndexVersions, now: IndexVersions, logger: Logger): void {
  for (const name of [before.current, before.former]) {
    if (name === null || name === now.current || name === now.former) continue;
    try {
      removeIndexFile(folder, name);
    } catch (error) {
      logger.warn({ err: error, file: name }, 'a version of the index that is not needed any more could not be deleted');
    }
  }
}

/** Serves the former version from the next start on, as it is. @throws Error where there is none */
export function goBack(folder: string): IndexVersions {
  const { current, former } = readVersions(folder);
  if (former === null) throw new Error(`${folder}: expected a former version of the index to go back to, but there is none.`);
  const back: IndexVersions = { current: former, former: current, formerSince: new Date().toISOString(), pinned: true };
  keepVersions(folder, back);
  return back;
}

/** Lets the program make a version of its own again. */
export function unpin(folder: string): IndexVersions {
  const versions = { ...readVersions(folder), pinned: false };
  keepVersions(folder, versions);
  return versions;
}

/** Deletes the former version, with all texts in it. */
export function forgetFormer(folder: string): IndexVersions {
  const versions = readVersions(folder);
  if (versions.former === null) return versions;
  const left: IndexVersions = { ...versions, former: null, formerSince: null };
  keepVersions(folder, left);
  try {
    removeIndexFile(folder, versions.former);
  } catch (error) {
    // Named by nothing it would be left there for ever.
    keepVersions(folder, versions);
    throw error;
  }
  return left;
}

/** When the former version is to be deleted; null where there is none. */
export function formerEnds({ former, formerSince }: IndexVersions, keepHours: number): number | null {
  return former === null || formerSince === null ? null : Date.parse(formerSince) + keepHours * 3_600_000;
}

export function removeIndexFile(folder: string, name: string): void {
  for (const suffix of SUFFIXES) rmSync(join(folder, `${name}${suffix}`), { force: true });
}
