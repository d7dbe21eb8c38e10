import { JointSignal } from '../../subgraphs/kit/joint-signal.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import { isPublic, viewerKey } from '../../subgraphs/kit/viewer.js';
import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import type { NodeRequest } from './plan.js';

/** A node's answer, or why there is none. */
export type NodeAnswer = TransportAnswer | { readonly failed: string };

/**
 * @param deadline when the answer must be there, in the milliseconds of `performance.now`
 * @param signal the asker gives up when it aborts
 * @param scope the client's request that it is asked for; of several that go as one, the first
 */
export type AskNode = (request: NodeRequest, deadline: number, signal?: AbortSignal, scope?: RequestScope) => Promise<NodeAnswer>;

export interface NodeChannelsOptions {
  /** How long a request may take, its waiting included. */
  readonly timeoutMillis: number;
  /** Requests to one node under way from which on further ones wait a little, to go as one. @default 2 */
  readonly joinFrom?: number;
  /** How long they wait at most while the node may be asked. @default 4 */
  readonly lingerMillis?: number;
  /** Requests to one node that may be under way; further ones wait for their turn. @default 32 */
  readonly limit?: number;
  /** Records in one joined request at most. @default 500 */
  readonly joinLimit?: number;
}

interface Waiting {
  readonly request: NodeRequest;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly scope: RequestScope | undefined;
  readonly resolve: (answer: NodeAnswer) => void;
}

interface Channel {
  underWay: number;
  readonly queue: Waiting[];
  timer: NodeJS.Timeout | null;
}

/**
 * Sends requests to a node at once while few are under way. Further ones that ask the same of other records wait for the
 * next answer or a few milliseconds, and go as one: the busier a node is, the fewer and larger its requests become.
 */
export function nodeChannels(ask: AskNode, { timeoutMillis, joinFrom = 2, lingerMillis = 4, limit = 32, joinLimit = 500 }: NodeChannelsOptions): AskNode {
  const channels = new Map<string, Channel>();

  const send = async (channel: Channel, batch: readonly Waiting[]): Promise<void> => {
    const requests = batch.map(({ request }) => request);
    const [first] = requests as unknown as readonly [NodeRequest];
    // Whoever was joined by others does not take their answer away by leaving.
    const joint = new JointSignal();
    for (const { signal } of batch) joint.join(signal);
    channel.underWay += 1;
    let answers: readonly NodeAnswer[];
    try {
      const answer = await ask(requests.length === 1 ? first : joinRequests(requests), Math.min(...batch.map(({ deadline }) => deadline)), joint.signal, batch[0]?.scope);
      answers = requests.length === 1 ? [answer] : splitAnswer(requests, answer);
    } catch {
      answers = requests.map(() => ({ failed: 'sent no answer that could be read' }));
    }
    joint.end();
    channel.underWay -= 1;
    batch.forEach(({ resolve }, index) => resolve(answers[index] as NodeAnswer));
    flush(first.url, channel);
  };

  /** Sends what waits, as far as the node may be asked. */
  const flush = (url: string, channel: Channel): void => {
    if (channel.timer) clearTimeout(channel.timer);
    channel.timer = null;
    dropGivenUp(channel.queue);
    failLate(channel.queue, timeoutMillis);
    while (channel.queue.length > 0 && channel.underWay < limit) void send(channel, takeBatch(channel.queue, joinLimit));
    const [first] = channel.queue;
    if (first) channel.timer = setTimeout(() => flush(url, channel), Math.max(1, first.deadline - performance.now()));
    else if (channel.underWay === 0) channels.delete(url);
  };

  return async function askInTurn(request, deadline, signal, scope) {
    if (signal?.aborted) return GIVEN_UP;
    const channel = channels.get(request.url) ?? { underWay: 0, queue: [], timer: null };
    channels.set(request.url, channel);
    return new Promise<NodeAnswer>((resolve) => {
      const waiting: Waiting = { request, deadline, signal, scope, resolve };
      const mayWait = channel.underWay >= joinFrom && canBeJoined(request);
      if (channel.underWay < limit && !mayWait) return void send(channel, [waiting]);
      channel.queue.push(waiting);
      channel.timer ??= setTimeout(() => flush(request.url, channel), channel.underWay < limit ? lingerMillis : Math.max(1, deadline - performance.now()));
    });
  };
}

const GIVEN_UP: NodeAnswer = { failed: 'was not waited for: the client has gone away' };

/** Sends nothing for clients that have gone away. */
function dropGivenUp(queue: Waiting[]): void {
  const gone = queue.filter(({ signal }) => signal?.aborted);
  if (gone.length === 0) return;
  queue.splice(0, queue.length, ...queue.filter(({ signal }) => !signal?.aborted));
  for (const { resolve } of gone) resolve(GIVEN_UP);
}

