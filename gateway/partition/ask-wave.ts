import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TransportAnswer } from '../../subgraphs/kit/transport/transport.js';
import { fail, type Ask, type Outcome } from './ask.js';
import { asksOf, type OnNothing } from './merge.js';
import type { NodeAnswer } from './node-channels.js';
import { unavailable } from './node-errors.js';
import { planWave, requestsTo, type NodeRequest, type PlanContext } from './plan.js';
import { asksReplicaFirst, hasCopies, mayBeRescued, type Lost, type Replica } from './replica.js';
import type { NodeSchemas } from './versions/node-schemas.js';

export interface AskWaveOptions {
  readonly outcome: Outcome;
  readonly schemas: NodeSchemas;
  readonly ask: (request: NodeRequest) => Promise<NodeAnswer>;
  /** Puts an answer in the places of those asks that are not settled, and settles them. */
  readonly onAnswer: (request: NodeRequest, answer: TransportAnswer, onNothing: OnNothing) => void;
  /** Asks whose places are filled. */
  readonly settled: ReadonlySet<Ask>;
  /** Asked for what owners do not answer; none where there is no replica. */
  readonly replica: Replica | null;
}

interface WaveOptions extends AskWaveOptions {
  /** Asks the replica for what owners did not answer, together with what else is lost at the moment. */
  readonly rescue: (lost: readonly Lost[]) => Promise<void>;
}

/** Asks all nodes of a wave at once, and the replica in place of those that do not answer in time or are to be spared. */
export async function askWave(asks: readonly Ask[], plan: PlanContext, given: AskWaveOptions): Promise<void> {
  const options = { ...given, rescue: gatheredRescue(plan, given) };
  const { replica } = options;
  if (replica === null) return askOwners(asks, plan, options);
  const spared = asks.filter((ask) => asksReplicaFirst(ask, plan.table));
  const owned = spared.length === 0 ? asks : asks.filter((ask) => !spared.includes(ask));
  await Promise.all([askOwners(owned, plan, options), spared.length > 0 ? askReplicaFirst(spared, plan, options, replica) : undefined]);
}

/** Asks the replica, and owners only for what it lacks: they also know why a record was withdrawn. */
async function askReplicaFirst(asks: readonly Ask[], plan: PlanContext, options: WaveOptions, replica: Replica): Promise<void> {
  await copy(requestsTo(replica.url, replica.node, asks, plan), options, () => true);
  const lacking = asks.filter((ask) => !options.settled.has(ask));
  if (lacking.length > 0) await askOwners(lacking, plan, options);
}

/**
 * Asks the owners. A node that refuses what it was asked may be of another version by now: where that is so, it is asked
 * once more, for what it has.
 */
async function askOwners(asks: readonly Ask[], plan: PlanContext, options: WaveOptions, mayAskAgain = true): Promise<void> {
  const wave = planWave(asks, plan);
  await Promise.all([options.rescue(wave.failures), ...wave.requests.map(async (request) => askOwner(request, plan, options, mayAskAgain))]);
}

async function askOwner(request: NodeRequest, plan: PlanContext, options: WaveOptions, mayAskAgain: boolean): Promise<void> {
  const { schemas, replica, settled, onAnswer, rescue } = options;
  const answer = await (replica ? answerOrCopies(options.ask(request), request, plan, options, replica) : options.ask(request));
  if (answer === 'copied') return;
  const open = request.entries.flatMap(asksOf).filter((ask) => !settled.has(ask));
  if ('failed' in answer) {
    schemas.wasAway(request.url);
    return rescue(open.map((ask) => ({ ask, error: unavailable(ask.authority, answer.failed, true) })));
  }
  if (mayAskAgain && isRefusal(answer) && (await schemas.refused(request.url, request.node))) return askOwners(open, plan, options, false);
  const lost: Lost[] = [];
  onAnswer(request, answer, (ask, failure) => replica !== null && mayBeRescued(ask, failure) && lost.push({ ask, error: failure }) > 0);
  return rescue(lost);
}

/**
 * The owner's answer. Where it takes long, copies are put in the places of what the replica has, and the owner is
 * waited for only if something is left. It is not asked twice.
 */
async function answerOrCopies(owner: Promise<NodeAnswer>, { entries }: NodeRequest, plan: PlanContext, options: AskWaveOptions, replica: Replica): Promise<NodeAnswer | 'copied'> {
  const asks = entries.flatMap(asksOf);
  const copied = asks.filter(hasCopies);
  if (copied.length === 0) return owner;
  const first = await within(replica.hedgeMillis, owner);
  if (first !== null) return first;
  let hasAnswered = false;
  const answered = owner.then(() => (hasAnswered = true));
  const copying = copy(requestsTo(replica.url, replica.node, copied, plan), options, () => !hasAnswered);
  await Promise.race([answered, copying]);
  return !hasAnswered && asks.every((ask) => options.settled.has(ask)) ? 'copied' : owner;
}

/** Puts what the replica has in its places, and leaves the rest open. @param isWanted asked when its answer is there */
async function copy(requests: readonly NodeRequest[], { ask, onAnswer }: AskWaveOptions, isWanted: () => boolean): Promise<void> {
  await Promise.all(
    requests.map(async (request) => {
      const copies = await ask(request);
      if (!('failed' in copies) && isWanted()) onAnswer(request, copies, () => true);
    }),
  );
}

/** What is lost in one turn of the event loop is asked for as one: of many owners that are known to be away, all at once. */
function gatheredRescue(plan: PlanContext, options: AskWaveOptions): WaveOptions['rescue'] {
  const gathered: Lost[] = [];
  let rescued: Promise<void> = Promise.resolve();
  return async (lost) => {
    if (lost.length === 0) return;
    if (gathered.length === 0) rescued = nextTurn().then(async () => rescue(gathered.splice(0), plan, options));
    gathered.push(...lost);
    return rescued;
  };
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

/**
 * What a promise gives in time; null where it takes longer. Timers come before sockets in a turn of the event loop: where
 * the loop itself is late, an answer that is there already is read first, and is not taken for late.
 */
async function within<Value>(millis: number, promise: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => setImmediate(() => setImmediate(resolve, null)), millis)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a node did not even begin: it has no data, and no error of any field. */
const isRefusal = ({ data, errors = [] }: TransportAnswer): boolean => !data && errors.every(({ path }) => path === undefined || path === null);
