import { subgraphSdl, supergraphSdl } from '../schema/sdl.js';
import type { HttpServer } from '../subgraphs/kit/http-server.js';
import type { Logger } from '../subgraphs/kit/logger.js';
import { createHttpTransport } from '../subgraphs/kit/transport/http-transport.js';
import type { GatewayConfig } from './config.js';
import { searchPage } from './http/search-page.js';
import { readContract } from './partition/contract.js';
import { createLocator } from './partition/locator.js';
import { followNodeTable } from './partition/node-table.js';
import { createPartitionRouter } from './partition/partition-router.js';
import { PartitionedDataSource } from './partition/partitioned-data-source.js';
import { subgraphEndpoint } from './partition/subgraph-endpoint.js';
import { ServiceDataSource } from './services/service-data-source.js';
import { serveSupergraph } from './serve-supergraph.js';

/** Starts the gateway with its partition router, and follows the registry. */
export async function startGateway(config: GatewayConfig, logger: Logger): Promise<HttpServer> {
  const { send, close: closeTransport } = createHttpTransport();
  const contract = readContract(subgraphSdl('catalog'));
  const nodes = followNodeTable({ registryUrl: config.registryUrl, send, logger });
  const locate = createLocator({ searchUrl: config.searchUrl, send });
  const route = createPartitionRouter({ contract, nodes: nodes.current, send, locate, nodeTimeoutMillis: config.nodeTimeoutMillis, reuseMillis: config.reuseMillis });
  const services = new Map([
    ['search', new ServiceDataSource({ name: 'search', url: config.searchUrl, send, unavailable: 'INDEX_UNAVAILABLE' })],
    ['registry', new ServiceDataSource({ name: 'registry', url: config.registryUrl, send, unavailable: 'SUBGRAPH_UNAVAILABLE' })],
  ]);
  const partitioned = new PartitionedDataSource(route);
  const server = await serveSupergraph({
    host: config.host,
    port: config.port,
    supergraphSdl: supergraphSdl(),
    dataSource: (name) => (name === 'catalog' ? partitioned : required(services, name)),
    logger,
    ready: nodes.known,
    reuseMillis: config.reuseMillis,
    routes: { '/subgraph/catalog': subgraphEndpoint({ contract, route }), ...searchPage() },
  });
  const close = async (): Promise<void> => {
    await server.close();
    await nodes.close();
    await closeTransport();
  };
  return { url: server.url, port: server.port, close };
}

function required<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (!value) throw new Error(`The supergraph names a subgraph "${name}" whose address is not configured.`);
  return value;
}
