import { circuitBreaker, CircuitState, ConsecutiveBreaker, ExponentialBackoff, handleWhenResult, type CircuitBreakerPolicy } from 'cockatiel';
import type { NodeAnswer } from '../node-channels.js';

export interface NodeBreakersOptions {
  /** Requests in a row without an answer, after which a node is left alone. @default 5 */
  readonly failures?: number;
  /** How long it is left alone at first, about; longer each time that it still does not answer. @default 1000 */
  readonly pauseMillis?: number;
  /** How long it is left alone at most. @default 5000 */
  readonly pauseLimitMillis?: number;
}

/** `OPEN`: it is not asked. `HALF_OPEN`: one request finds out whether it answers again. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** How it stands with one node. */
export interface NodeState {
  readonly url: string;
  readonly state: BreakerState;
  /** Requests in a row that it did not answer. */
  readonly failures: number;
}

/** A circuit breaker for each node: one that does not answer is left alone for a while, and tried with one request. */
export interface NodeBreakers {
  /** Asks unless the node is left alone; null: it is. */
  ask(url: string, ask: () => Promise<NodeAnswer>): Promise<NodeAnswer | null>;
  /** Forgets all nodes but these. */
  retain(urls: ReadonlySet<string>): void;
  /** Of every node that was asked, in the order of their addresses. */
  states(): readonly NodeState[];
}

interface Breaker {
  readonly policy: CircuitBreakerPolicy;
  failures: number;
}

const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
};

const hasFailed = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'failed' in answer;

export function nodeBreakers({ failures = 5, pauseMillis = 1_000, pauseLimitMillis = 5_000 }: NodeBreakersOptions = {}): NodeBreakers {
  const breakers = new Map<string, Breaker>();

  const breakerOf = (url: string): Breaker => {
    const known = breakers.get(url);
    if (known) return known;
    const policy = circuitBreaker(handleWhenResult(hasFailed), {
      breaker: new ConsecutiveBreaker(failures),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: pauseMillis, maxDelay: pauseLimitMillis }),
    });
    const made: Breaker = { policy, failures: 0 };
    breakers.set(url, made);
    return made;
  };

  return {
    async ask(url, ask) {
      const breaker = breakerOf(url);
      // The policy would let others wait for the request that finds out; they have a replica to turn to.
      if (breaker.policy.state === CircuitState.HalfOpen) return null;
      let asked = false;
      try {
        const answer = await breaker.policy.execute(async () => {
          asked = true;
          return ask();
        });
        breaker.failures = hasFailed(answer) ? breaker.failures + 1 : 0;
        return answer;
      } catch (error) {
        if (asked) throw error;
        return null;
      }
    },
    retain(urls) {
      for (const url of breakers.keys()) if (!urls.has(url)) breakers.delete(url);
    },
    states: () => [...breakers].map(([url, { policy, failures: count }]) => ({ url, state: STATES[policy.state], failures: count })).sort((one, other) => (one.url < other.url ? -1 : 1)),
  };
}
