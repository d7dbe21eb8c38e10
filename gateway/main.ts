import type { GraphQLDataSource } from '@apollo/gateway';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '../schema/contract-version.js';
import { releasedContracts } from '../schema/contract/released-contracts.js';
import { ownSubgraphs } from '../schema/compose-supergraph.js';
import { subgraphSdl, supergraphSdl } from '../schema/sdl.js';
import { sendJson, type HttpServer } from '../subgraphs/kit/http-server.js';
import type { Logger } from '../subgraphs/kit/logger.js';
import { keptMembersIn } from '../subgraphs/kit/members/kept-members.js';
import { membersDependency } from '../subgraphs/kit/members/members-dependency.js';
import type { Dependencies } from '../subgraphs/kit/observe/readiness.js';
import { createServiceMetrics } from '../subgraphs/kit/observe/service-metrics.js';
import { callingTransport } from '../subgraphs/kit/identity/calls/calling-transport.js';
import { viewerIdentity } from '../subgraphs/kit/identity/viewers/viewer-identity.js';
import { followExtensions, type ExtensionState } from './composition/extensions.js';
import { keptSdlIn } from './composition/kept-sdl.js';
import type { GatewayConfig } from './config.js';
import { dspRoutes } from './dsp/dsp-routes.js';
import { feedRoutes } from './feeds/feed-routes.js';
import { webPages } from './http/pages/web-pages.js';
import { readContract } from './partition/contract.js';
import { createLocator } from './partition/locator.js';
import { rateLimit } from './limits/rate-limit.js';
import { routerMetrics } from './observe/router-metrics.js';
import { followNodeTable } from './partition/node-table.js';
import { createPartitionRouter } from './partition/partition-router.js';
import { PartitionedDataSource } from './partition/partitioned-data-source.js';
import type { NodeTable } from './partition/plan.js';
import { nodeBreakers } from './partition/policies/node-breakers.js';
import type { Replica } from './partition/replica.js';
import { subgraphEndpoint } from './partition/subgraph-endpoint.js';
import { knownContracts } from './partition/versions/known-contracts.js';
import { learnedNodeSchemas } from './partition/versions/learned-node-schemas.js';
import { ExtensionDataSource } from './services/extension-data-source.js';
import { ServiceDataSource } from './services/service-data-source.js';
import { serveSupergraph } from './serve-supergraph.js';

/** Longest answer of one node that is read: a page of records with the longest real descriptions fits. */
const NODE_ANSWER_LIMIT_BYTES = 16 * 1024 * 1024;

/** Starts the gateway with its partition router, and follows the registry. */
export async function startGateway(config: GatewayConfig, logger: Logger): Promise<HttpServer> {
  const metrics = createServiceMetrics();
  const { send, close: closeTransport, routes: keyRoutes } = callingTransport(config, logger, { answerLimitBytes: NODE_ANSWER_LIMIT_BYTES, registry: metrics.registry });
  const rate = rateLimit(config.limits.rate);
  const identify = rate.identities(viewerIdentity({ config: config.viewers, clientTls: config.clientTls, logger }));
  const contract = readContract(subgraphSdl('catalog'));
  const contracts = knownContracts({ version: CONTRACT_VERSION, sdl: contract.sdl }, releasedContracts());
  const schemas = learnedNodeSchemas({ contracts, send, logger });
  const breakers = nodeBreakers();
  const routed = routerMetrics({ registry: metrics.registry, breakers, nodes: () => nodes.current(), source: () => nodes.source() });
  const onNodes = (table: NodeTable): void => {
    schemas.follow(table);
    breakers.retain(new Set([...[...table.values()].map(({ url }) => url), ...(config.replicaUrl === undefined ? [] : [config.replicaUrl])]));
    routed.retain(table);
  };
  const kept = keptMembersIn(join(config.dataDir, 'members.json'), logger);
  const nodes = followNodeTable({ registryUrl: config.registryUrl, send, logger, kept, onNodes });
  const extensions = followExtensions({ addresses: config.extraSubgraphs, own: ownSubgraphs(), ownSupergraph: supergraphSdl(), send, kept: keptSdlIn(join(config.dataDir, 'subgraphs')), logger });
  const release = async (): Promise<void> => {
    await extensions.close();
    await nodes.close();
    await schemas.close();
    await closeTransport();
  };
  const locate = createLocator({ searchUrl: config.searchUrl, send });
  const replica: Replica | null = config.replicaUrl === undefined ? null : { url: config.replicaUrl, node: contracts.assumed(CONTRACT_VERSION), hedgeMillis: config.hedgeMillis };
  const route = createPartitionRouter({ contract, schemas, nodes: nodes.current, send, locate, replica, breakers, events: routed, nodeTimeoutMillis: config.nodeTimeoutMillis, requestTimeoutMillis: config.requestTimeoutMillis, reuseMillis: config.reuseMillis });
  const services = new Map<string, GraphQLDataSource>([
    ['catalog', new PartitionedDataSource(route)],
    ['search', new ServiceDataSource({ name: 'search', url: config.searchUrl, send, unavailable: 'INDEX_UNAVAILABLE' })],
    ['registry', new ServiceDataSource({ name: 'registry', url: config.registryUrl, send, unavailable: 'SUBGRAPH_UNAVAILABLE' })],
    // Layers are run by others: whatever they answer costs and changes no field but their own.
    ...[{ name: 'market', url: config.marketUrl }, { name: 'compute', url: config.computeUrl }, { name: 'use', url: config.useUrl }, ...config.extraSubgraphs].map(({ name, url }): [string, GraphQLDataSource] => [name, new ExtensionDataSource({ name, url, send, timeoutMillis: config.nodeTimeoutMillis })]),
  ]);
  try {
    const server = await serveSupergraph({
      host: config.host,
      port: config.port,
      tls: config.tls,
      identify,
      limits: config.limits,
      requestTimeoutMillis: config.requestTimeoutMillis,
      rate,
      drainMillis: config.drainMillis,
      supergraph: extensions,
      dataSource: (name) => required(services, name),
      mutations: contract.mutations,
      logger,
      dependencies: () => ({ members: membersDependency(nodes.source()), ...subgraphDependencies(extensions.states()) }),
      metrics,
      reuseMillis: config.reuseMillis,
      onReused: routed.onReused,
      views: (answer) => ({ ...feedRoutes(answer, config.publicUrl), ...dspRoutes(answer, config.participantId, { bodyLimitBytes: config.limits.bodyBytes, bodyTimeoutMillis: config.limits.bodyMillis }), ...webPages(answer, config.publicUrl, config.graphiql) }),
      routes: { '/subgraph/catalog': subgraphEndpoint({ contract, route, identify }), '/subgraphs': (_, response) => sendJson(response, 200, extensions.states()), ...keyRoutes },
    });
    return { ...server, close: () => server.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Subgraphs of others add fields; without them all else is served. */
const subgraphDependencies = (states: readonly ExtensionState[]): Dependencies =>
  Object.fromEntries(states.map(({ name, composed, heard, problems }) => [`subgraph ${name}`, { ok: composed && heard && problems.length === 0, needed: false, detail: [composed ? 'composed' : 'not composed', ...(heard ? [] : ['not heard']), ...problems].join('; ') }]));

function required<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (!value) throw new Error(`The supergraph names a subgraph "${name}" whose address is not configured.`);
  return value;
}
