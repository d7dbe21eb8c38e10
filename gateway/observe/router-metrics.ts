import { Counter, Histogram, type Registry } from 'prom-client';
import { collectedGauge } from '../../subgraphs/kit/observe/collected-gauge.js';
import type { MemberSource } from '../../subgraphs/kit/follow-members.js';
import type { NodeTable } from '../partition/plan.js';
import type { NodeBreakers } from '../partition/policies/node-breakers.js';
import type { Asked, AskOutcome, RouterEvents } from '../partition/policies/router-events.js';

export interface RouterMetricsOptions {
  readonly registry: Registry;
  readonly breakers: Pick<NodeBreakers, 'states'>;
  /** The table as it is now; null where it is not known. */
  readonly nodes: () => NodeTable | null;
  readonly source: () => MemberSource | null;
}

export interface RouterMetrics extends RouterEvents {
  /** Counts an answer that was given again. */
  readonly onReused: () => void;
  /** Forgets authorities that the table does not name. */
  retain(nodes: NodeTable): void;
}

/** What becomes of a request, as far as its client sees it. */
const RESULTS: Readonly<Record<AskOutcome, 'answered' | 'failed' | 'left_alone' | 'given_up'>> = { ANSWERED: 'answered', TIMED_OUT: 'failed', FAILED: 'failed', LEFT_ALONE: 'left_alone', GIVEN_UP: 'given_up' };

const LATENCY_BUCKETS = [0.005, 0.025, 0.1, 0.3, 1, 3, 10];

/** What the gateway counts of the nodes. Each label is a code of the member table, so there are no more than members. */
export function routerMetrics({ registry, breakers, nodes, source }: RouterMetricsOptions): RouterMetrics {
  const registers = [registry];
  const requests = new Counter({ name: 'ucat_node_requests_total', help: 'Requests to nodes by the authority that they concern, whether the owner or the replica was asked, and the result.', labelNames: ['authority', 'served_from', 'result'], registers });
  const latency = new Histogram({ name: 'ucat_node_request_duration_seconds', help: 'Time that the owner of an authority took to answer.', labelNames: ['authority'], buckets: LATENCY_BUCKETS, registers });
  const reused = new Counter({ name: 'ucat_gateway_reused_answers_total', help: 'Answers that were given again to the same question.', registers });
  const known = new Set<string>();
  breakerGauge(registry, breakers, nodes);
  memberGauges(registry, nodes, source);
  return {
    onAsked({ authority, servedFrom, outcome, millis }: Asked) {
      known.add(authority);
      requests.inc({ authority, served_from: servedFrom, result: RESULTS[outcome] });
      if (servedFrom === 'OWNER' && outcome === 'ANSWERED') latency.observe({ authority }, millis / 1000);
    },
    onReused: () => reused.inc(),
    retain(table) {
      for (const authority of known) {
        if (table.has(authority)) continue;
        known.delete(authority);
        latency.remove({ authority });
        for (const served_from of ['OWNER', 'REPLICA']) for (const result of new Set(Object.values(RESULTS))) requests.remove({ authority, served_from, result });
      }
    },
  };
}

const STATE_NUMBER = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const;

function breakerGauge(registry: Registry, breakers: RouterMetricsOptions['breakers'], nodes: RouterMetricsOptions['nodes']): void {
  collectedGauge({
    registry,
    name: 'ucat_node_breaker_state',
    help: 'Breaker of the node of an authority: 0 closed, 1 half open, 2 open.',
    labels: ['authority'],
    read: () => {
      const states = new Map(breakers.states().map(({ url, state }) => [url, state]));
      return [...(nodes() ?? [])].flatMap(([authority, { url }]) => {
        const state = states.get(url);
        return state === undefined ? [] : [[{ authority }, STATE_NUMBER[state]] as const];
      });
    },
  });
}

function memberGauges(registry: Registry, nodes: RouterMetricsOptions['nodes'], source: RouterMetricsOptions['source']): void {
  collectedGauge({ registry, name: 'ucat_gateway_authorities', help: 'Authorities in the member table in use.', labels: [], read: () => [[{}, nodes()?.size ?? 0]] });
  collectedGauge({ registry, name: 'ucat_gateway_registry_heard', help: '1 once the registry was heard since the start; before, the table is the kept one.', labels: [], read: () => [[{}, Number(source()?.source === 'REGISTRY')]] });
  collectedGauge({ registry, name: 'ucat_gateway_authorities_missing', help: 'Authorities that the registry named before and does not name now.', labels: [], read: () => [[{}, source()?.missing.length ?? 0]] });
}
