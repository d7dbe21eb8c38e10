import { join, resolve } from 'node:path';
import { readInteger, type Environment } from '../../subgraphs/kit/env.js';
import { readTrustedCallers, type TrustedCaller } from '../../subgraphs/kit/identity/calls/trusted-callers.js';
import { readMongoConfig, type MongoConfig } from '../../subgraphs/kit/mongo/config.js';

export interface DemoConfig {
  /** Port of the gateway; 0 takes any free port for every service. */
  readonly port: number;
  readonly dataDir: string;
  /** Where nodes and registry keep their data, each in a database of its own named after this one; else in `dataDir`. */
  readonly mongo?: MongoConfig | undefined;
  /** Whom its nodes take at their word; the demonstration names its own services to them. */
  readonly trustedCallers?: readonly TrustedCaller[];
}

/** Where the services of the demonstration stand, counted from the gateway's port. */
const OFFSETS = { gateway: 0, search: 2, registry: 3, replica: 4, market: 5, compute: 6, use: 7, firstNode: 101 } as const;

/** Layers of the demonstration, each a service of its own. */
export const LAYERS = ['market', 'compute', 'use'] as const;

/** Nodes of the demonstration: one for each member of the seed. */
export const NODES = 28;

/** Reads PORT, DATA_DIR, TRUSTED_CALLERS and the variables of MongoDB. @throws BadSetting */
export function readDemoConfig(env: Environment): DemoConfig {
  return Object.freeze({ port: readInteger(env, 'PORT', 4000, { min: 0, max: 65_535 - OFFSETS.firstNode - (NODES - 1) }), dataDir: resolve(env['DATA_DIR'] || '.data'), mongo: readMongoConfig(env, 'ucat'), trustedCallers: readTrustedCallers(env) });
}

/** Port of a service of the demonstration. */
export const demoPort = ({ port }: DemoConfig, service: keyof typeof OFFSETS, index = 0): number => (port === 0 ? 0 : port + OFFSETS[service] + index);

/** Every port that the demonstration takes, and what for; none where it takes any that are free. */
export function demoPorts(config: DemoConfig): readonly (readonly [service: string, port: number])[] {
  if (config.port === 0) return [];
  const services = (['gateway', 'search', 'registry', 'replica', ...LAYERS] as const).map((service) => [service, demoPort(config, service)] as const);
  return [...services, ...Array.from({ length: NODES }, (_, index) => [`node ${String(index + 1)}`, demoPort(config, 'firstNode', index)] as const)];
}

/** Folder of a service of the demonstration. */
export const demoFolder = ({ dataDir }: DemoConfig, service: string): string => join(dataDir, service);

/** Database of a service of the demonstration, where it is on MongoDB. */
export const demoMongo = ({ mongo }: DemoConfig, service: string): MongoConfig | undefined => mongo && { ...mongo, database: `${mongo.database}_${service.replace('-', '_')}` };
