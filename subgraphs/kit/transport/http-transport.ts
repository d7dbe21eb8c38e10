import { Agent, type Dispatcher } from 'undici';
import type { CallProof, CallProofs } from '../identity/calls/call-proofs.js';
import { CALL_KEY_HEADER } from '../identity/calls/key-header.js';
import { carried } from '../observe/carried.js';
import { refusingConnector, type RefusesAddress } from './refused-addresses.js';
import { givenTls, type ClientTls } from '../tls.js';
import { AnswerTooLarge, CallRefused, TransportFailure, type Transport, type TransportAnswer, type TransportRequest, type WireError } from './transport.js';

export interface HttpTransportOptions {
  /** Connections kept to one service. @default 64 */
  readonly connectionsPerOrigin?: number;
  /** An idle connection is let go before the server would: services keep them 65000. @default 30000 */
  readonly idleTimeoutMillis?: number;
  /** Longest answer that is read. @default 64 MiB */
  readonly answerLimitBytes?: number;
  /** @default 2000 */
  readonly connectTimeoutMillis?: number;
  /** Addresses that are not connected to. @default none */
  readonly refuses?: RefusesAddress | undefined;
  /** For addresses of https. @default what Node.js believes, and no certificate of its own */
  readonly tls?: ClientTls | undefined;
  /** Prove who sends each request that has an `audience`. @default nothing does */
  readonly proofs?: CallProofs | undefined;
}

export interface HttpTransport {
  readonly send: Transport;
  close(): Promise<void>;
}

