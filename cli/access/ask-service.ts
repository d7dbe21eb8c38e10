import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { Refused } from '../membership/verb.js';

/** A GraphQL endpoint, as somebody with a token speaks to it. */
export interface Service {
  readonly send: Transport;
  readonly url: string;
  readonly token: string | undefined;
}

const TIMEOUT_MILLIS = 30_000;

/** The data of a service's answer. @throws Refused with its reasons, TransportFailure where none came */
export async function askService<Data>({ send, url, token }: Service, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const { data, errors } = await send({ url, query, variables, headers, timeoutMillis: TIMEOUT_MILLIS });
  if (data && !errors) return data as Data;
  throw new Refused((errors ?? []).map(({ message, extensions }) => `${String(extensions?.['code'] ?? 'Refused')}: ${message}`).join('\n') || `${url} answered nothing.`);
}
