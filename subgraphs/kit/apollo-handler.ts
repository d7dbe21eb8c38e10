import { HeaderMap, type ApolloServer, type BaseContext, type GraphQLRequest } from '@apollo/server';
import { context as contexts } from '@opentelemetry/api';
import { GraphQLError } from 'graphql';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { catalogError } from '../../schema/errors.js';
import { BodyTooLarge, BodyTooSlow, readBody } from './http-server.js';
import { NOBODY, type Identified, type Identify, type Identity } from './identity/identity.js';
import { scopeOfIdentity, type RequestScope } from './observe/request-scope.js';
import type { RouteHandler } from './observe/route-handler.js';
import { scopedSpan } from './observe/tracing.js';

/** A request whose body has been read. */
export interface ReceivedRequest {
  readonly message: IncomingMessage;
  readonly body: Buffer;
  readonly scope: RequestScope;
}

/** What every resolver and data source is handed beside what its service adds. */
export interface ScopedContext extends Identity {
  readonly scope: RequestScope;
}

/** A whole answer, ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Answerer = (request: ReceivedRequest) => Promise<HttpAnswer>;

export type ContextOf<Context> = (request: IncomingMessage, scope: RequestScope) => Context | Promise<Context>;

/**
 * Answers GraphQL over HTTP, by POST and JSON, with a started Apollo Server.
 *
 * @param identify tells who asks; who that is stands in the scope and in the context
 */
export function apolloAnswerer<Context extends BaseContext>(server: ApolloServer<Context>, context: ContextOf<Context>, identify: Identify = () => NOBODY): Answerer {
  return async function answerGraphQL({ message, body, scope: unknown }) {
    const identity = await identityOrRefusal(identify, { message, body, scope: unknown });
    if ('status' in identity) return identity;
    const scope = identity === NOBODY ? unknown : scopeOfIdentity(unknown, identity);
    if (message.method !== 'POST') return refusal(405, `Expected POST but got ${String(message.method)}.`, scope);
    // Any page may send other types without asking the browser first, and so write at a service on this machine.
    if (!isJson(message)) return refusal(415, `Expected content-type application/json but got ${message.headers['content-type'] ?? 'none'}.`, scope);
    const request = readGraphQLRequest(body);
    if (typeof request === 'string') return refusal(400, request, scope);
    return scopedSpan('graphql operation', scope, () => ({}), async (inner) => {
      const contextValue = { ...(await context(message, inner)), scope: inner, viewer: inner.viewer, caller: inner.caller };
      const operation = { ...request, http: { method: 'POST', headers: headersOf(message), search: '', body: request } };
      const { body: result, http } = await contexts.with(inner.trace, async () => server.executeOperation(operation, { contextValue }));
      if (result.kind !== 'single') throw new Error('Incremental delivery is not enabled.');
      const { errors, data, extensions } = result.singleResult;
      // Errors come first, as the GraphQL specification advises (7.1): who reads the beginning knows.
      return { status: http.status ?? 200, headers: identity.answerHeaders ? { ...JSON_HEADERS, ...identity.answerHeaders } : JSON_HEADERS, body: Buffer.from(JSON.stringify({ errors: errors && withRequestId(errors, scope), data, extensions })) };
    });
  };
}

async function identityOrRefusal(identify: Identify, request: ReceivedRequest): Promise<Identified | HttpAnswer> {
  try {
    return await identify(request);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { status = 401 } = (error.extensions['http'] ?? {}) as { readonly status?: number };
    return refusedAnswer(status, error, request.scope, status === 401 ? { 'www-authenticate': 'Bearer' } : {});
  }
}

/** Errors with the id by which the operator finds the request's log lines. */
export function withRequestId<Wire extends { readonly extensions?: Readonly<Record<string, unknown>> | undefined }>(errors: readonly Wire[], { id }: RequestScope): readonly Wire[] {
  return errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: id } }));
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' } as const;

const isJson = ({ headers }: IncomingMessage): boolean => /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) map.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
  return map;
}

const isObjectOrNothing = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));

/** Reads the body of a GraphQL request; a sentence where it is none. */
function readGraphQLRequest(body: Buffer): GraphQLRequest | string {
  let request: unknown;
  try {
    request = JSON.parse(body.toString('utf8'));
  } catch (error) {
    return `Expected a JSON body but got: ${(error as Error).message}.`;
  }
  if (!isObjectOrNothing(request) || request === null) return 'Expected a JSON object with the text `query`; batches are not taken.';
  const { query, variables, operationName, extensions } = request as Record<string, unknown>;
  if (typeof query !== 'string') return 'Expected the text `query`.';
  if (!isObjectOrNothing(variables)) return 'Expected `variables` to be an object.';
  if (!isObjectOrNothing(extensions)) return 'Expected `extensions` to be an object.';
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return 'Expected `operationName` to be a text.';
  return { query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}), ...(extensions ? { extensions } : {}) } as GraphQLRequest;
}

const refusal = (status: number, message: string, scope: RequestScope): HttpAnswer => refusedAnswer(status, catalogError('BAD_INPUT', message), scope);

/** The whole answer to a request that is refused. Headers that the error asks for stand in its `extensions.http.headers`. */
export function refusedAnswer(status: number, { message, extensions: all }: GraphQLError, scope: RequestScope, more: Readonly<Record<string, string>> = {}): HttpAnswer {
  const { http, ...extensions } = all as { readonly http?: { readonly headers?: Readonly<Record<string, string>> } };
  return { status, headers: { ...JSON_HEADERS, ...more, ...http?.headers }, body: Buffer.from(JSON.stringify({ errors: withRequestId([{ message, extensions }], scope) })) };
}

/** What is read of a request at most. */
export interface BodyLimits {
  /** Largest body that is read. @default 16 MiB */
  readonly bodyLimitBytes?: number;
  /** How long a body may take to come. @default 120000 */
  readonly bodyTimeoutMillis?: number;
}

/** Reads a body of UTF-8. @throws GraphQLError that says what is wrong with it, with its status in `extensions.http` */
export async function readUtf8Body(message: IncomingMessage, { bodyLimitBytes = 16 * 1024 * 1024, bodyTimeoutMillis = 120_000 }: BodyLimits): Promise<Buffer> {
  // What is left of a body that was not read to its end is no next request.
  const cut = { connection: 'close' };
  try {
    const body = await readBody(message, bodyLimitBytes, bodyTimeoutMillis);
    if (!isUtf8(body)) throw catalogError('BAD_INPUT', 'Expected a body of UTF-8 but got bytes that are none.', { http: { status: 400 } });
    return body;
  } catch (error) {
    if (error instanceof BodyTooLarge) throw catalogError('REQUEST_TOO_LARGE', error.message, { limit: 'body', allowed: bodyLimitBytes, retryable: false, http: { status: 413, headers: cut } });
    if (error instanceof BodyTooSlow) throw catalogError('REQUEST_TOO_SLOW', error.message, { limit: 'bodyMillis', allowed: bodyTimeoutMillis, retryable: true, http: { status: 408, headers: cut } });
    throw error;
  }
}

/** Serves an answerer on node's own http server. */
export function serveAnswers(answer: Answerer, limits: BodyLimits = {}): RouteHandler {
  return async function serveAnswer(message, response, scope) {
    const { status, headers, body } = await answerTo(message, scope);
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  };

  async function answerTo(message: IncomingMessage, scope: RequestScope): Promise<HttpAnswer> {
    let body: Buffer;
    try {
      body = await readUtf8Body(message, limits);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return refusedAnswer((error.extensions['http'] as { readonly status: number }).status, error, scope);
    }
    return answer({ message, body, scope });
  }
}
