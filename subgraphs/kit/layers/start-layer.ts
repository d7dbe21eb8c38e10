import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { parse, type GraphQLSchema } from 'graphql';
import { subgraphSdl, type SubgraphName } from '../../../schema/sdl.js';
import type { HttpServer } from '../http-server.js';
import { callingTransport } from '../identity/calls/calling-transport.js';
import { serviceIdentity } from '../identity/calls/service-identity.js';
import { createLogger, type Logger } from '../logger.js';
import type { RequestScope } from '../observe/request-scope.js';
import { createServiceMetrics } from '../observe/service-metrics.js';
import { startSubgraph } from '../start-subgraph.js';
import { IndexDoor } from './index-door.js';
import type { LayerConfig } from './layer-config.js';

/** The resolvers of a subgraph, by type and field. */
export type LayerResolvers = Readonly<Record<string, object>>;

/** What tells one layer from another. */
export interface Layer<Context extends object> {
  /** Name of its subgraph, and of the service to those who call it. */
  readonly name: SubgraphName;
  readonly resolvers: LayerResolvers;
  /** What the resolvers of one request work with. */
  readonly context: (index: IndexDoor, scope: RequestScope) => Context;
}

/**
 * Starts the service of a layer: a subgraph that adds to the types of others what follows from what members have published.
 * It keeps nothing, and asks the national index. Its GraphQL is at `<url>/graphql`.
 */
export async function startLayer<Context extends object>({ name, resolvers, context }: Layer<Context>, config: LayerConfig, logger: Logger = createLogger(name, process.env)): Promise<HttpServer> {
  const { host, port, searchUrl, trustedCallers = [], tls, ...calls } = config;
  const metrics = createServiceMetrics();
  const transport = callingTransport(calls, logger, { registry: metrics.registry });
  const index = new IndexDoor({ searchUrl, send: transport.send });
  try {
    const server = await startSubgraph<Context>({
      schema: schemaOf(name, resolvers),
      host,
      port,
      tls,
      identify: serviceIdentity({ names: [name], trusted: trustedCallers, roles: ['GATEWAY'], dataDir: calls.dataDir, registry: metrics.registry, logger }),
      metrics,
      routes: transport.routes,
      logger,
      dependencies: () => ({ index: { ok: index.reachable } }),
      context: (_, scope) => context(index, scope),
    });
    logger.info({ url: server.url }, `the layer ${name} is open`);
    return { ...server, close: () => server.close().finally(() => transport.close()) };
  } catch (error) {
    await transport.close();
    throw error;
  }
}

const schemaOf = (name: SubgraphName, resolvers: LayerResolvers): GraphQLSchema => buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(name)), resolvers: { ...resolvers } as GraphQLResolverMap<unknown> }]);
