import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { setTimeout as delay } from 'node:timers/promises';
import { isObject, type Value } from '../../mapping/value.js';
import type { JsonObject } from '../json/values.js';

/** Calls an action of CKAN's API (version 3) and resolves with its `result`. @throws PortalFailure */
export type PortalClient = (action: string, parameters: Readonly<Record<string, string>>) => Promise<JsonObject>;

/** The portal did not answer, or not with what was asked for. */
export class PortalFailure extends Error {
  override readonly name = 'PortalFailure';
}

/** A failure that may pass by itself. */
class PortalBusy extends PortalFailure {
  constructor(
    message: string,
    readonly afterMillis: number,
  ) {
    super(message);
  }
}

export interface PortalClientOptions {
  /** Address of the portal, below which `/api/3/action` is. */
  readonly portal: string;
  /** How often a request is sent before giving up. @default 5 */
  readonly attempts?: number;
  /** Wait before the second attempt; it doubles from one to the next. @default 500 */
  readonly firstDelayMillis?: number;
  /** How long an answer may take. @default 60000 */
  readonly timeoutMillis?: number;
  /** Longest answer that is read. @default 64 MiB */
  readonly answerLimitBytes?: number;
  /** Longest wait that a portal may ask for by `Retry-After`. @default 60000 */
  readonly longestWaitMillis?: number;
  /** Told of each failed attempt that is followed by another. */
  readonly onRetry?: (reason: Error) => void;
  readonly signal?: AbortSignal;
}

/** A client that tries again when the portal is away, busy or asks for patience. */
export function createPortalClient(options: PortalClientOptions): PortalClient {
  const { portal, attempts = 5, firstDelayMillis = 500, onRetry, signal } = options;
  const patiently = retry(handleWhen((error) => error instanceof PortalBusy && !signal?.aborted), { maxAttempts: attempts - 1, backoff: new ExponentialBackoff({ initialDelay: firstDelayMillis, maxDelay: 30_000 }) });
  patiently.onRetry((reason) => {
    if ('error' in reason) onRetry?.(reason.error);
  });
  return async (action, parameters) => {
    const url = `${portal.replace(/\/+$/, '')}/api/3/action/${action}?${new URLSearchParams(parameters).toString()}`;
    return patiently.execute(async () => {
      try {
        return await ask(url, options);
      } catch (error) {
        if (error instanceof PortalBusy) await delay(error.afterMillis, undefined, signal && { signal });
        throw error;
      }
    }, signal);
  };
}

async function ask(url: string, { timeoutMillis = 60_000, answerLimitBytes = 64 * 1024 * 1024, longestWaitMillis = 60_000, signal }: PortalClientOptions): Promise<JsonObject> {
  const ends = AbortSignal.any([AbortSignal.timeout(timeoutMillis), ...(signal ? [signal] : [])]);
  let response: Response;
  let text: string;
  try {
    // An address that the portal names, rather than who imports, may be one within the office's own network.
    response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal: ends });
    refuseRedirection(url, response);
    text = await readText(response, answerLimitBytes, url);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof PortalFailure) throw error;
    throw new PortalBusy(`${url} did not answer: ${reasonOf(error)}.`, 0);
  }
  if (response.status >= 500 || response.status === 429 || response.status === 408) {
    throw new PortalBusy(`${url} answered status ${String(response.status)}.`, Math.min(longestWaitMillis, waitAsked(response)));
  }
  return resultOf(url, response.status, text);
}

/** Redirections are not followed. @throws PortalFailure, naming where it leads */
function refuseRedirection(url: string, { status, headers }: Response): void {
  const to = headers.get('location');
  if (status < 300 || status >= 400 || to === null) return;
  const target = URL.canParse(to, url) ? new URL(to, url).href.replace(/\/api\/3\/action\/.*$/, '') : to;
  throw new PortalFailure(`${url} leads elsewhere, which is not followed: if it is the portal's own, give the address ${target.slice(0, 300)}.`);
}

/** `Retry-After` in seconds (RFC 9110, 10.2.3); a date is not waited for. */
function waitAsked({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

async function readText({ body }: Response, limitBytes: number, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limitBytes) throw new PortalFailure(`${url} answered with more than ${String(limitBytes)} bytes: ask for fewer packages at once.`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function resultOf(url: string, status: number, text: string): JsonObject {
  const answer = parse(text);
  const object = isObject(answer) ? answer : {};
  const result = object['result'];
  if (status === 200 && object['success'] === true && isObject(result)) return result;
  const error = isObject(object['error']) ? (object['error']['message'] ?? object['error']['__type']) : undefined;
  throw new PortalFailure(`${url} refused with status ${String(status)}: ${typeof error === 'string' ? error : 'the answer is none of CKAN. Is it a CKAN portal?'}`);
}

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
