import { sendJson, type RequestHandler } from './http-server.js';

export interface ServiceRoutesOptions {
  /** Whether the service can do its work now. */
  readonly ready: () => boolean;
  readonly isClosing: () => boolean;
  /** Paths beside `/healthz` and `/readyz`. */
  readonly routes: Readonly<Record<string, RequestHandler>>;
}

/** Sends each path to its handler; answers `/healthz` and `/readyz` itself, and 404 with the paths there are. */
export function serviceRoutes({ ready, isClosing, routes }: ServiceRoutesOptions): RequestHandler {
  const table: Readonly<Record<string, RequestHandler>> = {
    '/healthz': (_, response) => sendJson(response, 200, { status: 'alive' }),
    '/readyz': (_, response) => {
      const isReady = !isClosing() && ready();
      sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : isClosing() ? 'closing' : 'starting' });
    },
    ...routes,
  };
  return function serveRoute(request, response) {
    const handler = table[(request.url ?? '/').split('?', 1)[0] as string];
    return handler ? handler(request, response) : sendJson(response, 404, { error: 'Expected a path of this service.', paths: Object.keys(table) });
  };
}
