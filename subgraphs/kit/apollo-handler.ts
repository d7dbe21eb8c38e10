import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { IncomingMessage } from 'node:http';
import { BodyTooLarge, readBody, sendJson, type RequestHandler } from './http-server.js';

/** A request whose body has been read. */
export interface ReceivedRequest {
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

/** A whole answer, ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Answerer = (request: ReceivedRequest) => Promise<HttpAnswer>;

/** Answers GraphQL over HTTP with a started Apollo Server. */
export function apolloAnswerer<Context extends BaseContext>(server: ApolloServer<Context>, context: (request: IncomingMessage) => Context | Promise<Context>): Answerer {
  return async function answerGraphQL({ message, body }) {
    let parsed: unknown;
    if (message.method === 'POST') {
      // Any page may send other types without asking the browser first, and so write at a service on this machine.
      if (!isJson(message)) return refusal(415, `Expected content-type application/json but got ${message.headers['content-type'] ?? 'none'}.`);
      try {
        parsed = JSON.parse(body.toString('utf8'));
      } catch (error) {
        return refusal(400, `Expected a JSON body but got: ${(error as Error).message}.`);
      }
    }
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: message.method ?? 'GET', headers: headersOf(message), search: new URL(message.url ?? '/', 'http://localhost').search, body: parsed },
      context: async () => context(message),
    });
    if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not enabled.');
    return { status: answer.status ?? 200, headers: Object.fromEntries(answer.headers), body: Buffer.from(answer.body.string) };
  };
}

const isJson = ({ headers }: IncomingMessage): boolean => /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function refusal(status: number, message: string): HttpAnswer {
  const body = Buffer.from(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_INPUT' } }] }));
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

/** Serves an answerer on node's own http server. @param bodyLimitBytes largest request body that is read */
export function serveAnswers(answer: Answerer, { bodyLimitBytes = 16 * 1024 * 1024 }: { readonly bodyLimitBytes?: number } = {}): RequestHandler {
  return async function serveAnswer(message, response) {
    let request: ReceivedRequest;
    try {
      request = { message, body: await readBody(message, bodyLimitBytes) };
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      response.setHeader('connection', 'close');
      sendJson(response, 413, { errors: [{ message: error.message, extensions: { code: 'BAD_INPUT' } }] });
      return;
    }
    const { status, headers, body } = await answer(request);
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  };
}
