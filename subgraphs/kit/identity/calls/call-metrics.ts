import { Counter, type Registry } from 'prom-client';
import type { CallAlgorithm } from './call-token.js';

/** Calls between services, by how they are authenticated. */
export type CallCounts = Readonly<Record<CallAlgorithm, number>>;

/** What a service tells of its calls: those that it sent, or those that it took. They are read at a scrape, and cost a number each in between. */
export function callMetrics(registry: Registry, what: 'sent' | 'taken', counts: CallCounts): void {
  new Counter({
    name: `ucat_calls_${what}_total`,
    help: `Calls between services that were ${what}, by the algorithm of their token: EdDSA, the caller's signature, or HS256, under an agreed key.`,
    labelNames: ['algorithm'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [algorithm, count] of Object.entries(counts)) this.inc({ algorithm }, count);
    },
  });
}
