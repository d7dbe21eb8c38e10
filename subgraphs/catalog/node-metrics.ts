import { Counter, type Registry } from 'prom-client';
import { readLogKey } from '../../schema/audience.js';
import { collectedGauge, collectedNumber, type Reading } from '../kit/observe/collected-gauge.js';
import type { LogHead, RecordStore } from './stores/record-store.js';

export interface NodeMetricsOptions {
  readonly registry: Registry;
  readonly store: Pick<RecordStore, 'head' | 'reachable'>;
  /** Authorities of the node. */
  readonly authorities: readonly string[];
}

/** What a node tells of its logs. @returns what to call after each append */
export function nodeMetrics({ registry, store, authorities }: NodeMetricsOptions): { readonly onAppend: (log: string, entries: number) => void } {
  const ofHeads = async (number: (head: LogHead) => number): Promise<Reading<'authority'>> =>
    Promise.all(authorities.map(async (authority) => [{ authority }, number(await store.head(authority))] as const));
  collectedGauge({ registry, name: 'ucat_node_log_entries', help: 'Entries in the log of an authority.', labels: ['authority'], read: async () => ofHeads(({ head }) => head) });
  collectedGauge({ registry, name: 'ucat_node_live_records', help: 'Records of an authority that are live.', labels: ['authority'], read: async () => ofHeads(({ live }) => live) });
  collectedNumber({ registry, name: 'ucat_node_store_reachable', help: '1 while the store answers.', read: () => Number(store.reachable) });
  const appends = new Counter({ name: 'ucat_node_appends_total', help: 'Entries appended to the public logs of this node by this process.', registers: [registry] });
  // Entries, and of public logs only: a batch with records for fewer is written in more pieces, which would tell of them.
  return { onAppend: (log, entries) => (readLogKey(log).logName === 'PUBLIC' ? appends.inc(entries) : undefined) };
}
