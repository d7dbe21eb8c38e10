import type { RequestHandler } from '../../subgraphs/kit/http-server.js';

const PREFLIGHT = {
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'content-type, authorization',
  'access-control-max-age': '86400',
} as const;

/**
 * Lets pages of any origin ask (CORS). What is answered depends on the request alone, never on a cookie, so a page learns
 * nothing that its server could not ask for itself.
 */
export function allowEveryOrigin(handler: RequestHandler): RequestHandler {
  return function answerAnyOrigin(request, response) {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method !== 'OPTIONS') return handler(request, response);
    response.writeHead(204, PREFLIGHT).end();
  };
}
