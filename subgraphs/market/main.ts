import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { subgraphSdl } from '../../schema/sdl.js';
import type { HttpServer } from '../kit/http-server.js';
import { callingTransport } from '../kit/identity/calls/calling-transport.js';
import { serviceIdentity } from '../kit/identity/calls/service-identity.js';
import { PublishedRecords } from '../kit/layers/published-records.js';
import { createLogger, type Logger } from '../kit/logger.js';
import { startSubgraph } from '../kit/start-subgraph.js';
import type { MarketConfig } from './config.js';
import { marketContext, type MarketContext } from './context.js';
import { marketResolvers } from './resolvers/market.js';

const schema = (): GraphQLSchema => buildSubgraphSchema([{ typeDefs: parse(subgraphSdl('market')), resolvers: marketResolvers }]);

/**
 * Starts the data market: the subgraph that says on what terms what is catalogued can be had, from what exchanges have
 * published. It keeps nothing. Its GraphQL is at `<url>/graphql`.
 */
export async function startMarket({ host, port, searchUrl, trustedCallers = [], tls, ...calls }: MarketConfig, logger: Logger = createLogger('market', process.env)): Promise<HttpServer> {
  const transport = callingTransport(calls, logger);
  const records = new PublishedRecords({ searchUrl, send: transport.send });
  try {
    const server = await startSubgraph<MarketContext>({
      schema: schema(),
      host,
      port,
      tls,
      identify: serviceIdentity({ names: ['market'], trusted: trustedCallers, roles: ['GATEWAY'], dataDir: calls.dataDir, logger }),
      routes: transport.routes,
      logger,
      dependencies: () => ({ index: { ok: records.reachable } }),
      context: (_, scope) => marketContext(records, scope),
    });
    logger.info({ url: server.url }, 'the market is open');
    return { ...server, close: () => server.close().finally(() => transport.close()) };
  } catch (error) {
    await transport.close();
    throw error;
  }
}
