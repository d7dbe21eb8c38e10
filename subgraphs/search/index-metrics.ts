import type { Registry } from 'prom-client';
import { readLogKey } from '../../schema/audience.js';
import type { MemberTable } from '../kit/follow-members.js';
import { collectedGauge, collectedNumber, type Reading } from '../kit/observe/collected-gauge.js';
import type { FeedStates, Freshness } from './harvest/feed-states.js';
import type { SearchIndex } from './index/search-index.js';
import type { RebuildProgress } from './index/versions/index-rebuild.js';
import type { SavedSearchState } from './saved/saved-search-files.js';
import type { SavedSearches } from './saved/saved-searches.js';

export interface IndexMetricsOptions {
  readonly registry: Registry;
  readonly index: Pick<SearchIndex, 'coverage' | 'holdings'> & { readonly ready: boolean };
  readonly feeds: FeedStates;
  readonly members: () => MemberTable;
  /** How the making of a new version stands; null where none is made. */
  readonly rebuild?: () => RebuildProgress | null;
  readonly saved?: Pick<SavedSearches, 'states'>;
}

/** What the index tells of each authority's feed and of what it holds. Labels are the members' codes. */
export function indexMetrics({ registry, index, feeds, members, rebuild = () => null, saved }: IndexMetricsOptions): void {
  collectedNumber({ registry, name: 'ucat_index_ready', help: '1 while searches are answered.', read: () => Number(index.ready) });
  collectedNumber({ registry, name: 'ucat_index_member_table_revision', help: 'Revision of the member table in use.', read: () => members().revision });
  collectedGauge({
    registry,
    name: 'ucat_index_rebuild_records',
    help: 'Records that a new version of the index has by now, and that it will have; missing where none is made.',
    labels: ['state'],
    read: () => [rebuild()].flatMap((progress) => (progress === null ? [] : [[{ state: 'built' }, progress.built] as const, [{ state: 'wanted' }, progress.total] as const])),
  });
  collectedNumber({ registry, name: 'ucat_index_rebuild_failing', help: '1 while a new version of the index is to be made and the last attempt came to nothing.', read: () => Number((rebuild()?.problem ?? null) !== null) });
  savedGauge(registry, () => saved?.states() ?? []);
  feedGauges(registry, feeds);
  holdingGauges(registry, index);
}

function savedGauge(registry: Registry, states: () => readonly (SavedSearchState | null)[]): void {
  const stateOf = (state: SavedSearchState | null): 'told' | 'failing' | 'gone' => ((state?.goneAt ?? null) !== null ? 'gone' : (state?.failures ?? 0) > 0 ? 'failing' : 'told');
  collectedGauge({
    registry,
    name: 'ucat_saved_searches',
    help: 'Saved searches by how their receivers take what they are told.',
    labels: ['state'],
    read: () => (['told', 'failing', 'gone'] as const).map((name) => [{ state: name }, states().filter((state) => stateOf(state) === name).length] as const),
  });
}

function feedGauges(registry: Registry, feeds: FeedStates): void {
  const ofFeeds = (name: string, help: string, number: (feed: Freshness) => number | null): void =>
    collectedGauge({
      registry,
      name,
      help,
      labels: ['authority'],
      read: () =>
        publicFeeds(feeds).flatMap((feed) => {
          const value = number(feed);
          return value === null ? [] : [[{ authority: feed.authority }, value] as const];
        }),
    });
  collectedGauge({ registry, name: 'ucat_feed_state', help: '1 for the state that the feed of an authority is in.', labels: ['authority', 'state'], read: () => publicFeeds(feeds).map(({ authority, status }) => [{ authority, state: status }, 1]) });
  ofFeeds('ucat_feed_lag_seconds', 'Time since the index last held all that the authority had published.', ({ asOf }) => asOf && Math.max(0, (Date.now() - asOf.getTime()) / 1000));
  ofFeeds('ucat_feed_lag_entries', 'Entries that were published at the last contact and are not taken in.', ({ lagEntries }) => lagEntries);
  ofFeeds('ucat_feed_last_contact_timestamp_seconds', 'When the node was heard last, in seconds since 1970.', ({ lastContact }) => lastContact && lastContact.getTime() / 1000);
  ofFeeds('ucat_feed_digest_agrees', '1 where the index and the node have the same records, 0 where they differ; missing where that is not known.', digestAgrees);
  ofFeeds('ucat_feed_resyncs', 'Times that the log of the authority was read again, since the start.', ({ resyncs }) => resyncs);
}

/** Feeds of public logs: whoever reads these numbers learns of no other. What goes wrong with others is in the log of the service. */
const publicFeeds = (feeds: FeedStates): readonly Freshness[] => feeds.freshness().filter(({ authority }) => readLogKey(authority).logName === 'PUBLIC');

/** Only of one that is read to its end can be said that it is the same. */
function digestAgrees({ status, reason }: Freshness): number | null {
  if (status === 'RESYNCING') return 0;
  return status === 'CURRENT' ? Number(reason === null) : null;
}

function holdingGauges(registry: Registry, index: IndexMetricsOptions['index']): void {
  collectedGauge({ registry, name: 'ucat_index_applied_entries', help: 'Entries of the log of an authority that the index has taken in; its rate is how fast it does.', labels: ['authority'], read: async () => (await index.coverage()).authorities.map(({ authority, seq }) => [{ authority }, seq]) });
  collectedGauge({
    registry,
    name: 'ucat_index_records',
    help: 'Live records of an authority, by kind.',
    labels: ['authority', 'kind'],
    read: async () => (await index.coverage()).authorities.flatMap(({ authority, kinds }) => Object.entries(kinds).map(([kind, count]) => [{ authority, kind }, count] as const)),
  });
  collectedGauge({
    registry,
    name: 'ucat_index_set_aside',
    help: 'Records of an authority of which the last entry could not be taken in.',
    labels: ['authority'],
    read: async (): Promise<Reading<'authority'>> => Promise.all((await index.coverage()).authorities.map(async ({ authority }) => [{ authority }, (await index.holdings(authority)).setAside] as const)),
  });
}
