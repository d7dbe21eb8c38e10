import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../kit/replace-file.js';
import type { SavedSearch } from './saved-search.js';

/** How far a saved search has been told, and how that goes. */
export interface SavedSearchState {
  /** Number of the last entry that was looked at, by the key of its log. One that is missing is looked at from its beginning. */
  readonly cursors: Readonly<Record<string, number>>;
  /** When the receiver took something last, RFC 3339 in UTC; null where it never has. */
  readonly deliveredAt: string | null;
  /** Attempts that failed one after the other, and why the last one did; null where it worked. */
  readonly failures: number;
  readonly problem: string | null;
  /** When the receiver said that it is gone: it is told nothing more. Null where it has not. */
  readonly goneAt: string | null;
}

/** The saved searches of an index, in its data folder. The operator's verbs write the searches, the service their states. */
export interface SavedSearchFiles {
  list(): readonly string[];
  /** Null where there is none. @throws Error where its file can't be read */
  read(id: string): SavedSearch | null;
  put(search: SavedSearch): void;
  /** Whether there was one, readable or not. */
  remove(id: string): boolean;
  /** Null where there is none. @throws Error where its file can't be read */
  state(id: string): SavedSearchState | null;
  keepState(id: string, state: SavedSearchState): void;
}

const SEARCH = '.search.json';
const STATE = '.state.json';

/** Secrets are in there: the folder is its owner's alone. */
export function savedSearchesIn(dataDir: string): SavedSearchFiles {
  const folder = join(dataDir, 'saved-searches');
  const fileOf = (id: string, end: string): string => {
    if (!/^[0-9a-zA-Z-]{1,64}$/.test(id)) throw new TypeError(`Expected the id of a saved search but got ${JSON.stringify(id)}.`);
    return join(folder, id + end);
  };
  const write = (file: string, value: unknown): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(file, `${JSON.stringify(value, null, 2)}\n`);
  };
  const read = (id: string): SavedSearch | null => readJson(fileOf(id, SEARCH)) as SavedSearch | null;
  return {
    list: () => namesIn(folder).filter((name) => name.endsWith(SEARCH)).map((name) => name.slice(0, -SEARCH.length)).sort(),
    read,
    put: (search) => write(fileOf(search.id, SEARCH), search),
    remove(id) {
      const found = existsSync(fileOf(id, SEARCH));
      for (const end of [SEARCH, STATE]) rmSync(fileOf(id, end), { force: true });
      return found;
    },
    state: (id) => readJson(fileOf(id, STATE)) as SavedSearchState | null,
    keepState: (id, state) => write(fileOf(id, STATE), state),
  };
}

/** Null where there is no such file. @throws Error where it is there and is no JSON */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
