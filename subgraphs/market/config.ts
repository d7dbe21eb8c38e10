import { readPort, readText, readUrl, type Environment } from '../kit/env.js';
import { readCallConfig, type CallConfig } from '../kit/identity/calls/call-config.js';
import { readServingConfig, type ServingConfig } from '../kit/identity/calls/serving-config.js';

export interface MarketConfig extends ServingConfig, CallConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. @default 4005 */
  readonly port: number;
  /** GraphQL endpoint of the national index, which holds what exchanges have published. @default 'http://127.0.0.1:4002/graphql' */
  readonly searchUrl: string;
  /** Folder of the key that it signs its calls with. @default '.data/market' */
  readonly dataDir: string;
}

/** Reads HOST, PORT, SEARCH_URL, DATA_DIR and the variables of callers and TLS. @throws BadSetting */
export function readMarketConfig(env: Environment): MarketConfig {
  return Object.freeze({
    host: readText(env, 'HOST', 'a host name or address', /^\S+$/, '127.0.0.1'),
    port: readPort(env, 'PORT', 4005),
    searchUrl: readUrl(env, 'SEARCH_URL', 'http://127.0.0.1:4002/graphql'),
    dataDir: env['DATA_DIR'] || '.data/market',
    ...readServingConfig(env),
    ...readCallConfig(env),
  });
}
