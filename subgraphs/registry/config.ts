import { BadSetting, isLoopback, readPort, readText, type Environment } from '../kit/env.js';
import { readCallConfig, type CallConfig } from '../kit/identity/calls/call-config.js';
import { readServingConfig, type ServingConfig } from '../kit/identity/calls/serving-config.js';
import { readMongoConfig, type MongoConfig } from '../kit/mongo/config.js';

export interface RegistryConfig extends ServingConfig, CallConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. @default 4003 */
  readonly port: number;
  /** Folder of the store; made where it is missing. @default '.data/registry' */
  readonly dataDir: string;
  /** The store, where it is in MongoDB; else it is in `dataDir`. */
  readonly mongo?: MongoConfig | undefined;
  /** Bearer token of the operator's mutations. Without one everybody on this machine may change the table. */
  readonly operatorToken: string | undefined;
  /** Bearer token that reads the trail and does nothing else. @default none: the operator's reads it */
  readonly auditorToken?: string | undefined;
  /** What nodes sign with whatever they ask of this registry. @default 'union-catalog' */
  readonly name?: string;
  /** Whether a node on this machine may ask to join. @default where only this machine reaches the registry */
  readonly localNodes?: boolean;
}

export const DEFAULT_REGISTRY_NAME = 'union-catalog';

/** Reads HOST, PORT, DATA_DIR, OPERATOR_TOKEN, AUDITOR_TOKEN, REGISTRY_NAME, LOCAL_NODES and the variables of callers, TLS and MongoDB. @throws BadSetting */
export function readRegistryConfig(env: Environment): RegistryConfig {
  const host = env['HOST'] || '127.0.0.1';
  const operatorToken = env['OPERATOR_TOKEN'] || undefined;
  if (operatorToken === undefined && !isLoopback(host)) {
    throw new BadSetting('OPERATOR_TOKEN', `a secret token, because HOST=${host} lets other machines in`, operatorToken);
  }
  const name = readText(env, 'REGISTRY_NAME', '1 to 80 characters without white space', /^\S{1,80}$/, DEFAULT_REGISTRY_NAME);
  const localNodes = readText(env, 'LOCAL_NODES', 'allow or refuse', /^(allow|refuse)$/, isLoopback(host) ? 'allow' : 'refuse') === 'allow';
  return Object.freeze({ host, port: readPort(env, 'PORT', 4003), dataDir: env['DATA_DIR'] || '.data/registry', mongo: readMongoConfig(env, 'ucat_registry'), operatorToken, ...(env['AUDITOR_TOKEN'] && { auditorToken: env['AUDITOR_TOKEN'] }), name, localNodes, ...readServingConfig(env), ...readCallConfig(env) });
}
