import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../kit/replace-file.js';
import type { Lift, Quarantine, Quarantined } from './quarantine.js';

/** The folder in an index' data folder. */
export const quarantineFolder = (dataDir: string): string => join(dataDir, 'quarantine');

/**
 * One JSON file a log in `folder`. The file of a log that was read anew gets another name and stays. Another process may
 * write the lift into it meanwhile.
 */
export function quarantineIn(folder: string): Quarantine & { lift(log: string, lift: Lift): Quarantined | null } {
  const fileOf = (log: string): string => join(folder, `${encodeURIComponent(log)}.json`);
  const read = (log: string): Quarantined | null => readEvidence(fileOf(log));
  const write = (found: Quarantined): void => {
    mkdirSync(folder, { recursive: true });
    replaceFile(fileOf(found.log), `${JSON.stringify(found, null, 2)}\n`);
  };
  return {
    read,
    list: () => logsIn(folder).flatMap((log) => read(log) ?? []),
    keep: (evidence) => {
      if (!read(evidence.log)) write({ ...evidence, lifted: null });
    },
    close: (log) => {
      const found = read(log);
      if (found) renameSync(fileOf(log), join(folder, `${encodeURIComponent(log)}.${found.at.replaceAll(':', '')}.closed.json`));
    },
    lift(log, lifted) {
      const found = read(log);
      if (found) write({ ...found, lifted });
      return found;
    },
  };
}

/** Null where there is no file. @throws Error where it is there and can't be read: then nothing may be taken either */
function readEvidence(file: string): Quarantined | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Quarantined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function logsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.closed.json'));
    return names.map((name) => decodeURIComponent(name.slice(0, -'.json'.length))).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
