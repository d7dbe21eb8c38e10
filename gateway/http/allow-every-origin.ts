import { REQUEST_ID_HEADER } from '../../subgraphs/kit/observe/request-scope.js';
import type { RouteHandler } from '../../subgraphs/kit/observe/route-handler.js';

const PREFLIGHT = {
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': `content-type, authorization, ${REQUEST_ID_HEADER}, traceparent, tracestate`,
  'access-control-max-age': '86400',
} as const;

/**
 * Lets pages of any origin ask (CORS). What is answered depends on the request alone, never on a cookie, so a page learns
 * nothing that its server could not ask for itself.
 */
export function allowEveryOrigin(handler: RouteHandler): RouteHandler {
  return function answerAnyOrigin(request, response, scope) {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', `${REQUEST_ID_HEADER}, retry-after`);
    if (request.method !== 'OPTIONS') return handler(request, response, scope);
    response.writeHead(204, PREFLIGHT).end();
  };
}
