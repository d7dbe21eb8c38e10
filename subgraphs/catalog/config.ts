import { isAuthorityCode } from '../../schema/ids.js';
import { BadSetting, isLoopback, readPort, readText, readUrl, type Environment } from '../kit/env.js';
import { readServingConfig, type ServingConfig } from '../kit/identity/calls/serving-config.js';
import { readMongoConfig, type MongoConfig } from '../kit/mongo/config.js';

export interface NodeConfig extends ServingConfig {
  /** @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes any free port. @default 4001 */
  readonly port: number;
  /** Folder of the store; made where it is missing. @default '.data/node-<first authority>' */
  readonly dataDir: string;
  /** The store, where it is in MongoDB; else it is in `dataDir`. */
  readonly mongo?: MongoConfig | undefined;
  /** Codes of the authorities that the node serves, one or more. */
  readonly authorities: readonly string[];
  /** Bearer token of the stewards' mutations. Without one everybody on this machine may publish. */
  readonly stewardToken: string | undefined;
  /** Who its stewards are: the list as JSON, or the file that has it. @default `stewards.json` in `dataDir` */
  readonly stewards?: string | undefined;
  /** Address of its GraphQL endpoint as others know it. Without one the node goes by the address that it is asked at. */
  readonly url?: string | undefined;
  /** Whether calls without a token are refused. @default false: they are the public's */
  readonly requiresToken?: boolean;
}

/**
 * Reads NODE_AUTHORITIES, NODE_URL, HOST, PORT, DATA_DIR, STEWARD_TOKEN, STEWARDS, UCAT_ENV, and the variables of callers, TLS and
 * MongoDB. @throws BadSetting
 */
export function readNodeConfig(env: Environment): NodeConfig {
  const authorities = readAuthorities(env['NODE_AUTHORITIES']);
  const host = env['HOST'] || '127.0.0.1';
  const stewardToken = env['STEWARD_TOKEN'] || undefined;
  const stewards = env['STEWARDS'] || undefined;
  if (stewardToken === undefined && stewards === undefined && !isLoopback(host)) {
    throw new BadSetting('STEWARD_TOKEN', `a secret token, because HOST=${host} lets other machines in`, stewardToken);
  }
  const dataDir = env['DATA_DIR'] || `.data/node-${String(authorities[0])}`;
  const mongo = readMongoConfig(env, nodeDatabase(authorities));
  const requiresToken = readText(env, 'UCAT_ENV', 'development or production', /^(development|production)$/, 'development') === 'production';
  const serving = readServingConfig(env);
  if (requiresToken && serving.trustedCallers.length === 0) throw new BadSetting('TRUSTED_CALLERS', 'the keys of the gateway and of the index, because UCAT_ENV=production takes signed calls only', undefined);
  return Object.freeze({ host, port: readPort(env, 'PORT', 4001), dataDir, mongo, authorities, stewardToken, ...(stewards !== undefined && { stewards }), url: env['NODE_URL'] ? readUrl(env, 'NODE_URL') : undefined, requiresToken, ...serving });
}

/** The database of a node that was given no other. */
export const nodeDatabase = ([first]: readonly string[]): string => `ucat_node_${String(first)}`;

function readAuthorities(text: string | undefined): readonly string[] {
  const codes = [...new Set((text ?? '').split(',').map((code) => code.trim()))];
  if (!codes.every(isAuthorityCode)) {
    throw new BadSetting('NODE_AUTHORITIES', 'codes of authorities with commas between them, each 2 to 12 of 0-9 A-Z, such as 310000 or MEE,MOT', text);
  }
  return Object.freeze(codes);
}
