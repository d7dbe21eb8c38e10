import { SpanKind } from '@opentelemetry/api';
import { scopedSpan } from '../../subgraphs/kit/observe/tracing.js';
import { CallRefused, type Transport } from '../../subgraphs/kit/transport/transport.js';
import type { AskNode, NodeAnswer } from './node-channels.js';
import type { NodeBreakers } from './policies/node-breakers.js';
import type { AskOutcome, RouterEvents } from './policies/router-events.js';

export interface AskNodeOptions {
  readonly send: Transport;
  readonly breakers: NodeBreakers;
  readonly events: RouterEvents;
  /** Address of the replica; undefined: there is none. */
  readonly replicaUrl: string | undefined;
}

/** Asks one node one request, through its breaker, and tells of it. */
export function createAskNode({ send, breakers, events, replicaUrl }: AskNodeOptions): AskNode {
  return async function askNode({ url, query, variables, authorities }, deadline, signal, scope) {
    const started = performance.now();
    const timeoutMillis = deadline - started;
    // A node that was not asked is no failing one.
    if (timeoutMillis <= 0) return { failed: 'was not asked any more: the time of the request is over' };
    let outcome: AskOutcome = 'LEFT_ALONE';
    const answer = await breakers.ask(url, async (): Promise<NodeAnswer> => {
      try {
        const given = await scopedSpan('ask node', scope, () => spanOf(authorities, url === replicaUrl), async (within) => send({ url, query, variables, timeoutMillis, audience: url === replicaUrl ? ['replica'] : authorities, signal, scope: within }));
        outcome = 'ANSWERED';
        return given;
      } catch (error) {
        if (error instanceof CallRefused) scope?.log.warn({ url, err: error }, "a node does not take this gateway's calls");
        outcome = signal?.aborted ? 'GIVEN_UP' : performance.now() >= deadline - EARLY_MILLIS ? 'TIMED_OUT' : 'FAILED';
        return { failed: SAID[outcome](timeoutMillis) };
      }
    });
    const millis = performance.now() - started;
    for (const authority of authorities) events.onAsked({ authority, url, servedFrom: url === replicaUrl ? 'REPLICA' : 'OWNER', outcome, millis });
    return answer ?? { failed: SAID.LEFT_ALONE(timeoutMillis) };
  };
}

const spanOf = (authorities: readonly string[], isReplica: boolean) => ({ kind: SpanKind.CLIENT, attributes: { 'ucat.authorities': authorities.join(','), 'ucat.replica': isReplica } });

/** A timer may fire this much before its time. */
const EARLY_MILLIS = 2;

/** What a client is told of a node that gave no answer. */
const SAID: Readonly<Record<Exclude<AskOutcome, 'ANSWERED'>, (timeoutMillis: number) => string>> = {
  TIMED_OUT: (timeoutMillis) => `did not answer within ${String(Math.round(timeoutMillis))} ms`,
  FAILED: () => 'could not be reached or sent no GraphQL answer',
  LEFT_ALONE: () => 'has not answered lately, and is asked again in a moment',
  GIVEN_UP: () => 'was not waited for: the client has gone away',
};
