import { Kind, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { momentaryCache } from '../momentary-cache.js';
import { JointSignal } from '../../subgraphs/kit/joint-signal.js';
import { parseWithin } from '../../subgraphs/kit/limits/check-operation.js';
import { scopeOfSeveral } from '../../subgraphs/kit/observe/request-scope.js';
import type { Answerer, HttpAnswer, ReceivedRequest } from '../../subgraphs/kit/apollo-handler.js';

export interface ReuseOptions {
  /** How long an answer may be given again. @default 500 */
  readonly reuseMillis?: number;
  /** Memory for kept answers. @default 64 MiB */
  readonly limitBytes?: number;
  /** Longest text that is parsed to see whether it only asks. @default 2000 */
  readonly maxTokens?: number;
  /** Called for each answer that was given again. */
  readonly onReused?: () => void;
}

interface UnderWay {
  /** Id of the request that it is made for. */
  readonly requestId: string;
  readonly answering: Promise<HttpAnswer>;
  /** Those who wait for it: it is given up when all have gone. */
  readonly joint: JointSignal;
}

/**
 * Gives the answer to a query again to whoever asks the very same within a moment, and asks once where many ask at the
 * same time. Only anonymous queries by POST whose answer had no error: what depends on a viewer is never kept.
 */
export function reuseAnswers(answer: Answerer, { reuseMillis = 500, limitBytes = 64 * 1024 * 1024, maxTokens = 2_000, onReused = () => undefined }: ReuseOptions = {}): Answerer {
  if (reuseMillis === 0) return answer;
  const kept = momentaryCache<HttpAnswer>({ maxSize: limitBytes, reuseMillis });
  const underWay = new Map<string, UnderWay>();
  const queries = new LRUCache<string, boolean>({ maxSize: 16 * 1024 * 1024, sizeCalculation: (_, query) => query.length + 1 });

  return async function answerOrReuse(request) {
    if (!isAnonymousPost(request)) return answer(request);
    const key = request.body.toString('utf8');
    const before = kept.get(key);
    const meanwhile = before ? undefined : joinable(underWay.get(key));
    if (before ?? meanwhile) onReused();
    if (before) return before;
    if (meanwhile) {
      meanwhile.joint.join(request.scope.signal);
      return withOwnId(await meanwhile.answering, meanwhile.requestId, request.scope.id);
    }
    if (!asksOnly(key, queries, maxTokens)) return answer(request);
    const joint = new JointSignal();
    joint.join(request.scope.signal);
    const answering = answer({ ...request, scope: scopeOfSeveral(request.scope, joint.signal) });
    const own: UnderWay = { requestId: request.scope.id, answering, joint };
    underWay.set(key, own);
    try {
      const given = await answering;
      if (given.status === 200 && !hasErrors(given.body)) kept.set(key, given, given.body.length + 2 * key.length);
      return given;
    } finally {
      joint.end();
      if (underWay.get(key) === own) underWay.delete(key);
    }
  };
}

/** One that all have left is given up: who comes now begins anew. */
const joinable = (one: UnderWay | undefined): UnderWay | undefined => (one?.joint.signal.aborted ? undefined : one);

function isAnonymousPost({ message: { method, headers } }: ReceivedRequest): boolean {
  return method === 'POST' && headers.authorization === undefined && headers.cookie === undefined && headers['content-type']?.startsWith('application/json') === true && !headers['apollo-query-plan-experimental'];
}

/** Whether a request body is one GraphQL query and no mutation. */
function asksOnly(body: string, known: LRUCache<string, boolean>, maxTokens: number): boolean {
  try {
    const { query } = JSON.parse(body) as { readonly query?: unknown };
    if (typeof query !== 'string') return false;
    const before = known.get(query);
    if (before !== undefined) return before;
    const isQuery = parseWithin(query, maxTokens).definitions.every((node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === OperationTypeNode.QUERY);
    known.set(query, isQuery);
    return isQuery;
  } catch {
    // Not for reuse: the server behind says what is wrong with it.
    return false;
  }
}

/** Errors name the request that they are told to. Both ids are of letters, digits and signs that JSON leaves as they are. */
function withOwnId(answer: HttpAnswer, requestId: string, own: string): HttpAnswer {
  if (!hasErrors(answer.body)) return answer;
  const body = answer.body.toString('utf8').replaceAll(`"requestId":"${requestId}"`, `"requestId":"${own}"`);
  return { ...answer, body: Buffer.from(body) };
}

/** `errors` come first where there are any. */
const hasErrors = (body: Buffer): boolean => body.subarray(0, 10).toString('latin1').startsWith('{"errors"');
