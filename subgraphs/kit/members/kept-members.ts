import { readFileSync } from 'node:fs';
import type { AuthorityEntry, MemberTable } from '../follow-members.js';
import type { Logger } from '../logger.js';
import { replaceFile } from '../replace-file.js';

/** Keeps the last good member table over a restart. */
export interface KeptMembers {
  /** What was heard last of the registry at this address; null where nothing was. */
  read(registryUrl: string): MemberTable | null;
  write(registryUrl: string, table: MemberTable): void;
}

interface KeptFile {
  readonly registryUrl: string;
  readonly revision: number;
  readonly authorities: readonly AuthorityEntry[];
}

/**
 * Keeps it as a file, which is replaced whole or not at all. A file that can't be read or written costs a start
 * without the registry, and nothing else.
 */
export function keptMembersIn(file: string, logger: Logger): KeptMembers {
  return {
    read(registryUrl) {
      try {
        const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptFile;
        if (kept.registryUrl !== registryUrl) return null;
        return { revision: kept.revision, authorities: new Map(kept.authorities.map((entry) => [entry.code, entry])) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') logger.error({ err: error, file }, 'the kept member table can not be read');
        return null;
      }
    },
    write(registryUrl, { revision, authorities }) {
      const kept: KeptFile = { registryUrl, revision, authorities: [...authorities.values()] };
      try {
        replaceFile(file, JSON.stringify(kept));
      } catch (error) {
        logger.error({ err: error, file }, 'the member table can not be kept for the next start');
      }
    },
  };
}
