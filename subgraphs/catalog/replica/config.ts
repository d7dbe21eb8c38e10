import { readPort, readText, readUrl, type Environment } from '../../kit/env.js';
import { readCallConfig, type CallConfig } from '../../kit/identity/calls/call-config.js';
import { readServingConfig, type ServingConfig } from '../../kit/identity/calls/serving-config.js';

export interface ReplicaConfig extends ServingConfig, CallConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. @default 4004 */
  readonly port: number;
  /** GraphQL endpoint of the national index, which holds the copies. @default 'http://127.0.0.1:4002/graphql' */
  readonly searchUrl: string;
  /** Folder of the key that it signs its calls with. @default '.data/replica' */
  readonly dataDir?: string;
  /** Whether copies that the index has not verified are not served. @default false */
  readonly needsVerified?: boolean;
}

/** Reads HOST, PORT, SEARCH_URL, DATA_DIR, NEEDS_VERIFIED and the variables of callers and TLS. @throws BadSetting */
export function readReplicaConfig(env: Environment): ReplicaConfig {
  return Object.freeze({
    host: readText(env, 'HOST', 'a host name or address', /^\S+$/, '127.0.0.1'),
    port: readPort(env, 'PORT', 4004),
    searchUrl: readUrl(env, 'SEARCH_URL', 'http://127.0.0.1:4002/graphql'),
    dataDir: env['DATA_DIR'] || '.data/replica',
    ...(readText(env, 'NEEDS_VERIFIED', 'true or false', /^(?:true|false)$/, 'false') === 'true' && { needsVerified: true }),
    ...readServingConfig(env),
    ...readCallConfig(env),
  });
}
