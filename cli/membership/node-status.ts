import { describeNode } from '../../subgraphs/kit/identity/node-description.js';
import { readClientTls } from '../../subgraphs/kit/tls.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { requireUrl, type VerbResult } from './verb.js';

interface LogState {
  readonly authority: string;
  /** Entries of its log; null where the node did not say. */
  readonly head: number | null;
  readonly live: number | null;
  readonly problem: string | null;
}

const HEAD = 'query ($authority: ID!) { changes(authority: $authority, first: 1) { head live } }';

/** `ucat node status`: asks a running node. */
export async function nodeStatus(send: Transport, node: string): Promise<VerbResult> {
  const url = requireUrl('--node', node);
  const description = await describeNode(url, { tls: readClientTls(process.env) });
  const logs = await Promise.all(description.authorities.map((authority) => logState(send, url, authority)));
  const ok = logs.every(({ problem }) => problem === null);
  return { ok, data: { url, ...description, logs }, lines: [`${url}: contract ${description.contractVersion}, store ${description.store ?? 'not said'}, key ${description.publicKey ?? 'none yet (ucat node init)'}`, ...logs.map(logLine)] };
}

async function logState(send: Transport, url: string, authority: string): Promise<LogState> {
  const { data, errors } = await send({ url, query: HEAD, variables: { authority }, timeoutMillis: 5_000 });
  const changes = data?.['changes'] as { readonly head: number; readonly live: number } | null | undefined;
  return changes ? { authority, ...changes, problem: null } : { authority, head: null, live: null, problem: errors?.[0]?.message ?? 'no answer' };
}

const logLine = ({ authority, head, live, problem }: LogState): string => `  ${authority.padEnd(12)}  ${problem ?? `${String(live)} live records, ${String(head)} entries in the log`}`;
