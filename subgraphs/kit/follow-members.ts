import { setTimeout as delay } from 'node:timers/promises';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { AuthorityKind, MemberStatus, ReadPolicy } from '../../schema/generated/registry.js';
import { isHttpUrl } from './env.js';
import { keepKnown } from './members/keep-known.js';
import type { KeptMembers } from './members/kept-members.js';
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
  /** Whether its records are read from the owner or from the replica first; missing where the registry is older: from the owner. */
  readonly readPolicy?: ReadPolicy;
  /** The Ed25519 key of its node, 32 bytes in base64url; null or missing where the registry names none. */
  readonly publicKey?: string | null;
}

/** All authorities by code, as of one revision of the registry. */
export interface MemberTable {
  readonly revision: number;
  readonly authorities: ReadonlyMap<string, AuthorityEntry>;
}

export const EMPTY_MEMBER_TABLE: MemberTable = { revision: 0, authorities: new Map() };

/** Where the table in use comes from, and what the registry does not say any more. */
export interface MemberSource {
  /** The registry, or what was kept of it before it was heard. */
  readonly source: 'REGISTRY' | 'DISK';
  /** Authorities that the registry named once and does not name now. They stay as they were. */
  readonly missing: readonly string[];
}

export interface FollowMembersOptions {
  readonly registryUrl: string;
  readonly send: Transport;
  /** Called with each new table, the first one included. */
  readonly onTable: (table: MemberTable, source: MemberSource) => void;
  /** What was heard last, over a restart; used until the registry is heard. @default nothing is kept */
  readonly kept?: KeptMembers;
  readonly logger: Logger;
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** How long the registry may hold an answer back. @default 20000 */
  readonly waitMillis?: number;
}

const QUERY = `query ($after: Int, $waitMillis: Int) {
  memberTable(after: $after, waitMillis: $waitMillis) {
    revision
    authorities { code nameZh: name(lang: ZH) nameEn: name(lang: EN) kind url status reason contractVersion readPolicy member { publicKey } }
  }
}`;

const EARLY_MILLIS = 500;

type WireEntry = AuthorityEntry & { readonly member?: { readonly publicKey?: string | null } | null };

interface WireTable {
  readonly revision: number;
  readonly authorities: readonly AuthorityEntry[];
}

/** @throws Error where the answer is no member table */
function readTable(value: unknown): WireTable {
  const { revision, authorities } = (typeof value === 'object' && value !== null ? value : {}) as Partial<WireTable>;
  const isEntry = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && typeof (entry as AuthorityEntry).code === 'string' && isHttpUrl(String((entry as AuthorityEntry).url));
  if (typeof revision !== 'number' || !Array.isArray(authorities) || !authorities.every(isEntry)) throw new Error('The registry answered with something that is no member table.');
  return { revision, authorities: authorities.map(({ member, ...entry }: WireEntry) => ({ ...entry, publicKey: member?.publicKey ?? null })) };
}

/**
 * Keeps hold of the registry's member table by long polling, through outages of the registry, until `signal`. The table
 * that was kept is told before this returns to its caller.
 */
export async function followMembers({ registryUrl, send, onTable, logger, signal, kept, waitMillis = 20_000 }: FollowMembersOptions): Promise<void> {
  let revision: number | undefined;
  let known = kept?.read(registryUrl) ?? null;
  if (known) {
    logger.warn({ revision: known.revision, authorities: known.authorities.size }, 'the members are those of the last time until the registry is heard');
    onTable(known, { source: 'DISK', missing: [] });
  }
  const patiently = retry(handleAll, { maxAttempts: Infinity, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }) });
  patiently.onFailure(({ reason }) => {
    if (!signal.aborted) logger.warn({ err: 'error' in reason ? reason.error : reason }, 'the registry does not answer; the last member table stays');
  });
  while (!signal.aborted) {
    const asked = performance.now();
    try {
      const table = await patiently.execute(async () => {
        const { data, errors } = await send({ url: registryUrl, query: QUERY, variables: { after: revision ?? null, waitMillis }, audience: ['registry'], signal, timeoutMillis: waitMillis + 5_000 });
        if (!data) throw new Error(`The registry refused: ${errors?.[0]?.message ?? 'no data'}`);
        return readTable(data['memberTable']);
      }, signal);
      if (table.revision === revision) {
        // A registry that does not hold its answer back is not asked without a pause.
        if (performance.now() - asked < Math.min(waitMillis, EARLY_MILLIS)) await delay(EARLY_MILLIS, undefined, { signal });
        continue;
      }
      ({ revision } = table);
      const { missing, ...next } = keepKnown(known, { revision, authorities: new Map(table.authorities.map((entry) => [entry.code, entry])) });
      if (missing.length > 0) logger.error({ revision, before: known?.revision, missing: missing.length, some: missing.slice(0, 10) }, 'the registry does not name authorities that it named before; they stay until it says that they have left');
      known = next;
      kept?.write(registryUrl, known);
      onTable(known, { source: 'REGISTRY', missing });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
