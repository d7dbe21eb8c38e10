import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { apolloAnswerer, serveAnswers, type ContextOf } from './apollo-handler.js';
import { apolloOptions } from './apollo-options.js';
import { signedWrites } from './identity/calls/signed-writes.js';
import type { Identify } from './identity/identity.js';
import { listen, type HttpServer, type ListenOptions } from './http-server.js';
import { limitOperations } from './limits/limit-operations.js';
import { SERVICE_LIMITS } from './limits/operation-limits.js';
import type { Logger } from './logger.js';
import type { Dependencies } from './observe/readiness.js';
import type { Routes } from './observe/route-handler.js';
import { createServiceMetrics, type ServiceMetrics } from './observe/service-metrics.js';
import { serviceRoutes } from './service-routes.js';

export interface SubgraphOptions<Context extends BaseContext> extends ListenOptions {
  readonly schema: GraphQLSchema;
  readonly context: ContextOf<Context>;
  readonly logger: Logger;
  /** Tells who asks; `scope.viewer` has it. @default everybody is the public */
  readonly identify?: Identify | undefined;
  /** What judges an operation beside its resolvers. @default nothing */
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  /** What it works with, as it is now; told by `/readyz`. @default nothing */
  readonly dependencies?: () => Dependencies;
  /** What it counts, beside its requests. */
  readonly metrics?: ServiceMetrics;
  /** Called first when it closes: ends long polls, so that no answer is cut. */
  readonly onClosing?: () => void | Promise<void>;
  /** Largest request body that is read. @default 16 MiB */
  readonly bodyLimitBytes?: number;
  /** Paths beside `/graphql`, `/healthz`, `/readyz` and `/metrics`. */
  readonly routes?: Routes;
}

/** Serves a subgraph at `/graphql`, its health at `/healthz` and `/readyz`, its numbers at `/metrics`. */
export async function startSubgraph<Context extends BaseContext>(options: SubgraphOptions<Context>): Promise<HttpServer> {
  const { schema, context, identify, plugins = [], logger, dependencies = () => ({}), metrics = createServiceMetrics(), onClosing = () => undefined, routes = {}, bodyLimitBytes = 16 * 1024 * 1024, ...listenOptions } = options;
  const common = apolloOptions(logger);
  const apollo = new ApolloServer<Context>({
    schema,
    ...common,
    plugins: [...common.plugins, signedWrites(), ...plugins],
  });
  await apollo.start();
  const graphql = serveAnswers(limitOperations(apolloAnswerer(apollo, context, identify), SERVICE_LIMITS), { bodyLimitBytes });
  let closing = false;
  const handler = serviceRoutes({ dependencies, isClosing: () => closing, logger, metrics, routes: { '/graphql': graphql, ...routes } });
  const server = await listen(handler, { onError: (error) => logger.error({ err: error }, 'a request failed'), ...listenOptions });
  const close = async (): Promise<void> => {
    closing = true;
    await onClosing();
    await server.close();
    await apollo.stop();
  };
  return { url: server.url, port: server.port, close };
}
