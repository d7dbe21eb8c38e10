import { ApolloServer, type BaseContext } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { apolloHandler } from './apollo-handler.js';
import { createFormatError } from './format-error.js';
import { listen, sendJson, type HttpServer, type ListenOptions, type RequestHandler } from './http-server.js';
import type { Logger } from './logger.js';

export interface SubgraphOptions<Context extends BaseContext> extends ListenOptions {
  readonly schema: GraphQLSchema;
  readonly context: (request: IncomingMessage) => Context | Promise<Context>;
  readonly logger: Logger;
  /** Whether it can do its work now; asked by `/readyz`. @default always */
  readonly ready?: () => boolean;
  /** Called first when it closes: ends long polls, so that no answer is cut. */
  readonly onClosing?: () => void | Promise<void>;
  /** Paths beside `/graphql`, `/healthz` and `/readyz`. */
  readonly routes?: Readonly<Record<string, RequestHandler>>;
}

/** Serves a subgraph at `/graphql`, its health at `/healthz` and `/readyz`. */
export async function startSubgraph<Context extends BaseContext>(options: SubgraphOptions<Context>): Promise<HttpServer> {
  const { schema, context, logger, ready = () => true, onClosing = () => undefined, routes = {}, ...listenOptions } = options;
  const apollo = new ApolloServer<Context>({
    schema,
    formatError: createFormatError(logger),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled()],
    logger,
  });
  await apollo.start();
  const graphql = apolloHandler(apollo, { context });
  let closing = false;
  const table: Readonly<Record<string, RequestHandler>> = {
    '/graphql': graphql,
    '/healthz': (_, response) => sendJson(response, 200, { status: 'alive' }),
    '/readyz': (_, response) => {
      const isReady = !closing && ready();
      sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : closing ? 'closing' : 'starting' });
    },
    ...routes,
  };
  const server = await listen((request, response) => {
    const handler = table[(request.url ?? '/').split('?', 1)[0] as string];
    return handler ? handler(request, response) : sendJson(response, 404, { error: 'Expected a path of this service.', paths: Object.keys(table) });
  }, listenOptions);
  const close = async (): Promise<void> => {
    closing = true;
    await onClosing();
    await server.close();
    await apollo.stop();
  };
  return { url: server.url, port: server.port, close };
}
