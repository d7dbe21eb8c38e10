import { readInteger, readPort, readText, readUrl, type Environment } from '../subgraphs/kit/env.js';

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** GraphQL endpoint of the registry. */
  readonly registryUrl: string;
  /** GraphQL endpoint of the search subgraph. */
  readonly searchUrl: string;
  /** How long one node may take for one request. */
  readonly nodeTimeoutMillis: number;
  /** How long an answer, to a query or of a node about a record, may be given again; 0 turns it off. */
  readonly reuseMillis: number;
}

/** Reads the gateway's settings. @throws BadSetting */
export function readGatewayConfig(env: Environment): GatewayConfig {
  return Object.freeze({
    host: readText(env, 'HOST', 'a host name or address', /^\S+$/, '127.0.0.1'),
    port: readPort(env, 'PORT', 4000),
    registryUrl: readUrl(env, 'REGISTRY_URL', 'http://127.0.0.1:4003/graphql'),
    searchUrl: readUrl(env, 'SEARCH_URL', 'http://127.0.0.1:4002/graphql'),
    nodeTimeoutMillis: readInteger(env, 'NODE_TIMEOUT_MILLIS', 3_000, { min: 1, max: 600_000 }),
    reuseMillis: readInteger(env, 'REUSE_MILLIS', 500, { min: 0, max: 60_000 }),
  });
}
