import { setTimeout as delay } from 'node:timers/promises';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { AuthorityKind, MemberStatus } from '../../schema/generated/registry.js';
import { isHttpUrl } from './env.js';
import type { Logger } from './logger.js';
import type { Transport } from './transport/transport.js';

/** What gateway and index must know of an authority. */
export interface AuthorityEntry {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: AuthorityKind;
  /** Address of the node's GraphQL endpoint. */
  readonly url: string;
  readonly status: MemberStatus;
  /** Why it is suspended or has left; null or missing where nobody said. */
  readonly reason?: string | null;
  readonly contractVersion: string;
}

/** All authorities by code, as of one revision of the registry. */
export interface MemberTable {
  readonly revision: number;
  readonly authorities: ReadonlyMap<string, AuthorityEntry>;
}

export const EMPTY_MEMBER_TABLE: MemberTable = { revision: 0, authorities: new Map() };

export interface FollowMembersOptions {
  readonly registryUrl: string;
  readonly send: Transport;
  /** Called with each new table, the first one included. */
  readonly onTable: (table: MemberTable) => void;
  readonly logger: Logger;
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** How long the registry may hold an answer back. @default 20000 */
  readonly waitMillis?: number;
}

const QUERY = `query ($after: Int, $waitMillis: Int) {
  memberTable(after: $after, waitMillis: $waitMillis) {
    revision
    authorities { code nameZh: name(lang: ZH) nameEn: name(lang: EN) kind url status reason contractVersion }
  }
}`;

const EARLY_MILLIS = 500;

interface WireTable {
  readonly revision: number;
  readonly authorities: readonly AuthorityEntry[];
}

/** @throws Error where the answer is no member table */
function readTable(value: unknown): WireTable {
  const { revision, authorities } = (typeof value === 'object' && value !== null ? value : {}) as Partial<WireTable>;
  const isEntry = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && typeof (entry as AuthorityEntry).code === 'string' && isHttpUrl(String((entry as AuthorityEntry).url));
  if (typeof revision !== 'number' || !Array.isArray(authorities) || !authorities.every(isEntry)) throw new Error('The registry answered with something that is no member table.');
  return { revision, authorities };
}

/** Keeps hold of the registry's member table by long polling, through outages of the registry, until `signal`. */
export async function followMembers({ registryUrl, send, onTable, logger, signal, waitMillis = 20_000 }: FollowMembersOptions): Promise<void> {
  let revision: number | undefined;
  const patiently = retry(handleAll, { maxAttempts: Infinity, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }) });
  patiently.onFailure(({ reason }) => {
    if (!signal.aborted) logger.warn({ err: 'error' in reason ? reason.error : reason }, 'the registry does not answer; the last member table stays');
  });
  while (!signal.aborted) {
    const asked = performance.now();
    try {
      const table = await patiently.execute(async () => {
        const { data, errors } = await send({ url: registryUrl, query: QUERY, variables: { after: revision ?? null, waitMillis }, signal, timeoutMillis: waitMillis + 5_000 });
        if (!data) throw new Error(`The registry refused: ${errors?.[0]?.message ?? 'no data'}`);
        return readTable(data['memberTable']);
      }, signal);
      if (table.revision === revision) {
        // A registry that does not hold its answer back is not asked without a pause.
        if (performance.now() - asked < Math.min(waitMillis, EARLY_MILLIS)) await delay(EARLY_MILLIS, undefined, { signal });
        continue;
      }
      revision = table.revision;
      onTable({ revision, authorities: new Map(table.authorities.map((entry) => [entry.code, entry])) });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
