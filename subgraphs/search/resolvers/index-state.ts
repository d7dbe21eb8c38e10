import type { IndexRebuild } from '../../../schema/generated/search.js';
import type { Freshness } from '../harvest/feed-states.js';
import type { RebuildProgress } from '../index/versions/index-rebuild.js';

/** How fresh an answer is that is given at `now`. Of a rebuild no number is told: it counts records that not everybody may know of. */
export function indexState(authorities: readonly Freshness[], now: Date, rebuild: RebuildProgress | null) {
  return {
    asOf: oldest(authorities)?.toISOString() ?? null,
    rebuild: rebuild === null ? null : rebuildState(rebuild),
    authorities: authorities.map(({ authority, asOf, reachable, status, reason, lastContact, lagEntries, verified, resyncs }) => ({
      authority,
      asOf: asOf?.toISOString() ?? null,
      lagSeconds: asOf === null ? null : Math.max(0, now.getTime() - asOf.getTime()) / 1000,
      reachable,
      status,
      reason,
      lastContact: lastContact?.toISOString() ?? null,
      lagEntries,
      verified,
      resyncs,
    })),
  };
}

const rebuildState = ({ problem }: RebuildProgress): IndexRebuild => (problem === null ? 'UNDER_WAY' : 'FAILING');

/** The moment that all which can be heard are shown as of; null where there is none, or one is not read to its end yet. */
function oldest(authorities: readonly Freshness[]): Date | null {
  const moments = authorities.filter(({ reachable }) => reachable).map(({ asOf }) => asOf);
  return moments.reduce((a, b) => (a === null || b === null ? null : a < b ? a : b), moments[0] ?? null);
}
