import { Agent, type Dispatcher } from 'undici';
import { TransportFailure, type Transport, type TransportAnswer, type TransportRequest } from './transport.js';

export interface HttpTransportOptions {
  /** Connections kept to one service. @default 64 */
  readonly connectionsPerOrigin?: number;
  /** An idle connection is let go before the server would: services keep them 65000. @default 30000 */
  readonly idleTimeoutMillis?: number;
  /** Longest answer that is read. @default 64 MiB */
  readonly answerLimitBytes?: number;
  /** @default 2000 */
  readonly connectTimeoutMillis?: number;
}

export interface HttpTransport {
  readonly send: Transport;
  close(): Promise<void>;
}

/** A transport over HTTP with kept-alive connections. Time limits are the caller's, by `signal`. */
export function createHttpTransport({
  connectionsPerOrigin = 64,
  idleTimeoutMillis = 30_000,
  answerLimitBytes = 64 * 1024 * 1024,
  connectTimeoutMillis = 2_000,
}: HttpTransportOptions = {}): HttpTransport {
  const agent = new Agent({
    connections: connectionsPerOrigin,
    keepAliveTimeout: idleTimeoutMillis,
    keepAliveMaxTimeout: idleTimeoutMillis,
    connect: { timeout: connectTimeoutMillis },
    maxResponseSize: answerLimitBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
  });
  const send: Transport = async (request) => {
    try {
      return await post(agent, request);
    } catch (error) {
      if (error instanceof TransportFailure) throw error;
      throw new TransportFailure(`${request.url}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
  return { send, close: () => agent.destroy() };
}

async function post(agent: Agent, { url, query, variables, headers, signal }: TransportRequest): Promise<TransportAnswer> {
  const { origin, pathname, search } = new URL(url);
  const response = await agent.request({
    origin,
    path: pathname + search,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: signal ?? null,
  } satisfies Dispatcher.RequestOptions);
  const text = await response.body.text();
  return parseAnswer(text, `${url} answered status ${String(response.statusCode)}`);
}

function parseAnswer(text: string, what: string): TransportAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new TransportFailure(`${what} with something that is not JSON.`);
  }
  if (!isAnswer(answer)) throw new TransportFailure(`${what} with JSON that is no GraphQL answer.`);
  return answer;
}

function isAnswer(value: unknown): value is TransportAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { data, errors } = value as { data?: unknown; errors?: unknown };
  if (errors !== undefined && !Array.isArray(errors)) return false;
  return (typeof data === 'object' && data !== null && !Array.isArray(data)) || (Array.isArray(errors) && errors.length > 0);
}
