import { sendJson, type RequestHandler } from './http-server.js';
import type { Logger } from './logger.js';
import { observeRequests } from './observe/observe-requests.js';
import { readinessOf, type Dependencies } from './observe/readiness.js';
import type { Route, RouteHandler, Routes } from './observe/route-handler.js';
import type { ServiceMetrics } from './observe/service-metrics.js';

export interface ServiceRoutesOptions {
  /** What the service works with, as it is now. */
  readonly dependencies: () => Dependencies;
  readonly isClosing: () => boolean;
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
  /** Paths beside `/healthz`, `/readyz` and `/metrics`; one that ends with `/*` has all below it. */
  readonly routes: Routes;
}

/** Sends each path to its handler; answers `/healthz`, `/readyz` and `/metrics` itself, and 404 with the paths there are. */
export function serviceRoutes({ dependencies, isClosing, logger, metrics, routes }: ServiceRoutesOptions): RequestHandler {
  const table = new Map<string, Route>(
    Object.entries<RouteHandler>({
      '/healthz': (_, response) => sendJson(response, 200, { status: 'alive' }),
      '/readyz': (_, response) => {
        const readiness = readinessOf(dependencies(), isClosing());
        sendJson(response, readiness.status === 'ready' ? 200 : 503, readiness);
      },
      '/metrics': async (_, response) => {
        const text = await metrics.render();
        response.writeHead(200, { 'content-type': metrics.registry.contentType, 'content-length': Buffer.byteLength(text) }).end(text);
      },
      ...routes,
    }).map(([name, handler]) => [name, { name, handler }]),
  );
  const paths = [...table.keys()];
  const elsewhere: Route = { name: 'other', handler: (_, response) => sendJson(response, 404, { error: 'Expected a path of this service.', paths }) };
  const open = [...table].filter(([path]) => path.endsWith('/*')).map(([path, route]) => [path.slice(0, -1), route] as const);
  const routeOf = (path: string): Route => table.get(path) ?? open.find(([prefix]) => path.startsWith(prefix))?.[1] ?? elsewhere;
  return observeRequests(({ url = '/' }) => routeOf(url.split('?', 1)[0] as string), { logger, metrics });
}
