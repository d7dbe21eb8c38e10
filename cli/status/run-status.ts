import { Agent, request } from 'undici';
import type { Readiness } from '../../subgraphs/kit/observe/readiness.js';
import { givenTls, readClientTls } from '../../subgraphs/kit/tls.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { requireUrl, type VerbResult } from '../membership/verb.js';
import { authorityStatuses, isWell, type StatusSources } from './authority-status.js';
import { headline } from './headline.js';
import { statusTable } from './status-table.js';

const TIMEOUT_MILLIS = 10_000;

const QUERY = `{
  authorities { code name status }
  search(first: 0) { index { rebuild authorities { authority asOf lagSeconds reachable } } }
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
  const readiness = JSON.parse(readyz) as Readiness;
  const sources = { ...(data as unknown as Omit<StatusSources, 'metrics'>), metrics };
  const statuses = authorityStatuses(sources);
  const rebuild = sources.search?.index.rebuild ?? null;
  const problems = errors.map(({ message }) => message);
  const summary = `${url}: ${headline({ readiness, errors, statuses, rebuild })}`;
  return { ok: readiness.status === 'ready' && statuses.every(isWell) && problems.length === 0 && rebuild !== 'FAILING', data: { gateway: readiness, problems, rebuild, authorities: statuses }, lines: [summary, ...problems, ...statusTable(statuses)] };
}

async function readText(address: URL): Promise<string> {
  const dispatcher = new Agent({ connect: givenTls(readClientTls(process.env)) });
  try {
    const { body } = await request(address, { dispatcher, headersTimeout: TIMEOUT_MILLIS, bodyTimeout: TIMEOUT_MILLIS });
    return await body.text();
  } finally {
    await dispatcher.destroy();
  }
}