/** A transport over HTTP with kept-alive connections. */
export function createHttpTransport({
  connectionsPerOrigin = 64,
  idleTimeoutMillis = 30_000,
  answerLimitBytes = 64 * 1024 * 1024,
  connectTimeoutMillis = 2_000,
  refuses,
  tls,
  proofs,
}: HttpTransportOptions = {}): HttpTransport {
  const agent = new Agent({
    connections: connectionsPerOrigin,
    keepAliveTimeout: idleTimeoutMillis,
    keepAliveMaxTimeout: idleTimeoutMillis,
    connect: refuses ? refusingConnector(refuses, { ...givenTls(tls), timeout: connectTimeoutMillis }) : { ...givenTls(tls), timeout: connectTimeoutMillis },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const send: Transport = async (request) => {
    const { status, text } = await postAndRepeat(agent, request, { limitBytes: answerLimitBytes, proofs });
    const answer = parseAnswer(text, request.url, status);
    if (proofs && request.audience && (status === 401 || status === 403)) throw new CallRefused(`${request.url} refused the call: ${answer.errors?.[0]?.message ?? 'it did not say why'}`);
    return answer;
  };
  return { send, close: async () => agent.destroy() };
}

interface TextAnswer {
  readonly status: number;
  readonly text: string;
  /** Whether the service has not looked at it, and takes it with a signature. */
  readonly needsSignature: boolean;
}

interface PostOptions {
  readonly limitBytes: number;
  readonly proofs: CallProofs | undefined;
}

/** The connection was cut before a byte of an answer came. */
class LostBeforeAnswer extends TransportFailure {}

/**
 * A kept connection may be closed by its service at the very moment that a request goes out on it. One that only reads
 * is then sent once more, within the same time; nobody can know what became of one that writes. Once more too, and signed,
 * goes one that came under a key which its service does not know; what writes is signed from the first.
 */
async function postAndRepeat(agent: Agent, request: TransportRequest, options: PostOptions): Promise<TextAnswer> {
  const started = performance.now();
  const reads = isRead(request.query);
  let wasLost = false;
  let needsSignature = !reads;
  for (let left = request.timeoutMillis; ; left = left === undefined ? undefined : Math.max(1, (request.timeoutMillis as number) - (performance.now() - started))) {
    try {
      const answer = await post(agent, { ...request, timeoutMillis: left }, needsSignature, options);
      if (!answer.needsSignature || needsSignature) return answer;
      needsSignature = true;
    } catch (error) {
      if (!(error instanceof LostBeforeAnswer) || wasLost || !reads) throw error;
      wasLost = true;
    }
  }
}

const isRead = (query: string): boolean => /^\s*(\{|query\b)/.test(query);

const CUT: readonly unknown[] = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];

/** Posts and reads the whole answer. Without streams in between: they cost more than all the rest of a small request. */
function post(agent: Agent, request: TransportRequest, needsSignature: boolean, { limitBytes, proofs }: PostOptions): Promise<TextAnswer> {
  const { url, query, variables, headers, scope, signal, timeoutMillis } = request;
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const body = JSON.stringify({ query, variables });
  const proof = proofOf(request, { path, body, needsSignature }, proofs);
  return new Promise((resolve, reject) => {
    let givenUp: Error | undefined;
    // Before it is sent, a request can't be cut: it is left, and cut when its turn comes.
    let giveUp = (reason: Error): void => {
      givenUp = reason;
      settle();
      reject(reason);
    };
    const timer = timeoutMillis === undefined ? undefined : setTimeout(() => giveUp(new TransportFailure(`${url} did not answer within ${String(timeoutMillis)} ms.`)), timeoutMillis);
    const onAbort = (): void => giveUp(new TransportFailure(`${url}: the request was given up.`));
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort);
    const chunks: Buffer[] = [];
    let status = 0;
    let keyHeader: string | undefined;
    let size = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        giveUp = (reason) => controller.abort(reason);
        if (givenUp) giveUp(givenUp);
      },
      onResponseStart: (_, statusCode, answered) => {
        status = statusCode;
        const said = answered[CALL_KEY_HEADER];
        keyHeader = typeof said === 'string' ? said : undefined;
      },
      onResponseData: (controller, chunk) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > limitBytes) controller.abort(new AnswerTooLarge(`${url} answered with more than ${String(limitBytes)} bytes.`));
      },
      onResponseEnd: () => {
        settle();
        resolve({ status, needsSignature: proof?.answered(status, keyHeader) ?? false, text: (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8') });
      },
      onResponseError: (_, error) => {
        settle();
        const Failure = status === 0 && CUT.includes((error as NodeJS.ErrnoException).code) ? LostBeforeAnswer : TransportFailure;
        reject(error instanceof TransportFailure ? error : new Failure(`${url}: ${error.message}`, { cause: error }));
      },
    };
    agent.dispatch(
      { origin, path, method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', ...(scope && carried(scope)), ...(proof && { authorization: proof.authorization }), ...headers }, body },
      handler,
    );
  });
}

/** Proof for this very request. One that is sent again has another: none is good twice. */
const proofOf = ({ url, audience, viewer, scope }: TransportRequest, sent: { readonly path: string; readonly body: string; readonly needsSignature: boolean }, proofs: CallProofs | undefined): CallProof | undefined =>
  audience && proofs?.prove({ url, audience, method: 'POST', viewer: viewer ?? scope?.viewer, ...sent });

function parseAnswer(text: string, url: string, status: number): TransportAnswer {
  const failed = (what: string): TransportFailure => new TransportFailure(`${url} answered status ${String(status)} with ${what}.${endpointHint(url)}`);
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw failed('something that is not JSON');
  }
  if (!isAnswer(answer)) throw failed('JSON that is no GraphQL answer');
  return answer;
}

/** Who names a service mostly forgets the path. */
function endpointHint(url: string): string {
  const endpoint = new URL(url);
  if (endpoint.pathname !== '/') return '';
  endpoint.pathname = '/graphql';
  return ` Is ${endpoint.href} meant?`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** GraphQL's form of an error (October 2021, 7.1.2), as far as anybody here builds on it. */
function isWireError(value: unknown): value is WireError {
  if (!isObject(value)) return false;
  const { message, path, extensions } = value as { message?: unknown; path?: unknown; extensions?: unknown };
  const isPath = path === undefined || path === null || (Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number'));
  return typeof message === 'string' && isPath && (extensions === undefined || extensions === null || isObject(extensions));
}

function isAnswer(value: unknown): value is TransportAnswer {
  if (!isObject(value)) return false;
  const { data, errors } = value as { data?: unknown; errors?: unknown };
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isWireError))) return false;
  return isObject(data) || (Array.isArray(errors) && errors.length > 0);
}
