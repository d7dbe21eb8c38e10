import { SUBGRAPHS } from '../schema/sdl.js';
import { BadSetting, isHttpUrl, readInteger, readPort, readSwitch, readText, readUrl, type Environment } from '../subgraphs/kit/env.js';
import { readCallConfig, type CallConfig } from '../subgraphs/kit/identity/calls/call-config.js';
import { readViewerConfig, type ViewerConfig } from '../subgraphs/kit/identity/viewers/viewer-config.js';
import { readServerTls, type ServerTls } from '../subgraphs/kit/tls.js';
import type { ExtensionAddress } from './composition/extensions.js';
import { readGatewayLimits, type GatewayLimits } from './limits/gateway-limits.js';

export interface GatewayConfig extends CallConfig {
  readonly host: string;
  readonly port: number;
  /** GraphQL endpoint of the registry. */
  readonly registryUrl: string;
  /** GraphQL endpoint of the search subgraph. */
  readonly searchUrl: string;
  /** How the catalog is called among participants of dataspaces: the `participantId` of the Dataspace Protocol. */
  readonly participantId: string;
  /** GraphQL endpoint of the data market. */
  readonly marketUrl: string;
  /** GraphQL endpoint of the computing network. */
  readonly computeUrl: string;
  /** GraphQL endpoint of the layer of use. */
  readonly useUrl: string;
  /** GraphQL endpoint of the replica; undefined where there is none. */
  readonly replicaUrl: string | undefined;
  /** How long an owner has before the replica is asked beside it. */
  readonly hedgeMillis: number;
  /** How long one node may take for one request. */
  readonly nodeTimeoutMillis: number;
  /** How long one request of a client may take, whoever is asked for it. */
  readonly requestTimeoutMillis: number;
  /** How long an answer, to a query or of a node about a record, may be given again; 0 turns it off. */
  readonly reuseMillis: number;
  /** Subgraphs of others that are composed with ours. */
  readonly extraSubgraphs: readonly ExtensionAddress[];
  /** How long it goes on answering after it was asked to stop, so that a balancer can send requests elsewhere. */
  readonly drainMillis: number;
  /** Address under which clients know the gateway, for links of its pages; undefined: the one that each asks. */
  readonly publicUrl: string | undefined;
  /** Whether there is an editor of queries at `/graphiql`. @default where clients may ask for the schema and any query */
  readonly graphiql: boolean;
  /** Folder of the last member table and of the schemas of extra subgraphs; made when there is something to keep. */
  readonly dataDir: string;
  /** Whose tokens viewers bring. @default no token is taken */
  readonly viewers?: ViewerConfig | undefined;
  /** What clients may ask at most. */
  readonly limits: GatewayLimits;
  /** @default plain HTTP */
  readonly tls?: ServerTls | undefined;
}

/** Reads the gateway's settings. @throws BadSetting */
export function readGatewayConfig(env: Environment): GatewayConfig {
  const limits = readGatewayLimits(env);
  return Object.freeze({
    host: readText(env, 'HOST', 'a host name or address', /^\S+$/, '127.0.0.1'),
    port: readPort(env, 'PORT', 4000),
    registryUrl: readUrl(env, 'REGISTRY_URL', 'http://127.0.0.1:4003/graphql'),
    searchUrl: readUrl(env, 'SEARCH_URL', 'http://127.0.0.1:4002/graphql'),
    participantId: readText(env, 'PARTICIPANT_ID', 'a URI, such as did:web:catalog.example.cn', /^[a-z][a-z0-9+.-]*:\S{1,200}$/i, 'urn:ucat:catalog'),
    marketUrl: readUrl(env, 'MARKET_URL', 'http://127.0.0.1:4005/graphql'),
    computeUrl: readUrl(env, 'COMPUTE_URL', 'http://127.0.0.1:4006/graphql'),
    useUrl: readUrl(env, 'USE_URL', 'http://127.0.0.1:4007/graphql'),
    replicaUrl: env['REPLICA_URL'] ? readUrl(env, 'REPLICA_URL') : undefined,
    hedgeMillis: readInteger(env, 'HEDGE_MILLIS', 300, { min: 1, max: 600_000 }),
    nodeTimeoutMillis: readInteger(env, 'NODE_TIMEOUT_MILLIS', 3_000, { min: 1, max: 600_000 }),
    requestTimeoutMillis: readInteger(env, 'REQUEST_TIMEOUT_MILLIS', 10_000, { min: 1, max: 600_000 }),
    reuseMillis: readInteger(env, 'REUSE_MILLIS', 500, { min: 0, max: 60_000 }),
    extraSubgraphs: readExtraSubgraphs(env['EXTRA_SUBGRAPHS']),
    drainMillis: readInteger(env, 'DRAIN_MILLIS', 1_000, { min: 0, max: 600_000 }),
    publicUrl: env['PUBLIC_URL'] ? readUrl(env, 'PUBLIC_URL') : undefined,
    dataDir: env['DATA_DIR'] || '.data/gateway',
    viewers: readViewerConfig(env),
    graphiql: readSwitch(env, 'GRAPHIQL', limits.introspection && limits.trusted === null),
    limits,
    tls: readServerTls(env),
    ...readCallConfig(env),
  });
}

const NAME = /^[a-z][a-z0-9-]{0,30}$/;

function readExtraSubgraphs(text: string | undefined): readonly ExtensionAddress[] {
  const given = (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');
  const addresses = given.map((one) => ({ name: one.slice(0, Math.max(0, one.indexOf('='))), url: one.slice(one.indexOf('=') + 1) }));
  const taken = [...SUBGRAPHS, ...addresses.map(({ name }) => name)];
  const isFit = ({ name, url }: ExtensionAddress): boolean => NAME.test(name) && isHttpUrl(url) && taken.filter((one) => one === name).length === 1;
  if (!addresses.every(isFit)) {
    throw new BadSetting('EXTRA_SUBGRAPHS', `name=address pairs with commas between them, such as ecology=http://127.0.0.1:4301/graphql, each name once, of a-z 0-9 - and none of ${SUBGRAPHS.join(', ')}`, text);
  }
  return Object.freeze(addresses);
}
