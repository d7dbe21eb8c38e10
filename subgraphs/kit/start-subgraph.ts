import { ApolloServer, type BaseContext } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { apolloAnswerer, serveAnswers } from './apollo-handler.js';
import { apolloOptions } from './apollo-options.js';
import { listen, type HttpServer, type ListenOptions, type RequestHandler } from './http-server.js';
import type { Logger } from './logger.js';
import { serviceRoutes } from './service-routes.js';

export interface SubgraphOptions<Context extends BaseContext> extends ListenOptions {
  readonly schema: GraphQLSchema;
  readonly context: (request: IncomingMessage) => Context | Promise<Context>;
  readonly logger: Logger;
  /** Whether it can do its work now; asked by `/readyz`. @default always */
  readonly ready?: () => boolean;
  /** Called first when it closes: ends long polls, so that no answer is cut. */
  readonly onClosing?: () => void | Promise<void>;
  /** Largest request body that is read. @default 16 MiB */
  readonly bodyLimitBytes?: number;
  /** Paths beside `/graphql`, `/healthz` and `/readyz`. */
  readonly routes?: Readonly<Record<string, RequestHandler>>;
}

/** Serves a subgraph at `/graphql`, its health at `/healthz` and `/readyz`. */
export async function startSubgraph<Context extends BaseContext>(options: SubgraphOptions<Context>): Promise<HttpServer> {
  const { schema, context, logger, ready = () => true, onClosing = () => undefined, routes = {}, bodyLimitBytes = 16 * 1024 * 1024, ...listenOptions } = options;
  const apollo = new ApolloServer<Context>({
    schema,
    ...apolloOptions(logger),
  });
  await apollo.start();
  const graphql = serveAnswers(apolloAnswerer(apollo, context), { bodyLimitBytes });
  let closing = false;
  const handler = serviceRoutes({ ready, isClosing: () => closing, routes: { '/graphql': graphql, ...routes } });
  const server = await listen(handler, { onError: (error) => logger.error({ err: error }, 'a request failed'), ...listenOptions });
  const close = async (): Promise<void> => {
    closing = true;
    await onClosing();
    await server.close();
    await apollo.stop();
  };
  return { url: server.url, port: server.port, close };
}
