import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { RecordInput, UpsertResult } from '../../schema/generated/catalog.js';
import { TransportFailure, type Transport, type WireError } from '../../subgraphs/kit/transport/transport.js';

/** What a node made of a record. */
export type StewardResult = Pick<UpsertResult, 'index' | 'outcome' | 'id' | 'problems'>;

/** Publishes records at a node; one result a record, in their order. @throws NodeRefused, or TransportFailure after the last attempt */
export type Steward = (records: readonly RecordInput[]) => Promise<readonly StewardResult[]>;

/** The node answered, but not with results: another attempt would be answered the same. */
export class NodeRefused extends Error {
  override readonly name = 'NodeRefused';
}

export interface StewardOptions {
  /** Address of the node's GraphQL endpoint. */
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
  /** Told of each failed attempt that is followed by another. */
  readonly onRetry?: (reason: Error) => void;
  /** Ends the waiting and the request under way. */
  readonly signal?: AbortSignal | undefined;
}

const UPSERT = `mutation ($records: [RecordInput!]!) {
  upsertRecords(records: $records) { index outcome id problems { field value rule message } }
}`;

/** Failures that pass by themselves: the node is starting, busy or cannot reach its store. */
const PASSING: readonly unknown[] = ['STORE_UNAVAILABLE', 'NODE_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'];

class NodeBusy extends Error {
  override readonly name = 'NodeBusy';
}

/** A steward over GraphQL that tries again when the node does not answer: publishing twice is harmless. */
export function createSteward({ url, send, token, attempts = 5, firstDelayMillis = 250, timeoutMillis = 120_000, onRetry, signal }: StewardOptions): Steward {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const passes = handleWhen((error) => (error instanceof TransportFailure || error instanceof NodeBusy) && !signal?.aborted);
  const patiently = retry(passes, { maxAttempts: attempts - 1, backoff: new ExponentialBackoff({ initialDelay: firstDelayMillis, maxDelay: 10_000 }) });
  patiently.onRetry((reason) => {
    if ('error' in reason) onRetry?.(reason.error);
  });
  return async function publish(records) {
    const results = await patiently.execute(async () => {
      const { data, errors } = await send({ url, query: UPSERT, variables: { records }, headers, signal, timeoutMillis });
      if (!data?.['upsertRecords']) throw refusal(url, errors ?? []);
      return data['upsertRecords'] as readonly StewardResult[];
    }, signal);
    return inOrder(results, records.length, url);
  };
}

function refusal(url: string, errors: readonly WireError[]): Error {
  const message = `${url} refused: ${errors.map((error) => error.message).join(' ') || 'no reason was given'}`;
  const passes = errors.length > 0 && errors.every(({ extensions }) => PASSING.includes(extensions?.['code']) || extensions?.['retryable'] === true);
  return passes ? new NodeBusy(message) : new NodeRefused(message);
}

function inOrder(results: readonly StewardResult[], count: number, url: string): readonly StewardResult[] {
  const sorted = [...results].sort((a, b) => a.index - b.index);
  if (sorted.length !== count || sorted.some(({ index }, position) => index !== position)) {
    throw new NodeRefused(`${url} answered ${String(results.length)} results for ${String(count)} records: is it a catalog node?`);
  }
  return sorted;
}
