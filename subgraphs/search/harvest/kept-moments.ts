import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '../../kit/logger.js';
import type { FeedStates } from './feed-states.js';

/** When the index last held all of each authority. */
export type Moments = ReadonlyMap<string, Date>;

export interface KeptMomentsOptions {
  readonly file: string;
  readonly states: Pick<FeedStates, 'freshness'>;
  readonly logger: Logger;
  /** How often they are written, if they have changed. @default 1000 */
  readonly everyMillis?: number;
}

/** The moments of the last run; none where there was none, or where they can't be read: then copies are of unknown age. */
export function readMoments(file: string, logger: Logger): Moments {
  try {
    const kept = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    return new Map(kept.map(([authority, at]) => [authority, new Date(at)] as const).filter(([, at]) => !Number.isNaN(at.getTime())));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') logger.error({ err: error, file }, 'how fresh the index was can not be read');
    return new Map();
  }
}

/**
 * Keeps them in a file, so that after a restart a copy of a node that stays silent is as old as it is. What the file
 * says was true when it was written, so a moment that is lost makes copies look older, never fresher.
 */
export function keepMoments({ file, states, logger, everyMillis = 1_000 }: KeptMomentsOptions): { close(): void } {
  let written = '';
  const write = (): void => {
    const moments = states.freshness().flatMap(({ authority, asOf }) => (asOf ? [[authority, asOf.toISOString()] as const] : []));
    const text = JSON.stringify(Object.fromEntries(moments));
    if (text === written) return;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
      written = text;
    } catch (error) {
      logger.error({ err: error, file }, 'how fresh the index is can not be kept for the next start');
    }
  };
  const timer = setInterval(write, everyMillis);
  return {
    close: () => {
      clearInterval(timer);
      write();
    },
  };
}
