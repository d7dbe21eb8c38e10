import { refusedAnswer, type Answerer } from '../apollo-handler.js';
import { checkOperation } from './check-operation.js';
import type { OperationLimits } from './operation-limits.js';

/** Refuses operations over a limit before anything validates or plans them. What is no GraphQL request goes on to whoever says so. */
export function limitOperations(answer: Answerer, limits: OperationLimits): Answerer {
  const check = checkOperation(limits);
  return async function answerWithinLimits(request) {
    const { query, variables } = readJson(request.body);
    const excess = typeof query === 'string' ? check(query, variables) : null;
    return excess ? refusedAnswer(400, excess, request.scope) : answer(request);
  };
}

function readJson(body: Buffer): { readonly query?: unknown; readonly variables?: unknown } {
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
