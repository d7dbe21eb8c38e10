import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What a service counts. Others of its parts register their own metrics in `registry`. */
export interface ServiceMetrics {
  readonly registry: Registry;
  /** @param route a path of the service, never a client's word */
  countRequest(route: string, code: number, seconds: number): void;
  /** All metrics in Prometheus' text format. */
  render(): Promise<string>;
}

/** From a cached answer to a request that has used up its time. */
export const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Metrics of one service, in a registry of their own: several services may share a process. */
export function createServiceMetrics(): ServiceMetrics {
  const registry = new Registry();
  const requests = new Histogram({ name: 'ucat_http_request_duration_seconds', help: 'Time from a request to the end of its answer, by route and status code.', labelNames: ['route', 'code'], buckets: LATENCY_BUCKETS, registers: [registry] });
  let ofProcess = false;
  return {
    registry,
    countRequest: (route, code, seconds) => requests.observe({ route, code }, seconds),
    async render() {
      // Garbage collection and the event loop are watched from the first time that somebody wants to know of them.
      if (!ofProcess) collectDefaultMetrics({ register: registry });
      ofProcess = true;
      return registry.metrics();
    },
  };
}
