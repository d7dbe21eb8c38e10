import { readLogKey, type Reader } from '../../../schema/audience.js';
import type { FeedState, Freshness } from '../harvest/feed-states.js';
import { mayRead } from '../model/may-read.js';

/** The worst first: what a reader should know of an authority with several logs. */
const BY_GRAVITY: readonly FeedState['status'][] = ['QUARANTINED', 'DIVERGED', 'NOT_TAKEN', 'UNREACHABLE', 'UNLISTED', 'SUSPENDED', 'RESYNCING', 'NEW', 'CATCHING_UP', 'CURRENT'];

/**
 * How fresh each authority's records are that a reader may see: over the logs that it may read, and nothing of others. An
 * authority of which it may read none is not named.
 *
 * @param feeds of each log, named by its key
 */
export function freshnessFor(reader: Reader, feeds: readonly Freshness[]): readonly Freshness[] {
  const byAuthority = new Map<string, Freshness[]>();
  for (const feed of feeds) {
    if (!mayRead(reader, feed.authority)) continue;
    const { authority } = readLogKey(feed.authority);
    byAuthority.set(authority, [...(byAuthority.get(authority) ?? []), feed]);
  }
  return [...byAuthority].map(([authority, readable]) => ({ ...readable.reduce(together), authority }));
}

/** What two logs come to: as old as the older, as bad as the worse. */
function together(a: Freshness, b: Freshness): Freshness {
  const worse = BY_GRAVITY.indexOf(b.status) < BY_GRAVITY.indexOf(a.status) ? b : a;
  return {
    ...worse,
    asOf: earlier(a.asOf, b.asOf),
    lastContact: earlier(a.lastContact, b.lastContact),
    lagEntries: a.lagEntries === null || b.lagEntries === null ? null : a.lagEntries + b.lagEntries,
    reachable: a.reachable && b.reachable,
    verified: a.verified && b.verified,
    resyncs: a.resyncs + b.resyncs,
    written: a.written + b.written,
    removed: a.removed + b.removed,
  };
}

const earlier = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? null : a < b ? a : b);
