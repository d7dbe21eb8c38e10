import type { Registry } from 'prom-client';
import type { MemberTable } from '../kit/follow-members.js';
import { collectedGauge, collectedNumber } from '../kit/observe/collected-gauge.js';
import type { FeedStates } from './harvest/feed-states.js';
import type { IndexCoverage } from './index/search-index.js';

export interface IndexMetricsOptions {
  readonly registry: Registry;
  readonly index: { readonly ready: boolean; coverage(): Promise<IndexCoverage> };
  readonly feeds: FeedStates;
  readonly members: () => MemberTable;
}

/** What the index tells of each authority's feed and of what it holds. Labels are the members' codes. */
export function indexMetrics({ registry, index, feeds, members }: IndexMetricsOptions): void {
  const states = () => feeds.authorities.map((authority) => ({ authority, ...feeds.get(authority) }));
  collectedNumber({ registry, name: 'ucat_index_ready', help: '1 while searches are answered.', read: () => Number(index.ready) });
  collectedNumber({ registry, name: 'ucat_member_table_revision', help: 'Revision of the member table in use.', read: () => members().revision });
  collectedGauge({ registry, name: 'ucat_feed_state', help: '1 for the state that the feed of an authority is in.', labels: ['authority', 'state'], read: () => states().map(({ authority, status }) => [{ authority, state: status }, 1]) });
  collectedGauge({
    registry,
    name: 'ucat_feed_lag_seconds',
    help: 'Time since the index last held all that the authority had published.',
    labels: ['authority'],
    read: () => states().flatMap(({ authority, asOf }) => (asOf === null ? [] : [[{ authority }, Math.max(0, (Date.now() - asOf.getTime()) / 1000)] as const])),
  });
  collectedGauge({ registry, name: 'ucat_index_applied_entries', help: 'Entries of the log of an authority that the index has taken in; its rate is how fast it does.', labels: ['authority'], read: async () => (await index.coverage()).authorities.map(({ authority, seq }) => [{ authority }, seq]) });
  collectedGauge({
    registry,
    name: 'ucat_index_records',
    help: 'Live records of an authority, by kind.',
    labels: ['authority', 'kind'],
    read: async () => (await index.coverage()).authorities.flatMap(({ authority, kinds }) => Object.entries(kinds).map(([kind, count]) => [{ authority, kind }, count] as const)),
  });
}
