import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { Refused } from './verb.js';

export interface RegistryRequest {
  readonly send: Transport;
  /** The registry's GraphQL endpoint. */
  readonly url: string;
  /** Bearer token of its operator. */
  readonly token?: string | undefined;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A registry tries a node before it answers. */
const TIMEOUT_MILLIS = 60_000;

/** The data of the registry's answer. @throws Refused with its reasons, TransportFailure where none came */
export async function askRegistry<Data>({ send, url, token, query, variables }: RegistryRequest): Promise<Data> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const { data, errors } = await send({ url, query, variables, headers, timeoutMillis: TIMEOUT_MILLIS });
  if (data && !errors) return data as Data;
  throw new Refused((errors ?? []).map(({ message, extensions }) => `${String(extensions?.['code'] ?? 'Refused')}: ${message}`).join('\n') || `${url} answered nothing.`);
}

/** What nodes sign with what they ask of this registry. */
export async function registryName(send: Transport, url: string): Promise<string> {
  const data = await askRegistry<{ readonly registryName: string }>({ send, url, query: '{ registryName }' });
  return data.registryName;
}
