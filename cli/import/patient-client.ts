import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { TransportFailure, type Transport, type WireError } from '../../subgraphs/kit/transport/transport.js';

/** Asks a service and resolves with the data of its answer. @throws NodeRefused, or TransportFailure after the last attempt */
export type PatientClient = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>;

/** The service answered, but not with what was asked for: another attempt would be answered the same. */
export class NodeRefused extends Error {
  override readonly name = 'NodeRefused';
  /** @param errors what it answered, each with its code */
  constructor(
    message: string,
    readonly errors: readonly WireError[] = [],
  ) {
    super(message);
  }
}

const isUnauthenticated = (errors: readonly WireError[]): boolean => errors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');

/** Whether a service refused for want of its token: without another one the same is refused again. */
export const lacksToken = (error: unknown): boolean => error instanceof NodeRefused && isUnauthenticated(error.errors);

/** Whether a service refused a cursor, for it never made such a one. */
export const lacksPlace = (error: unknown): boolean => error instanceof NodeRefused && error.errors.some(({ extensions }) => extensions?.['code'] === 'BAD_CURSOR');

const UNKNOWN_FIELD: readonly unknown[] = ['GRAPHQL_VALIDATION_FAILED', 'FIELD_NOT_SUPPORTED'];

/** Whether a service refused for want of a field that was asked for: it is of another kind, or of an older contract. */
export const lacksField = (error: unknown): boolean => error instanceof NodeRefused && error.errors.some(({ extensions }) => UNKNOWN_FIELD.includes(extensions?.['code']));

export interface PatientClientOptions {
  /** Address of the GraphQL endpoint. */
  readonly url: string;
  readonly send: Transport;
  /** Bearer token of the node's stewards. */
  readonly token?: string | undefined;
  /** How often a request is sent before giving up. @default 5 */
  readonly attempts?: number;
  /** Wait before the second attempt; it doubles from one to the next. @default 250 */
  readonly firstDelayMillis?: number;
  /** How long a request may take. @default 120000 */
  readonly timeoutMillis?: number;
  /** An answer with data is taken as it is, whatever is null in it. @default false */
  readonly takesPartialAnswers?: boolean;
  /** Told of each failed attempt that is followed by another. */
  readonly onRetry?: (reason: Error) => void;
  /** Ends the waiting and the request under way. */
  readonly signal?: AbortSignal | undefined;
}

/** Failures that pass by themselves: the node is starting, busy or cannot reach its store. */
const PASSING: readonly unknown[] = ['STORE_UNAVAILABLE', 'NODE_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'];

class NodeBusy extends Error {
  override readonly name = 'NodeBusy';
}

/** A client over GraphQL that tries again when the service does not answer: send it only what may be done twice. */
export function createPatientClient({ url, send, token, attempts = 5, firstDelayMillis = 250, timeoutMillis = 120_000, takesPartialAnswers = false, onRetry, signal }: PatientClientOptions): PatientClient {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const passes = handleWhen((error) => (error instanceof TransportFailure || error instanceof NodeBusy) && !signal?.aborted);
  const patiently = retry(passes, { maxAttempts: attempts - 1, backoff: new ExponentialBackoff({ initialDelay: firstDelayMillis, maxDelay: 10_000 }) });
  patiently.onRetry((reason) => {
    if ('error' in reason) onRetry?.(reason.error);
  });
  return (query, variables) =>
    patiently.execute(async () => {
      const { data, errors = [] } = await send({ url, query, variables, headers, signal, timeoutMillis });
      if (!data || (errors.length > 0 && !takesPartialAnswers)) throw refusal(url, errors, token);
      return data;
    }, signal);
}

/** Whoever writes at a node needs its stewards' token. */
const tokenHint = (token: string | undefined): string => (token === undefined ? "Give the token of the node's stewards: --token, or STEWARD_TOKEN in the environment." : 'See --token, or STEWARD_TOKEN in the environment.');

function refusal(url: string, errors: readonly WireError[], token: string | undefined): Error {
  const message = `${url} refused: ${errors.map((error) => error.message).join(' ') || 'no reason was given'}${isUnauthenticated(errors) ? ` ${tokenHint(token)}` : ''}`;
  const passes = errors.length > 0 && errors.every(({ extensions }) => PASSING.includes(extensions?.['code']) || extensions?.['retryable'] === true);
  return passes ? new NodeBusy(message) : new NodeRefused(message, errors);
}
