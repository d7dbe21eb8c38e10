import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { Refused } from './verb.js';

/** What answers GraphQL at the address does not know what every registry knows. */
export class NoRegistry extends Error {
  override readonly name = 'NoRegistry';
  constructor(url: string, said: string) {
    super(`--registry: ${url} is no registry, or an older one. It answered: ${said}`);
  }
}

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

/** The data of the registry's answer. @throws Refused with its reasons, NoRegistry where it is something else, TransportFailure where none came */
export async function askRegistry<Data>({ send, url, token, query, variables }: RegistryRequest): Promise<Data> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const { data, errors } = await send({ url, query, variables, headers, timeoutMillis: TIMEOUT_MILLIS });
  if (data && !errors) return data as Data;
  const codes = (errors ?? []).map(({ extensions }) => extensions?.['code']);
  if (codes.length > 0 && codes.every((code) => code === 'GRAPHQL_VALIDATION_FAILED')) throw new NoRegistry(url, errors?.[0]?.message ?? '');
  const said = (errors ?? []).map(({ message, extensions }) => `${String(extensions?.['code'] ?? 'Refused')}: ${message}`).join('\n') || `${url} answered nothing.`;
  throw new Refused(codes.includes('UNAUTHENTICATED') ? `${said}\n${tokenHint(token)}` : said);
}

/** What is only the operator's to ask needs the operator's token. */
const tokenHint = (token: string | undefined): string =>
  token === undefined ? "Give the registry operator's token: --token, or OPERATOR_TOKEN in the environment." : "--token, or OPERATOR_TOKEN in the environment, is not the token of this registry's operator.";


/** What nodes sign with what they ask of this registry. */
export async function registryName(send: Transport, url: string): Promise<string> {
  const data = await askRegistry<{ readonly registryName: string }>({ send, url, query: '{ registryName }' });
  return data.registryName;
}
