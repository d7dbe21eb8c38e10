import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestScope } from './request-scope.js';

/** Answers a request on a path of a service. */
export type RouteHandler = (request: IncomingMessage, response: ServerResponse, scope: RequestScope) => void | Promise<void>;

export type Routes = Readonly<Record<string, RouteHandler>>;

/** A handler and the route it stands for. Everything off the known paths is one route, so that no client makes names. */
export interface Route {
  readonly name: string;
  readonly handler: RouteHandler;
}
