import { request } from 'undici';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { requireUrl, type VerbResult } from '../membership/verb.js';
import { authorityStatuses, isWell, type StatusSources } from './authority-status.js';
import { statusTable } from './status-table.js';

const TIMEOUT_MILLIS = 10_000;

const QUERY = `{
  authorities { code name status }
  search(first: 0) { index { authorities { authority asOf lagSeconds reachable } } }
  coverage { authorities { authority total } }
}`;

/** `ucat status`: how it stands with every authority, as one gateway sees it. */
export async function nationStatus(send: Transport, gateway: string): Promise<VerbResult> {
  const url = requireUrl('--gateway', gateway);
  const [{ data, errors = [] }, metrics, readyz] = await Promise.all([
    send({ url, query: QUERY, timeoutMillis: TIMEOUT_MILLIS }),
    readText(new URL('/metrics', url)),
    readText(new URL('/readyz', url)),
  ]);
  const readiness = JSON.parse(readyz) as { readonly status: string };
  const statuses = authorityStatuses({ ...(data as unknown as Omit<StatusSources, 'metrics'>), metrics });
  const ill = statuses.filter((status) => !isWell(status)).map(({ authority }) => authority);
  const problems = errors.map(({ message }) => message);
  const summary = `${url}: ${readiness.status}; ${String(statuses.length)} authorities, ${ill.length === 0 ? 'all well' : `to look at: ${ill.join(', ')}`}`;
  return { ok: readiness.status === 'ready' && ill.length === 0 && problems.length === 0, data: { gateway: readiness, problems, authorities: statuses }, lines: [summary, ...problems, ...statusTable(statuses)] };
}

async function readText(address: URL): Promise<string> {
  const { body } = await request(address, { headersTimeout: TIMEOUT_MILLIS, bodyTimeout: TIMEOUT_MILLIS });
  return body.text();
}
