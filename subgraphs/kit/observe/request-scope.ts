import { context, isSpanContextValid, trace as traces, type Context } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { NOBODY, type Identity } from '../identity/identity.js';
import type { Logger } from '../logger.js';

/** One request as those see it who work on it: its id, who asks, its log, and its place in a trace. */
export interface RequestScope extends Identity {
  /** Stands in every log line of the request, in the answer's header and in its errors. */
  readonly id: string;
  /** Marks every line with the id. */
  readonly log: Logger;
  /** What spans of the request are children of. */
  readonly trace: Context;
  /** Whether there is a trace: without one nobody opens spans. */
  readonly traced: boolean;
  /** Aborts when nobody waits for the answer any more: what is asked for it need not be. */
  readonly signal: AbortSignal;
}

/** A request whose client can leave. */
export interface LeavableScope extends RequestScope {
  /** Its client has gone away. */
  leave(): void;
}

/** Header that carries the id, from the client through every service and back. */
export const REQUEST_ID_HEADER = 'x-request-id';

const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;

/** The id that a request brings, where it is 8 to 128 of letters, digits, `.`, `_` and `-`; else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID();
}

/** @param trace what spans of the request are children of @default nothing: they begin a trace of their own */
export const requestScope = (id: string, logger: Logger, trace: Context = context.active()): LeavableScope => new LazyScope(id, logger, trace);

/** The same request, inside a span. */
export const scopeWithin = (scope: RequestScope, trace: Context): RequestScope => ({
  id: scope.id,
  viewer: scope.viewer,
  caller: scope.caller,
  get log() {
    return scope.log;
  },
  trace,
  traced: scope.traced,
  get signal() {
    return scope.signal;
  },
});

/** The same request, waited for by others too. @param signal aborts when none of them waits any more */
export const scopeOfSeveral = (scope: RequestScope, signal: AbortSignal): RequestScope => ({
  id: scope.id,
  viewer: scope.viewer,
  caller: scope.caller,
  get log() {
    return scope.log;
  },
  trace: scope.trace,
  traced: scope.traced,
  signal,
});

/** The same request, once it is known who asks. */
export const scopeOfIdentity = (scope: RequestScope, { viewer, caller }: Identity): RequestScope => ({
  id: scope.id,
  viewer,
  caller,
  get log() {
    return scope.log;
  },
  trace: scope.trace,
  traced: scope.traced,
  get signal() {
    return scope.signal;
  },
});

/** Every request to a node listens, and one client's query makes dozens: that is no leak. */
function manyListeners(controller: AbortController): AbortController {
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Most requests write no line and ask nobody else: a log and a signal of its own are made for one that does. */
class LazyScope implements LeavableScope {
  readonly id: string;
  /** Nobody known, until its service has looked. */
  readonly viewer = NOBODY.viewer;
  readonly caller = NOBODY.caller;
  readonly trace: Context;
  readonly traced: boolean;
  readonly #logger: Logger;
  readonly #leaving: { controller?: AbortController; left: boolean } = { left: false };
  #log: Logger | undefined;

  constructor(id: string, logger: Logger, trace: Context) {
    this.id = id;
    this.trace = trace;
    const span = traces.getSpanContext(trace);
    this.traced = span !== undefined && isSpanContextValid(span);
    this.#logger = logger;
  }

  get log(): Logger {
    return (this.#log ??= this.#logger.child({ requestId: this.id }));
  }

  get signal(): AbortSignal {
    const { left } = this.#leaving;
    const controller = (this.#leaving.controller ??= manyListeners(new AbortController()));
    if (left) controller.abort();
    return controller.signal;
  }

  leave(): void {
    this.#leaving.left = true;
    this.#leaving.controller?.abort();
  }
}
