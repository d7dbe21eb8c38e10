import type { MemberStatus } from '../../schema/generated/registry.js';
import type { IndexRebuild } from '../../schema/generated/search.js';
import { samplesOf } from './metric-lines.js';

/** How it stands with one authority, as the gateway and the index know it. */
export interface AuthorityStatus {
  readonly authority: string;
  readonly name: string | null;
  /** Null where the registry does not name it, or was not heard. */
  readonly member: MemberStatus | null;
  /** Whether the index can hear its node; null where the index does not say. */
  readonly reachable: boolean | null;
  /** When the index last held all that it had published. */
  readonly asOf: string | null;
  readonly lagSeconds: number | null;
  readonly records: number;
  /** Of its node, at this gateway; null where it was not asked yet. */
  readonly breaker: 'CLOSED' | 'HALF_OPEN' | 'OPEN' | null;
  /** Share of its answers that its own node gave, since the gateway's start; null before the first. */
  readonly servedByOwner: number | null;
}

/** What `ucat status` reads: of GraphQL, and of the gateway's metrics. */
export interface StatusSources {
  readonly authorities: readonly { readonly code: string; readonly name: string; readonly status: MemberStatus }[] | null;
  readonly search: { readonly index: { readonly rebuild?: IndexRebuild | null; readonly authorities: readonly { readonly authority: string; readonly asOf: string | null; readonly lagSeconds: number | null; readonly reachable: boolean }[] } } | null;
  readonly coverage: { readonly authorities: readonly { readonly authority: string; readonly total: number }[] } | null;
  readonly metrics: string;
}

const BREAKERS = ['CLOSED', 'HALF_OPEN', 'OPEN'] as const;

/** Of every authority that anybody names, in the order of their codes. */
export function authorityStatuses({ authorities, search, coverage, metrics }: StatusSources): readonly AuthorityStatus[] {
  const members = new Map(authorities?.map((one) => [one.code, one]));
  const feeds = new Map(search?.index.authorities.map((one) => [one.authority, one]));
  const counts = new Map(coverage?.authorities.map(({ authority, total }) => [authority, total]));
  const breakers = new Map(samplesOf(metrics, 'ucat_node_breaker_state').map(({ labels, value }) => [labels['authority'], BREAKERS[value] ?? null]));
  const codes = [...new Set([...members.keys(), ...feeds.keys(), ...counts.keys()])].sort();
  const shares = ownerShares(metrics);
  return codes.map((authority) => ({
    authority,
    name: members.get(authority)?.name ?? null,
    member: members.get(authority)?.status ?? null,
    reachable: feeds.get(authority)?.reachable ?? null,
    asOf: feeds.get(authority)?.asOf ?? null,
    lagSeconds: feeds.get(authority)?.lagSeconds ?? null,
    records: counts.get(authority) ?? 0,
    breaker: breakers.get(authority) ?? null,
    servedByOwner: shares.get(authority) ?? null,
  }));
}

function ownerShares(metrics: string): ReadonlyMap<string, number> {
  const answers = new Map<string, { owner: number; all: number }>();
  for (const { labels, value } of samplesOf(metrics, 'ucat_node_requests_total')) {
    if (labels['result'] !== 'answered') continue;
    const count = answers.get(labels['authority'] as string) ?? { owner: 0, all: 0 };
    count.all += value;
    if (labels['served_from'] === 'OWNER') count.owner += value;
    answers.set(labels['authority'] as string, count);
  }
  return new Map([...answers].filter(([, { all }]) => all > 0).map(([authority, { owner, all }]) => [authority, owner / all]));
}

/** Whether a member's node does what it is to do. One that is suspended is not asked, and so not ill. */
export const isWell = ({ member, reachable, breaker }: AuthorityStatus): boolean => (member !== 'ACTIVE' && member !== null) || (reachable !== false && breaker !== 'OPEN');
