import { Pool } from 'undici';
import { percentile } from './stats.js';

export interface LoadOptions {
  /** GraphQL endpoint. */
  readonly url: string;
  /** Body of request number `n`. */
  readonly body: (n: number) => string;
  /** Requests under way at once. */
  readonly concurrency: number;
  readonly durationMillis: number;
  /** Number of the first request. */
  readonly from: number;
  /** Throws where an answer is wrong. */
  readonly check: (text: string) => void;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Keeps `concurrency` requests under way for a while and checks every answer. */
export async function runLoad({ url, body, concurrency, durationMillis, from, check }: LoadOptions): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: concurrency });
  const latencies: number[] = [];
  const started = performance.now();
  let next = from;
  const worker = async (): Promise<void> => {
    while (performance.now() - started < durationMillis) {
      const asked = performance.now();
      const response = await pool.request({ path: pathname, method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: body(next++) });
      const text = await response.body.text();
      latencies.push(performance.now() - asked);
      check(text);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return { requests: latencies.length, perSecond: latencies.length / seconds, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99) };
}
