import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { subgraphSdl } from '../../../schema/sdl.js';
import type { HttpServer } from '../../kit/http-server.js';
import { createLogger, type Logger } from '../../kit/logger.js';
import { createServiceMetrics } from '../../kit/observe/service-metrics.js';
import { startSubgraph } from '../../kit/start-subgraph.js';
import { callingTransport } from '../../kit/identity/calls/calling-transport.js';
import { serviceIdentity } from '../../kit/identity/calls/service-identity.js';
import { contractResolvers } from '../resolvers/index.js';
import type { ReplicaConfig } from './config.js';
import { Copies } from './copies.js';
import { withCopyProvenance, type ReplicaContext } from './provenance.js';
import { replicaContext } from './replica-context.js';

/** The node contract without the stewards' mutations. */
const schema = (): GraphQLSchema => buildSubgraphSchema([{ typeDefs: parse(subgraphSdl('catalog')), resolvers: withCopyProvenance(contractResolvers) }]);

/**
 * Starts the replica: the node program, read-only, over the copies that the national index has of every record. The
 * gateway asks it where an owner does not answer. Its GraphQL is at `<url>/graphql`.
 */
export async function startReplica({ host, port, searchUrl, dataDir = '.data/replica', trustedCallers = [], tls, needsVerified = false, ...calls }: ReplicaConfig, logger: Logger = createLogger('replica', process.env)): Promise<HttpServer> {
  const metrics = createServiceMetrics();
  const transport = callingTransport({ dataDir, ...calls }, logger, { registry: metrics.registry });
  const copies = new Copies({ searchUrl, send: transport.send, needsVerified });
  try {
    const server = await startSubgraph<ReplicaContext>({ schema: schema(), host, port, tls, identify: serviceIdentity({ names: ['replica'], trusted: trustedCallers, roles: ['GATEWAY'], dataDir, registry: metrics.registry, logger }), metrics, routes: transport.routes, logger, dependencies: () => ({ index: { ok: copies.reachable } }), context: (_, scope) => replicaContext(copies, scope) });
    logger.info({ url: server.url }, 'the replica is open');
    return { ...server, close: () => server.close().finally(() => transport.close()) };
  } catch (error) {
    await transport.close();
    throw error;
  }
}
