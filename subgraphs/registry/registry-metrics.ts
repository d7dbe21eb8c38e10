import type { Registry } from 'prom-client';
import { collectedGauge, collectedNumber, type Reading } from '../kit/observe/collected-gauge.js';
import type { MemberStatus } from './model.js';
import type { MemberStore } from './stores/member-store.js';

export interface RegistryMetricsOptions {
  readonly registry: Registry;
  readonly store: Pick<MemberStore, 'table' | 'reachable'>;
}

/** What the registry tells of the member table. */
export function registryMetrics({ registry, store }: RegistryMetricsOptions): void {
  collectedGauge({ registry, name: 'ucat_registry_members', help: 'Members by status.', labels: ['status'], read: async () => byStatus([...(await store.table()).members.values()]) });
  collectedGauge({ registry, name: 'ucat_registry_authorities', help: 'Authorities by status.', labels: ['status'], read: async () => byStatus([...(await store.table()).authorities.values()]) });
  collectedNumber({ registry, name: 'ucat_registry_revision', help: 'Revision of the member table; one that falls is that of another table.', read: async () => (await store.table()).revision });
  collectedNumber({ registry, name: 'ucat_registry_store_reachable', help: '1 while the store answers.', read: () => Number(store.reachable) });
}

function byStatus(entries: readonly { readonly status: MemberStatus }[]): Reading<'status'> {
  const counts = new Map<MemberStatus, number>();
  for (const { status } of entries) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => [{ status }, count]);
}
