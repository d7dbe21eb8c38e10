import { propagation, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERROR_CODES } from '../../../schema/errors.js';
import { sendJson, type RequestHandler } from '../http-server.js';
import type { Logger } from '../logger.js';
import type { ServiceMetrics } from './service-metrics.js';
import { REQUEST_ID_HEADER, requestIdOf, requestScope, type RequestScope } from './request-scope.js';
import type { Route } from './route-handler.js';
import { openSpan } from './tracing.js';

export interface ObserveOptions {
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
}

/** Gives every request its id, its span and its place in the metrics, and an answer where its handler fails. */
export function observeRequests(routeOf: (request: IncomingMessage) => Route, { logger, metrics }: ObserveOptions): RequestHandler {
  return async function observeRequest(request, response) {
    const began = performance.now();
    const route = routeOf(request);
    const id = requestIdOf(request);
    response.setHeader(REQUEST_ID_HEADER, id);
    const { span, trace } = openSpan(`${String(request.method)} ${route.name}`, propagation.extract(ROOT_CONTEXT, request.headers), {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': String(request.method), 'http.route': route.name, 'ucat.request_id': id },
    });
    const scope = requestScope(id, logger, trace);
    response.once('close', () => {
      const seconds = (performance.now() - began) / 1000;
      // An answer that its client did not wait for has a code of its own, as other servers count it.
      const code = response.writableFinished ? response.statusCode : 499;
      if (!response.writableFinished) scope.leave();
      metrics.countRequest(route.name, code, seconds);
      span.setAttribute('http.response.status_code', code).end();
      if (logger.isLevelEnabled('debug')) scope.log.debug({ method: request.method, route: route.name, code, seconds }, 'a request was answered');
    });
    try {
      await route.handler(request, response, scope);
    } catch (error) {
      // Its client went away while it sent: nobody is there to be answered, and it is no fault of ours.
      if (request.errored === error) return scope.log.debug({ err: error }, 'a request was not sent to its end');
      failRequest(error, response, scope);
    }
  };
}

/** The cause goes to the log alone; an answer that has begun can only be cut. */
function failRequest(error: unknown, response: ServerResponse, { id, log }: RequestScope): void {
  log.error({ err: error }, 'a request failed');
  if (response.headersSent) return void response.destroy();
  response.setHeader('connection', 'close');
  sendJson(response, 500, { errors: [{ message: ERROR_CODES.INTERNAL, extensions: { code: 'INTERNAL', requestId: id } }] });
}
