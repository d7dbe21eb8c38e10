import { Kind, OperationTypeNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Answerer, HttpAnswer, ReceivedRequest } from '../../subgraphs/kit/apollo-handler.js';

export interface ReuseOptions {
  /** How long an answer may be given again. @default 500 */
  readonly reuseMillis?: number;
  /** Memory for kept answers. @default 64 MiB */
  readonly limitBytes?: number;
}

/**
 * Gives the answer to a query again to whoever asks the very same within a moment, and asks once where many ask at the
 * same time. Only anonymous queries by POST whose answer had no error: what depends on a viewer is never kept.
 */
export function reuseAnswers(answer: Answerer, { reuseMillis = 500, limitBytes = 64 * 1024 * 1024 }: ReuseOptions = {}): Answerer {
  if (reuseMillis === 0) return answer;
  const kept = new LRUCache<string, HttpAnswer>({ maxSize: limitBytes, ttl: reuseMillis, sizeCalculation: ({ body }, key) => body.length + key.length });
  const underWay = new Map<string, Promise<HttpAnswer>>();
  const queries = new LRUCache<string, boolean>({ maxSize: 16 * 1024 * 1024, sizeCalculation: (_, query) => query.length + 1 });

  return async function answerOrReuse(request) {
    if (!isAnonymousPost(request)) return answer(request);
    const key = request.body.toString('utf8');
    const known = kept.get(key) ?? underWay.get(key);
    if (known) return known;
    if (!asksOnly(key, queries)) return answer(request);
    const answering = answer(request);
    underWay.set(key, answering);
    try {
      const given = await answering;
      if (given.status === 200 && !hasErrors(given.body)) kept.set(key, given);
      return given;
    } finally {
      underWay.delete(key);
    }
  };
}

function isAnonymousPost({ message: { method, headers } }: ReceivedRequest): boolean {
  return method === 'POST' && headers.authorization === undefined && headers.cookie === undefined && headers['content-type']?.startsWith('application/json') === true && !headers['apollo-query-plan-experimental'];
}

/** Whether a request body is one GraphQL query and no mutation. */
function asksOnly(body: string, known: LRUCache<string, boolean>): boolean {
  try {
    const { query } = JSON.parse(body) as { readonly query?: unknown };
    if (typeof query !== 'string') return false;
    const before = known.get(query);
    if (before !== undefined) return before;
    const isQuery = parse(query, { noLocation: true }).definitions.every((node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === OperationTypeNode.QUERY);
    known.set(query, isQuery);
    return isQuery;
  } catch {
    // Not for reuse: the server behind says what is wrong with it.
    return false;
  }
}

/** `errors` come first where there are any. */
const hasErrors = (body: Buffer): boolean => body.subarray(0, 10).toString('latin1').startsWith('{"errors"');
