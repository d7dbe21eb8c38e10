import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import type { NodeRequest } from './plan.js';

/** A node's answer, or why there is none. */
export type NodeAnswer = TransportAnswer | { readonly failed: string };

export type AskNode = (request: NodeRequest) => Promise<NodeAnswer>;

export interface NodeChannelsOptions {
  /** Requests to one node that may be under way before further ones wait and are joined. @default 2 */
  readonly underWay?: number;
  /** Longest wait of a request for its turn; then it fails without having been sent. */
  readonly queueMillis: number;
}

interface Waiting {
  readonly request: NodeRequest;
  readonly resolve: (answer: NodeAnswer) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Sends requests to a node at once while few are under way. When more come than it answers, those that ask the same of
 * other records wait for their turn and go as one: the busier a node is, the fewer and larger its requests become.
 */
export function nodeChannels(ask: AskNode, { underWay = 2, queueMillis }: NodeChannelsOptions): AskNode {
  const channels = new Map<string, { count: number; readonly queue: Waiting[] }>();

  const send = async (url: string, batch: readonly Waiting[]): Promise<void> => {
    const [first] = batch as readonly [Waiting];
    const requests = batch.map(({ request }) => request);
    const answer = await ask(batch.length === 1 ? first.request : joinRequests(requests));
    next(url);
    const answers = batch.length === 1 ? [answer] : splitAnswer(requests, answer);
    batch.forEach(({ resolve }, index) => resolve(answers[index] as NodeAnswer));
  };

  const next = (url: string): void => {
    const channel = channels.get(url);
    if (!channel) return;
    const [first] = channel.queue;
    if (!first) {
      channel.count -= 1;
      if (channel.count === 0) channels.delete(url);
      return;
    }
    const batch = channel.queue.filter(({ request }) => request === first.request || canJoin(first.request, request));
    channel.queue.splice(0, channel.queue.length, ...channel.queue.filter((waiting) => !batch.includes(waiting)));
    for (const { timer } of batch) clearTimeout(timer);
    void send(url, batch);
  };

  return async function askInTurn(request) {
    const channel = channels.get(request.url) ?? { count: 0, queue: [] };
    channels.set(request.url, channel);
    return new Promise<NodeAnswer>((resolve) => {
      const giveUp = (): void => {
        channel.queue.splice(channel.queue.indexOf(waiting), 1);
        resolve({ failed: `had no turn for this request within ${String(queueMillis)} ms` });
      };
      const waiting: Waiting = { request, resolve, timer: setTimeout(giveUp, queueMillis) };
      if (channel.count < underWay) {
        clearTimeout(waiting.timer);
        channel.count += 1;
        void send(request.url, [waiting]);
      } else channel.queue.push(waiting);
    });
  };
}

/** Whether two requests differ in nothing but which records they ask of. */
function canJoin(one: NodeRequest, other: NodeRequest): boolean {
  if (one.query !== other.query || one.entries.some(({ kind }) => kind === 'field')) return false;
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
