import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { AuthorityKind, MemberStatus } from '../../schema/generated/registry.js';
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
    authorities { code nameZh: name(lang: ZH) nameEn: name(lang: EN) kind url status contractVersion }
  }
}`;

/** Keeps hold of the registry's member table by long polling, through outages of the registry, until `signal`. */
export async function followMembers({ registryUrl, send, onTable, logger, signal, waitMillis = 20_000 }: FollowMembersOptions): Promise<void> {
  let revision: number | undefined;
  const patiently = retry(handleAll, { maxAttempts: Infinity, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }) });
  patiently.onFailure(({ reason }) => {
    if (!signal.aborted) logger.warn({ err: 'error' in reason ? reason.error : reason }, 'the registry does not answer; the last member table stays');
  });
  while (!signal.aborted) {
    try {
      const table = await patiently.execute(async () => {
        const { data, errors } = await send({ url: registryUrl, query: QUERY, variables: { after: revision ?? null, waitMillis }, signal, timeoutMillis: waitMillis + 5_000 });
        if (!data) throw new Error(`The registry refused: ${errors?.[0]?.message ?? 'no data'}`);
        return data['memberTable'] as { readonly revision: number; readonly authorities: readonly AuthorityEntry[] };
      }, signal);
      if (table.revision === revision) continue;
      revision = table.revision;
      onTable({ revision, authorities: new Map(table.authorities.map((entry) => [entry.code, entry])) });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
