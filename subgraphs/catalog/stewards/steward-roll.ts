import { readFileSync, statSync } from 'node:fs';
import type { Logger } from '../../kit/logger.js';
import type { Viewer } from '../../kit/viewer.js';
import { readStewards, tokenHash, type Steward } from './steward.js';

export interface StewardRollOptions {
  /** Bearer token of a single steward who may do everything; none where there is no such. */
  readonly token?: string | undefined;
  /** The list itself as JSON, where it begins with `[`, else the file that has it. It is read again when it changes. */
  readonly source: string;
  readonly served: ReadonlySet<string>;
  readonly logger: Logger;
  /** Told of the list at the start and whenever it is another one. */
  readonly onList?: (stewards: readonly Steward[]) => void;
}

/** Who is a steward of a node, as of now: a change of the file holds from the next request on. */
export interface StewardRoll {
  /** Whether nobody was ever named: then everybody who reaches the node may do all. */
  readonly open: boolean;
  /** Reads the file again where it has changed. */
  refresh(): void;
  /** Whose a token is; null where it is nobody's. */
  viewerOf(token: string): Viewer | null;
}

/** Name of the steward of STEWARD_TOKEN. */
export const SINGLE_STEWARD = 'steward';

/** @throws Error where the list can't be read */
export function stewardRoll({ token, source, served, logger, onList = () => undefined }: StewardRollOptions): StewardRoll {
  const single: readonly Steward[] = token === undefined ? [] : [{ name: SINGLE_STEWARD, roles: ['STEWARD', 'AUDITOR'], authorities: null, tokenHash: tokenHash(token) }];
  const isInline = source.trimStart().startsWith('[');
  let stamp = '';
  let listed = false;
  let byToken: ReadonlyMap<string, Steward> = new Map();

  const take = (stewards: readonly Steward[]): void => {
    byToken = new Map([...single, ...stewards].map((steward) => [steward.tokenHash, steward]));
    onList([...single, ...stewards]);
  };
  const read = (): void => {
    const now = stampOf(source);
    if (now === stamp) return;
    const stewards = now === '' ? [] : parsed(source, readFileSync(source, 'utf8'));
    stamp = now;
    listed ||= now !== '';
    take(stewards);
  };
  const refresh = (): void => {
    if (isInline) return;
    try {
      read();
    } catch (error) {
      logger.error({ err: error, file: source }, 'the list of stewards can not be read: the one before it goes on');
    }
  };

  take(isInline ? parsed('STEWARDS', source) : []);
  listed = isInline;
  if (!isInline) read();
  return {
    get open() {
      refresh();
      return single.length === 0 && !listed;
    },
    refresh,
    viewerOf(given) {
      refresh();
      const steward = byToken.get(tokenHash(given));
      return steward ? { subject: steward.name, roles: steward.roles, authorities: steward.authorities?.filter((code) => served.has(code)) ?? [...served] } : null;
    },
  };
}

/** Changes with every new content of a file; empty where there is none. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${String(stat.ino)} ${String(stat.mtimeNs)} ${String(stat.size)}` : '';
}

function parsed(where: string, text: string): readonly Steward[] {
  try {
    return readStewards(text);
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}.`, { cause: error });
  }
}
