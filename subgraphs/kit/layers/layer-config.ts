import { readPort, readText, readUrl, type Environment } from '../env.js';
import { readCallConfig, type CallConfig } from '../identity/calls/call-config.js';
import { readServingConfig, type ServingConfig } from '../identity/calls/serving-config.js';

/** Settings that the service of every layer has. */
export interface LayerConfig extends ServingConfig, CallConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** GraphQL endpoint of the national index, which holds what members have published. @default 'http://127.0.0.1:4002/graphql' */
  readonly searchUrl: string;
  /** Folder of the key that it signs its calls with. */
  readonly dataDir: string;
}

/** Reads HOST, PORT, SEARCH_URL, DATA_DIR and the variables of callers and TLS. @throws BadSetting */
export function readLayerConfig(env: Environment, usual: Pick<LayerConfig, 'port' | 'dataDir'>): LayerConfig {
  return Object.freeze({
    host: readText(env, 'HOST', 'a host name or address', /^\S+$/, '127.0.0.1'),
    port: readPort(env, 'PORT', usual.port),
    searchUrl: readUrl(env, 'SEARCH_URL', 'http://127.0.0.1:4002/graphql'),
    dataDir: env['DATA_DIR'] || usual.dataDir,
    ...readServingConfig(env),
    ...readCallConfig(env),
  });
}
