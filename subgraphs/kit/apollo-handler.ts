import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody, sendJson } from './http-server.js';

export interface ApolloHandlerOptions<Context extends BaseContext> {
  readonly context: (request: IncomingMessage) => Context | Promise<Context>;
  /** Largest request body that is read. @default 16 MiB */
  readonly bodyLimitBytes?: number;
}

/** Answers GraphQL over HTTP with a started Apollo Server, on node's own http server. */
export function apolloHandler<Context extends BaseContext>(
  server: ApolloServer<Context>,
  { context, bodyLimitBytes = 16 * 1024 * 1024 }: ApolloHandlerOptions<Context>,
) {
  return async function handleGraphQL(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    let body: unknown;
    if (request.method === 'POST') {
      try {
        body = JSON.parse((await readBody(request, bodyLimitBytes)).toString('utf8'));
      } catch (error) {
        refuseBody(response, error);
        return;
      }
    }
    const search = new URL(request.url ?? '/', 'http://localhost').search;
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? 'GET', headers, search, body },
      context: async () => context(request),
    });
    if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not enabled.');
    const bytes = Buffer.from(answer.body.string);
    response.writeHead(answer.status ?? 200, { ...Object.fromEntries(answer.headers), 'content-length': bytes.length }).end(bytes);
  };
}

function refuseBody(response: ServerResponse, error: unknown): void {
  const tooLarge = error instanceof BodyTooLarge;
  if (!tooLarge && !(error instanceof SyntaxError)) throw error;
  if (tooLarge) response.setHeader('connection', 'close');
  const message = tooLarge ? error.message : `Expected a JSON body but got: ${error.message}.`;
  sendJson(response, tooLarge ? 413 : 400, { errors: [{ message, extensions: { code: 'BAD_INPUT' } }] });
}
