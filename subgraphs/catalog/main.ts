import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { join } from 'node:path';
import { nodeSdl } from '../../schema/sdl.js';
import type { HttpServer } from '../kit/http-server.js';
import { nodeKeyFile, readNodeKey } from '../kit/identity/node-key.js';
import { permittedRoots } from '../kit/identity/calls/permitted-roots.js';
import { serviceIdentity } from '../kit/identity/calls/service-identity.js';
import { createLogger, type Logger } from '../kit/logger.js';
import { createServiceMetrics } from '../kit/observe/service-metrics.js';
import { startSubgraph } from '../kit/start-subgraph.js';
import { ANONYMOUS } from '../kit/viewer.js';
import { auditOf } from './access/audit-of.js';
import { openDesk } from './access/open-desk.js';
import type { NodeConfig } from './config.js';
import { callerPermissions } from './identity/caller-permissions.js';
import { nodeRoutes } from './identity/node-routes.js';
import { logRoutes } from './log/log-routes.js';
import { LogTree } from './log/log-tree.js';
import { ChangeFeed } from './log/change-feed.js';
import { nodeMetrics } from './node-metrics.js';
import { Publisher } from './publish/publisher.js';
import { createContext, resolvers, type StewardContext } from './resolvers/index.js';
import { stewardGate } from './stewards/steward-gate.js';
import { stewardRoll } from './stewards/steward-roll.js';
import { openLibsqlRecordStore } from './stores/libsql-record-store.js';
import { openMongoRecordStore } from './stores/mongo-record-store.js';
import type { RecordStore } from './stores/record-store.js';

/** The node contract and its stewards' mutations, with their resolvers. */
export const nodeSchema = (): GraphQLSchema => buildSubgraphSchema([{ typeDefs: parse(nodeSdl()), resolvers }]);

/** Where a node without MongoDB keeps its store. */
export const embeddedStoreFile = (dataDir: string): string => join(dataDir, 'catalog.db');

/** Where a node looks for its stewards. */
export const stewardsFile = (dataDir: string): string => join(dataDir, 'stewards.json');

/** Opens the store that the configuration names. */
export const openStore = ({ mongo, dataDir, authorities }: Pick<NodeConfig, 'mongo' | 'dataDir' | 'authorities'>, logger: Logger): RecordStore =>
  mongo ? openMongoRecordStore({ ...mongo, authorities, logger }) : openLibsqlRecordStore({ path: embeddedStoreFile(dataDir), logger });

/** Starts a catalog node; its GraphQL is at `<url>/graphql`. `close` ends long polls, then the store. */
export async function startNode(config: NodeConfig, logger: Logger = createLogger('catalog', process.env)): Promise<HttpServer> {
  const store = openStore(config, logger);
  const side = openDesk(config, logger);
  try {
    const feed = new ChangeFeed(store);
    store.watch(() => feed.announce());
    const served: ReadonlySet<string> = new Set(config.authorities);
    const metrics = createServiceMetrics();
    const { onAppend } = nodeMetrics({ registry: metrics.registry, store, authorities: config.authorities });
    const publisher = new Publisher({
      store,
      served,
      beforeAppend: auditOf(side.audit),
      onAppend: (log, entries) => {
        onAppend(log, entries);
        feed.announce();
      },
    });
    const tree = new LogTree({ store, key: () => readNodeKey(nodeKeyFile(config.dataDir)) });
    const services = { store, feed, served, publisher, proofs: { tree, logs: store }, access: side.access, audit: side.audit };
    const roll = stewardRoll({ token: config.stewardToken, source: config.stewards ?? stewardsFile(config.dataDir), served, logger, onList: side.onStewards });
    const identify = serviceIdentity({ names: config.authorities, trusted: config.trustedCallers ?? [], roles: ['GATEWAY', 'INDEX', 'REGISTRY'], ownToken: (token) => (roll.open && !config.requiresToken ? ANONYMOUS : roll.viewerOf(token)), requiresToken: config.requiresToken ?? false, url: config.url, dataDir: config.dataDir, registry: metrics.registry, logger });
    const server = await startSubgraph<StewardContext>({
      schema: nodeSchema(),
      host: config.host,
      port: config.port,
      tls: config.tls,
      identify,
      plugins: [permittedRoots(callerPermissions())],
      logger,
      dependencies: () => ({ store: { ok: store.reachable } }),
      metrics,
      context: (_, scope) => createContext(services, stewardGate({ viewer: scope.viewer, caller: scope.caller, open: roll.open, served }), scope),
      onClosing: () => feed.close(),
      routes: { ...nodeRoutes(config), ...logRoutes({ store, tree, served }) },
    });
    logger.info({ url: server.url, authorities: config.authorities }, 'the node is open');
    return { ...server, close: () => server.close().finally(async () => { await side.close(); await store.close(); }) };
  } catch (error) {
    await side.close();
    await store.close();
    throw error;
  }
}
