import { setTimeout as delay } from 'node:timers/promises';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import type { NodeLog } from './log-heads.js';

export interface UntilSearchableOptions {
  /** What the nodes of the active members hold. */
  readonly logs: readonly NodeLog[];
  readonly searchUrl: string;
  readonly send: Transport;
  /** Gives up when it aborts. */
  readonly signal: AbortSignal;
  /** @default 60000 */
  readonly limitMillis?: number;
}

type Indexed = ReadonlyMap<string, Omit<NodeLog, 'authority' | 'head'> & { readonly seq: number }>;

/** Waits until the index has followed each log to its end and holds all that is live there. @throws Error naming what is missing in the end */
export async function untilSearchable({ logs, searchUrl, send, signal, limitMillis = 60_000 }: UntilSearchableOptions): Promise<void> {
  const end = performance.now() + limitMillis;
  for (;;) {
    const indexed = await readIndexed(searchUrl, send, signal);
    const missing = logs.filter(({ authority, head, live }) => (indexed.get(authority)?.seq ?? 0) < head || (indexed.get(authority)?.live ?? 0) < live);
    if (missing.length === 0) return;
    if (performance.now() >= end) throw new Error(`Not searchable after ${String(limitMillis / 1_000)} s: ${missing.map((log) => describe(log, indexed)).join(', ')}.`);
    await delay(50, undefined, { signal });
  }
}

const describe = ({ authority, live }: NodeLog, indexed: Indexed): string => `${authority} (${String(indexed.get(authority)?.live ?? 0)} of ${String(live)} records)`;

/** An index that does not answer yet holds nothing. */
async function readIndexed(url: string, send: Transport, signal: AbortSignal): Promise<Indexed> {
  const { data } = await send({ url, query: '{ coverage { authorities { authority seq live: total } } }', signal, timeoutMillis: 5_000 });
  const coverage = data?.['coverage'] as { readonly authorities: readonly { readonly authority: string; readonly seq: number; readonly live: number }[] } | null | undefined;
  return new Map(coverage?.authorities.map((one) => [one.authority, one]));
}