/** Ends the wait of those whose time is over. */
function failLate(queue: Waiting[], timeoutMillis: number): void {
  const now = performance.now();
  for (let index = queue.length - 1; index >= 0; index -= 1) {
    const waiting = queue[index] as Waiting;
    if (waiting.deadline > now) continue;
    queue.splice(index, 1);
    waiting.resolve({ failed: `had no turn for this request within ${String(timeoutMillis)} ms` });
  }
}

/** Takes the first that waits and those that can go with it. */
function takeBatch(queue: Waiting[], joinLimit: number): readonly Waiting[] {
  const first = queue[0] as Waiting;
  let records = 0;
  const batch = queue.filter((waiting) => {
    const more = recordsIn(waiting.request);
    if (waiting !== first && (records + more > joinLimit || !canJoin(first.request, waiting.request) || !areOfOne(first.scope, waiting.scope))) return false;
    records += more;
    return true;
  });
  queue.splice(0, queue.length, ...queue.filter((waiting) => !batch.includes(waiting)));
  return batch;
}

const recordsIn = ({ entries }: NodeRequest): number => entries.reduce((sum, entry) => sum + (entry.kind === 'entities' ? entry.asks.length : 1), 0);

const canBeJoined = ({ entries }: NodeRequest): boolean => entries.every(({ kind }) => kind === 'entities');

/** Whether two requests are sent in the name of the same viewer: one call speaks for one. */
function areOfOne(one: RequestScope | undefined, other: RequestScope | undefined): boolean {
  const [ours, theirs] = [one, other].map((scope) => (scope === undefined || isPublic(scope.viewer) ? '' : viewerKey(scope.viewer)));
  return ours === theirs;
}

/** Whether two requests differ in nothing but which records they ask of. */
function canJoin(one: NodeRequest, other: NodeRequest): boolean {
  if (one.query !== other.query || !canBeJoined(one)) return false;
  const names = new Set([...Object.keys(one.variables), ...Object.keys(other.variables)]);
  return [...names].every((name) => one.representations.has(name) || JSON.stringify(one.variables[name]) === JSON.stringify(other.variables[name]));
}

/** One request for the records of all. */
export function joinRequests(requests: readonly NodeRequest[]): NodeRequest {
  const [first] = requests as readonly [NodeRequest];
  const variables = Object.fromEntries(
    Object.entries(first.variables).map(([name, value]) => [name, first.representations.has(name) ? requests.flatMap((request) => request.variables[name] as readonly unknown[]) : value]),
  );
  return { ...first, variables, authorities: [...new Set(requests.flatMap(({ authorities }) => authorities))] };
}

/**
 * The answer to each of the joined requests: its stretch of every list, with the errors there. A list of another length
 * than was asked for can't be split: then none has it.
 */
export function splitAnswer(requests: readonly NodeRequest[], answer: NodeAnswer): readonly NodeAnswer[] {
  if ('failed' in answer || !answer.data) return requests.map(() => answer);
  const { data, errors = [] } = answer;
  const starts = new Map<string, number>();
  return requests.map((request) => {
    const own: Record<string, unknown> = {};
    const ownErrors = errors.filter(({ path }) => typeof path?.[1] !== 'number');
    for (const { alias, ...entry } of request.entries) {
      const start = starts.get(alias) ?? 0;
      const end = start + (entry.kind === 'entities' ? entry.asks.length : 0);
      starts.set(alias, end);
      own[alias] = stretch(data[alias], start, end, lengthAsked(requests, alias));
      ownErrors.push(...errors.flatMap((error) => moved(error, alias, start, end)));
    }
    return { data: own, ...(ownErrors.length > 0 ? { errors: ownErrors } : {}) };
  });
}

function lengthAsked(requests: readonly NodeRequest[], alias: string): number {
  return requests.flatMap(({ entries }) => entries).reduce((sum, entry) => sum + (entry.alias === alias && entry.kind === 'entities' ? entry.asks.length : 0), 0);
}

const stretch = (list: unknown, start: number, end: number, length: number): unknown => (Array.isArray(list) && list.length === length ? list.slice(start, end) : null);

/** An error inside the stretch, at its place there. */
function moved(error: WireError, alias: string, start: number, end: number): readonly WireError[] {
  const [at, index, ...rest] = error.path ?? [];
  return at === alias && typeof index === 'number' && index >= start && index < end ? [{ ...error, path: [alias, index - start, ...rest] }] : [];
}
