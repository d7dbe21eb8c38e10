import type { TransportAnswer } from '../../subgraphs/kit/transport/transport.js';
import { fail, type Ask, type Outcome } from './ask.js';
import { asksOf, failRequest } from './merge.js';
import type { NodeAnswer } from './node-channels.js';
import { planWave, type NodeRequest, type PlanContext } from './plan.js';
import type { NodeSchemas } from './versions/node-schemas.js';

export interface AskWaveOptions {
  readonly outcome: Outcome;
  readonly schemas: NodeSchemas;
  readonly ask: (request: NodeRequest) => Promise<NodeAnswer>;
  readonly onAnswer: (request: NodeRequest, answer: TransportAnswer) => void;
}

/**
 * Asks all nodes of a wave at once. A node that refuses what it was asked may be of another version by now: where that is
 * so, it is asked once more, for what it has.
 */
export async function askWave(asks: readonly Ask[], plan: PlanContext, options: AskWaveOptions, mayAskAgain = true): Promise<void> {
  const { outcome, schemas, ask, onAnswer } = options;
  const wave = planWave(asks, plan);
  for (const { ask: refused, error } of wave.failures) fail(outcome, refused.slots, error);
  await Promise.all(
    wave.requests.map(async (request) => {
      const answer = await ask(request);
      if ('failed' in answer) {
        schemas.wasAway(request.url);
        return failRequest(outcome, request, answer.failed);
      }
      if (mayAskAgain && isRefusal(answer) && (await schemas.refused(request.url, request.node))) return askWave(request.entries.flatMap(asksOf), plan, options, false);
      onAnswer(request, answer);
    }),
  );
}

/** Whether a node did not even begin: it has no data, and no error of any field. */
const isRefusal = ({ data, errors = [] }: TransportAnswer): boolean => !data && errors.every(({ path }) => path === undefined || path === null);
