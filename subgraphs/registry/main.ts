import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { registrySdl } from '../../schema/sdl.js';
import type { AuditLog } from '../kit/audit/audit-log.js';
import { openLibsqlAuditLog } from '../kit/audit/libsql-audit-log.js';
import { createAuditIndexes, openMongoAuditLog } from '../kit/audit/mongo-audit-log.js';
import type { HttpServer } from '../kit/http-server.js';
import { MongoPlace } from '../kit/mongo/mongo-place.js';
import type { Viewer } from '../kit/viewer.js';
import { createLogger, type Logger } from '../kit/logger.js';
import { createServiceMetrics } from '../kit/observe/service-metrics.js';
import { writeGuard } from '../kit/require-token.js';
import { startSubgraph } from '../kit/start-subgraph.js';
import { WakeUp } from '../kit/wake-up.js';
import { DEFAULT_REGISTRY_NAME, type RegistryConfig } from './config.js';
import type { RegistryContext, RegistryServices } from './context.js';
import { isLoopback } from '../kit/env.js';
import { refusedAddresses } from '../kit/transport/refused-addresses.js';
import { callingTransport } from '../kit/identity/calls/calling-transport.js';
import { serviceIdentity } from '../kit/identity/calls/service-identity.js';
import { singleToken } from '../kit/identity/own-token.js';
import { nodeTrials } from './node-trials.js';
import { registryMetrics } from './registry-metrics.js';
import { authorityResolvers, memberResolvers, requestResolvers } from './resolvers/authority.js';
import { mutationResolvers } from './resolvers/mutation.js';
import { queryResolvers } from './resolvers/query.js';
import { openLibsqlMemberStore } from './stores/libsql-member-store.js';
import type { MemberStore } from './stores/member-store.js';
import { openMongoMemberStore } from './stores/mongo-member-store.js';

const schema = () =>
  buildSubgraphSchema([
    {
      typeDefs: parse(registrySdl()),
      resolvers: { Query: queryResolvers, Mutation: mutationResolvers, Authority: authorityResolvers, Member: memberResolvers, ...requestResolvers },
    },
  ]);

function openStore({ mongo, dataDir }: RegistryConfig, logger: Logger): MemberStore {
  if (mongo) return openMongoMemberStore({ ...mongo, logger });
  mkdirSync(dataDir, { recursive: true });
  return openLibsqlMemberStore(join(dataDir, 'registry.db'));
}

function openAudit({ mongo, dataDir }: RegistryConfig, logger: Logger): AuditLog {
  return mongo ? openMongoAuditLog(new MongoPlace({ ...mongo, poolSize: 2, logger, prepare: createAuditIndexes })) : openLibsqlAuditLog(join(dataDir, 'audit.db'));
}

/** Tokens of the registry's own: the operator's and an auditor's, each where it is set. */
function ownTokens({ operatorToken, auditorToken }: RegistryConfig): ((token: string) => Viewer | null) | undefined {
  const operator = singleToken(operatorToken, { subject: 'operator', authorities: [], roles: ['OPERATOR'] });
  const auditor = singleToken(auditorToken, { subject: 'auditor', authorities: [], roles: ['AUDITOR'] });
  return operator && auditor ? (token) => operator(token) ?? auditor(token) : (operator ?? auditor);
}

/** Starts the registry; its GraphQL is at `<url>/graphql`. `close` ends long polls, then the store. */
export async function startRegistry(config: RegistryConfig, logger: Logger = createLogger('registry', process.env)): Promise<HttpServer> {
  const store = openStore(config, logger);
  const changed = new WakeUp();
  store.watch(() => changed.wake());
  const metrics = createServiceMetrics();
  const http = callingTransport(config, logger, { registry: metrics.registry });
  const audit = openAudit(config, logger);
  const services: RegistryServices = { store, audit, logger, changed, name: config.name ?? DEFAULT_REGISTRY_NAME, trials: nodeTrials(http.send, { refuses: refusedAddresses({ allowsThisMachine: config.localNodes ?? isLoopback(config.host) }), proofs: http.proofs, tls: config.clientTls }) };
  const release = async (): Promise<void> => {
    await http.close();
    await audit.close();
    await store.close();
  };
  registryMetrics({ registry: metrics.registry, store });
  try {
    const server = await startSubgraph<RegistryContext>({
      schema: schema(),
      host: config.host,
      port: config.port,
      tls: config.tls,
      identify: serviceIdentity({ names: ['registry'], trusted: config.trustedCallers ?? [], ownToken: ownTokens(config), dataDir: config.dataDir, registry: metrics.registry, logger }),
      routes: http.routes,
      logger,
      dependencies: () => ({ store: { ok: store.reachable } }),
      metrics,
      context: (request, { viewer }) => ({ ...services, viewer, requireOperator: writeGuard(request, config.operatorToken) }),
      onClosing: () => changed.close(),
    });
    logger.info({ url: server.url }, 'the registry is open');
    return { ...server, close: () => server.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}
