import { readPort, readText, readUrl, type Environment } from '../../kit/env.js';

export interface ReplicaConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. @default 4004 */
  readonly port: number;
  /** GraphQL endpoint of the national index, which holds the copies. @default 'http://127.0.0.1:4002/graphql' */
  readonly searchUrl: string;
}

/** Reads HOST, PORT and SEARCH_URL. @throws BadSetting */
export function readReplicaConfig(env: Environment): ReplicaConfig {
  return Object.freeze({
    host: readText(env, 'HOST', 'a host name or address', /^\S+$/, '127.0.0.1'),
    port: readPort(env, 'PORT', 4004),
    searchUrl: readUrl(env, 'SEARCH_URL', 'http://127.0.0.1:4002/graphql'),
  });
}
