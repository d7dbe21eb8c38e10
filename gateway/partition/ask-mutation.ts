import type { TransportAnswer } from '../../subgraphs/kit/transport/transport.js';
import { fail, type FieldAsk, type Outcome } from './ask.js';
import type { NodeAnswer } from './node-channels.js';
import { unavailable } from './node-errors.js';
import { planWave, type NodeRequest, type PlanContext } from './plan.js';

export interface AskMutationOptions {
  readonly outcome: Outcome;
  /** Asks a node by itself: joined with nothing, and never twice. */
  readonly ask: (request: NodeRequest) => Promise<NodeAnswer>;
  /** Puts an answer in its place. */
  readonly onAnswer: (request: NodeRequest, answer: TransportAnswer) => void;
}

/**
 * Sends one mutation to the owner that it is for, once. Neither a copy nor another attempt stands in for its answer: where
 * none comes, only the client can see what became of it.
 */
export async function askMutation(mutation: FieldAsk, plan: PlanContext, { outcome, ask, onAnswer }: AskMutationOptions): Promise<void> {
  const { requests, failures } = planWave([mutation], plan);
  for (const { error } of failures) fail(outcome, mutation.slots, error);
  for (const request of requests) {
    const answer = await ask(request);
    if ('failed' in answer) fail(outcome, mutation.slots, unavailable(mutation.authority, `${answer.failed}. Whether it has done what was asked is not known: look before you ask again`, false));
    else onAnswer(request, answer);
  }
}
