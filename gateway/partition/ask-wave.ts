import type { TransportAnswer } from '../../subgraphs/kit/transport/transport.js';
import { fail, type Ask, type Outcome } from './ask.js';
import { asksOf, type OnNothing } from './merge.js';
import type { NodeAnswer } from './node-channels.js';
import { unavailable } from './node-errors.js';
import { planWave, requestsTo, type NodeRequest, type PlanContext } from './plan.js';
import { hasEverything, isAllCopied, mayBeRescued, type Lost, type Replica } from './replica.js';
import type { NodeSchemas } from './versions/node-schemas.js';

export interface AskWaveOptions {
  readonly outcome: Outcome;
  readonly schemas: NodeSchemas;
  readonly ask: (request: NodeRequest) => Promise<NodeAnswer>;
  readonly onAnswer: (request: NodeRequest, answer: TransportAnswer, onNothing: OnNothing) => void;
  /** Asked for what owners do not answer; none where there is no replica. */
  readonly replica: Replica | null;
}

/**
 * Asks all nodes of a wave at once, and the replica in place of those that do not answer in time. A node that refuses
 * what it was asked may be of another version by now: where that is so, it is asked once more, for what it has.
 */
export async function askWave(asks: readonly Ask[], plan: PlanContext, options: AskWaveOptions, mayAskAgain = true): Promise<void> {
  const wave = planWave(asks, plan);
  await Promise.all([rescue(wave.failures, plan, options), ...wave.requests.map(async (request) => askOwner(request, plan, options, mayAskAgain))]);
}

async function askOwner(request: NodeRequest, plan: PlanContext, options: AskWaveOptions, mayAskAgain: boolean): Promise<void> {
  const { schemas, onAnswer } = options;
  const answer = await answerOrCopies(request, plan, options);
  if (answer === 'copied') return;
  if ('failed' in answer) {
    schemas.wasAway(request.url);
    return rescue(request.entries.flatMap(asksOf).map((ask) => ({ ask, error: unavailable(ask.authority, answer.failed, true) })), plan, options);
  }
  if (mayAskAgain && isRefusal(answer) && (await schemas.refused(request.url, request.node))) return askWave(request.entries.flatMap(asksOf), plan, options, false);
  const lost: Lost[] = [];
  onAnswer(request, answer, (ask, failure) => options.replica !== null && mayBeRescued(ask, failure) && lost.push({ ask, error: failure }) > 0);
  return rescue(lost, plan, options);
}

/**
 * The owner's answer; or, where it takes long and the replica has all that was asked, the copies: then they are in
 * their places already. The owner is not asked twice.
 */
async function answerOrCopies(request: NodeRequest, plan: PlanContext, options: AskWaveOptions): Promise<NodeAnswer | 'copied'> {
  const { replica, ask, onAnswer } = options;
  const owner = ask(request);
  if (replica === null || !isAllCopied(request)) return owner;
  const first = await within(replica.hedgeMillis, owner);
  if (first !== null) return first;
  let answered = false;
  void owner.then(() => (answered = true));
  const hedges = requestsTo(replica.url, replica.node, request.entries.flatMap(asksOf), plan);
  const copies = await Promise.race([owner.then(() => null), Promise.all(hedges.map(async (hedge) => [hedge, await ask(hedge)] as const))]);
  if (copies === null || answered || copies.some(([hedge, answer]) => 'failed' in answer || !hasEverything(hedge, answer))) return owner;
  for (const [hedge, answer] of copies) onAnswer(hedge, answer as TransportAnswer, () => false);
  return 'copied';
}

/** Asks the replica for what owners did not answer. What it does not have either fails for the owner's reason. */
async function rescue(lost: readonly Lost[], plan: PlanContext, options: AskWaveOptions): Promise<void> {
  const { outcome, replica, ask, onAnswer } = options;
  const rescued = lost.filter((one) => replica !== null && mayBeRescued(one.ask, one.error));
  for (const { ask: given, error } of lost.filter((one) => !rescued.includes(one))) fail(outcome, given.slots, error);
  if (replica === null || rescued.length === 0) return;
  const reasons = new Map(rescued.map(({ ask: given, error }) => [given, error]));
  const giveUp = (given: Ask): true => {
    const reason = reasons.get(given);
    if (reason) fail(outcome, given.slots, reason);
    return true;
  };
  await Promise.all(
    requestsTo(replica.url, replica.node, [...reasons.keys()], plan).map(async (request) => {
      const answer = await ask(request);
      if ('failed' in answer) request.entries.flatMap(asksOf).forEach(giveUp);
      else onAnswer(request, answer, (given, failure) => failure?.extensions?.['code'] !== 'RECORD_RETIRED' && giveUp(given));
    }),
  );
}

/** What a promise gives in time; null where it takes longer. */
async function within<Value>(millis: number, promise: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), millis)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a node did not even begin: it has no data, and no error of any field. */
const isRefusal = ({ data, errors = [] }: TransportAnswer): boolean => !data && errors.every(({ path }) => path === undefined || path === null);
