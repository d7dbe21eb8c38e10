import { GraphQLError } from 'graphql';
import type { MessagePort } from 'node:worker_threads';

/** A call to a thread, and what comes back. */
export interface Call {
  readonly number: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Reply = { readonly number: number; readonly value: unknown } | { readonly number: number; readonly failure: Failure };

/** A thread says once that it can be called. */
export interface Ready {
  readonly ready: true;
}

/** An error in a form that crosses between threads. `extensions` are there where it is an error for the client. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | null;
}

/** What a thread can be asked, by method. */
export type Handlers = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What among `values` changes hands instead of being copied: bytes, which their sender does not use again. */
export function handedOver(...values: readonly unknown[]): readonly ArrayBuffer[] {
  return values.filter((value) => value instanceof Uint8Array).map(({ buffer }) => buffer as ArrayBuffer);
}

/**
 * Answers calls that come through `port`, and says that it is ready for them.
 *
 * @param urgent methods that are answered before others that came earlier; where there are none, each call is answered as it comes
 */
export function serveCalls(port: MessagePort, handlers: Handlers, urgent: readonly string[] = []): void {
  const serve = ({ number, method, args }: Call): void => {
    void answer(handlers, method, args).then(
      (value) => port.postMessage({ number, value } satisfies Reply, handedOver(value)),
      (error: unknown) => port.postMessage({ number, failure: toFailure(error) } satisfies Reply),
    );
  };
  port.on('message', urgent.length === 0 ? serve : inOrderOfUrgency(serve, urgent));
  port.postMessage({ ready: true } satisfies Ready);
}

/** One call a turn: what arrives while one is answered is known before the next is chosen. */
function inOrderOfUrgency(serve: (call: Call) => void, urgent: readonly string[]): (call: Call) => void {
  const waiting: Call[] = [];
  const next = (): void => {
    const at = waiting.findIndex(({ method }) => urgent.includes(method));
    const [call] = waiting.splice(Math.max(0, at), 1);
    if (waiting.length > 0) setImmediate(next);
    serve(call as Call);
  };
  return (call) => {
    if (waiting.push(call) === 1) setImmediate(next);
  };
}

async function answer(handlers: Handlers, method: string, args: readonly unknown[]): Promise<unknown> {
  const handler = handlers[method];
  if (!handler) throw new TypeError(`Expected one of ${Object.keys(handlers).join(', ')} but got ${method}.`);
  return handler(...(args as never[]));
}

function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined, extensions: null };
  return { message: error.message, stack: error.stack, extensions: error instanceof GraphQLError ? { ...error.extensions } : null };
}

/** The error that a failure was made of. */
export function fromFailure({ message, stack, extensions }: Failure): Error {
  if (extensions) return new GraphQLError(message, { extensions });
  return Object.assign(new Error(message), stack === undefined ? {} : { stack });
}
