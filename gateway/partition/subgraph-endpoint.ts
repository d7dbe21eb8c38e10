import { GraphQLError, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { readUtf8Body, withRequestId } from '../../subgraphs/kit/apollo-handler.js';
import { sendJson } from '../../subgraphs/kit/http-server.js';
import { NOBODY, type Identify } from '../../subgraphs/kit/identity/identity.js';
import { checkOperation, parseWithin } from '../../subgraphs/kit/limits/check-operation.js';
import { SERVICE_LIMITS } from '../../subgraphs/kit/limits/operation-limits.js';
import { scopeOfIdentity } from '../../subgraphs/kit/observe/request-scope.js';
import type { RouteHandler } from '../../subgraphs/kit/observe/route-handler.js';
import type { WireError } from '../../subgraphs/kit/transport/transport.js';
import type { Contract } from './contract.js';
import type { PartitionRouter, RouterRequest } from './partition-router.js';

export interface SubgraphEndpointOptions {
  readonly contract: Contract;
  readonly route: PartitionRouter;
  /** Tells who asks: the other engine hands on what its client brought. @default everybody is the public */
  readonly identify?: Identify;
  /** Largest request that is read. @default 4 MiB */
  readonly bodyLimitBytes?: number;
  /** How long a request's body may take to come. @default 120000 */
  readonly bodyTimeoutMillis?: number;
  /** Queries whose validity is remembered. @default 1000 */
  readonly validatedQueries?: number;
}

/** The router's door for other engines: GraphQL over HTTP, by POST, as a plain federation subgraph. */
export function subgraphEndpoint({ contract, route, identify = () => NOBODY, bodyLimitBytes = 4 * 1024 * 1024, bodyTimeoutMillis, validatedQueries = 1_000 }: SubgraphEndpointOptions): RouteHandler {
  const problems = new LRUCache<string, readonly GraphQLError[]>({ max: validatedQueries, maxSize: 32 * 1024 * 1024, sizeCalculation: (_, query) => query.length + 1 });
  const oversize = checkOperation(SERVICE_LIMITS);
  const check = (query: string): readonly GraphQLError[] => {
    const known = problems.get(query);
    if (known) return known;
    const found = validate(contract.schema, parseWithin(query, SERVICE_LIMITS.tokens));
    problems.set(query, found);
    return found;
  };
  return async function answerSubgraphRequest(request, response, scope) {
    const refuse = (status: number, errors: readonly WireError[]): void => sendJson(response, status, { errors: withRequestId(errors, scope) });
    if (request.method !== 'POST') {
      refuse(405, [{ message: `Expected POST but got ${String(request.method)}.`, extensions: { code: 'BAD_INPUT' } }]);
      return;
    }
    try {
      const bytes = await readUtf8Body(request, { bodyLimitBytes, ...(bodyTimeoutMillis === undefined ? {} : { bodyTimeoutMillis }) });
      const identity = await identify({ message: request, body: bytes });
      const body = readRequest(bytes.toString('utf8'));
      const excess = oversize(body.query, body.variables);
      if (excess) return refuse(400, [{ message: excess.message, extensions: excess.extensions }]);
      const found = check(body.query);
      if (found.length > 0) return refuse(400, found.map((error) => error.toJSON() as WireError));
      const { errors, ...answer } = await route({ ...body, scope: scopeOfIdentity(scope, identity) });
      sendJson(response, 200, { ...answer, ...(errors && { errors: withRequestId(errors, scope) }) });
    } catch (error) {
      if (!(error instanceof GraphQLError || error instanceof SyntaxError)) throw error;
      const { http, ...extensions } = (error instanceof GraphQLError ? error.extensions : {}) as { readonly http?: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } };
      if (http) {
        response.setHeaders(new Map(Object.entries(http.headers ?? {})));
        return refuse(http.status, [{ message: error.message, extensions }]);
      }
      const shown = error instanceof GraphQLError ? (error.toJSON() as WireError) : { message: error.message, extensions: { code: 'BAD_INPUT' } };
      refuse(400, [shown]);
    }
  };
}

function readRequest(text: string): RouterRequest {
  const body: unknown = JSON.parse(text);
  const { query, variables, operationName } = (typeof body === 'object' && body !== null ? body : {}) as Partial<RouterRequest>;
  if (typeof query !== 'string') throw new SyntaxError('Expected a JSON object with the text `query`.');
  return { query, variables: variables ?? {}, operationName };
}
