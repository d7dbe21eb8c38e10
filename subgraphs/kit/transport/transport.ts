import type { RequestScope } from '../observe/request-scope.js';
import type { Viewer } from '../viewer.js';

/** A GraphQL request to one endpoint. */
export interface TransportRequest {
  readonly url: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The service called, as a signed call names it (`CallClaims.aud`): where the transport signs, a request with one is signed. */
  readonly audience?: readonly string[] | undefined;
  /** In whose name it is sent. @default the viewer of `scope` */
  readonly viewer?: Viewer | undefined;
  /** The request on whose behalf it is sent: its id, its viewer and its trace go along. */
  readonly scope?: RequestScope | undefined;
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Gives up after this time. */
  readonly timeoutMillis?: number | undefined;
}

/** An error as it came over the wire. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface TransportAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly WireError[] | undefined;
}

/** Carries GraphQL to a service. Rejects with `TransportFailure` unless an answer in GraphQL's form came back. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/** No answer in GraphQL's form came: refused, cut, timed out, or something else was sent. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
}

/** The service does not take this one's calls: it does not know the key, or not this role. */
export class CallRefused extends TransportFailure {}

/** More came than is read of one answer. */
export class AnswerTooLarge extends TransportFailure {}
