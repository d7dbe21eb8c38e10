import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { routerMetrics } from '../../../gateway/observe/router-metrics.js';
import { packagePath } from '../../../schema/package-path.js';
import { nodeMetrics } from '../../../subgraphs/catalog/node-metrics.js';
import { EMPTY_MEMBER_TABLE } from '../../../subgraphs/kit/follow-members.js';
import { createServiceMetrics } from '../../../subgraphs/kit/observe/service-metrics.js';
import { registryMetrics } from '../../../subgraphs/registry/registry-metrics.js';
import { FeedStates } from '../../../subgraphs/search/harvest/feed-states.js';
import { indexMetrics } from '../../../subgraphs/search/index-metrics.js';

const away = async (): Promise<never> => Promise.reject(new Error('it is away'));

/** Names of all metrics that the services tell, as Prometheus stores them. */
async function told(): Promise<ReadonlySet<string>> {
  const ofService = createServiceMetrics();
  await ofService.render();
  const registry = new Registry();
  routerMetrics({ registry, breakers: { states: () => [] }, nodes: () => null, source: () => null });
  nodeMetrics({ registry, store: { head: away, reachable: false }, authorities: ['MEE'] });
  registryMetrics({ registry, store: { table: away, reachable: false } });
  indexMetrics({ registry, index: { ready: false, coverage: away, holdings: away }, feeds: new FeedStates(), members: () => EMPTY_MEMBER_TABLE });
  const names = [...ofService.registry.getMetricsAsArray(), ...registry.getMetricsAsArray()].flatMap(({ name, type }) => ((type as unknown as string) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]));
  // What Prometheus itself tells of a target.
  return new Set([...names, 'up']);
}

const OWN = /\b(?:ucat|process|nodejs)_[a-z0-9_]+\b|\bup(?=\{)/g;
const read = (...path: readonly string[]): string => readFileSync(packagePath('docs', ...path), 'utf8');

interface Rules {
  readonly groups: readonly { readonly name: string; readonly rules: readonly { readonly alert: string; readonly expr: string; readonly labels: { readonly severity: string }; readonly annotations: { readonly summary: string } }[] }[];
}

interface Dashboard {
  readonly title: string;
  readonly panels: readonly { readonly id: number; readonly type: string; readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
}

const alerts = (parse(read('operations', 'alerts.yaml')) as Rules).groups.flatMap(({ rules }) => rules);
const { panels, title } = JSON.parse(read('operations', 'grafana-dashboard.json')) as Dashboard;
const exprs = [...alerts.map(({ alert, expr }) => [alert, expr] as const), ...panels.flatMap((panel) => (panel.targets ?? []).map(({ expr }) => [panel.title, expr] as const))];

describe('alert rules and dashboard', () => {
  test.each(exprs)('%s names metrics that there are', async (_, expr) => {
    const names = expr.match(OWN) ?? [];
    const there = await told();
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !there.has(name))).toEqual([]);
    expect([...expr].filter((one) => one === '(').length).toBe([...expr].filter((one) => one === ')').length);
  });

  test('every metric of our own is told of in docs/operations.md', async () => {
    const page = read('operations.md');
    const own = [...(await told())].filter((name) => name.startsWith('ucat_')).map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    expect([...new Set(own)].filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  });

  test('every alert says how urgent it is and what to do', () => {
    const page = read('operations.md');
    expect(alerts.length).toBeGreaterThan(10);
    for (const { alert, labels, annotations } of alerts) {
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary).not.toBe('');
      expect(page).toContain(`**${alert}**`);
    }
  });

  test('the dashboard is one that Grafana reads', () => {
    expect(title).toBe('Union Catalog');
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, targets } of panels) expect(type === 'row' || (targets ?? []).length > 0).toBe(true);
  });

  test('a store that is away does not take the other metrics with it', async () => {
    const registry = new Registry();
    registryMetrics({ registry, store: { table: away, reachable: false } });
    expect(await registry.metrics()).toMatch(/^ucat_registry_store_reachable 0$/m);
  });
});
