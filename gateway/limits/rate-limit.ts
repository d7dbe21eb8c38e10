import type { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { catalogError } from '../../schema/errors.js';
import { refusedAnswer, type Answerer } from '../../subgraphs/kit/apollo-handler.js';
import type { Identify } from '../../subgraphs/kit/identity/identity.js';
import { clientAddress } from './client-address.js';
import { tokenBuckets } from './token-buckets.js';

export interface RateLimitOptions {
  /** Requests of one viewer or address in a minute; 0 for no limit. */
  readonly perMinute: number;
  /** Requests at once. */
  readonly burst: number;
  /** Proxies in front that add to `x-forwarded-for`. */
  readonly proxies: number;
}

export interface RateLimit {
  /** Counts those without a token by their address. */
  readonly answers: (answer: Answerer) => Answerer;
  /** Counts those with a token by whose it is, and those whose token is not good by their address. */
  readonly identities: (identify: Identify) => Identify;
}

/** Lets each viewer, or else each address, ask so often. */
export function rateLimit({ perMinute, burst, proxies }: RateLimitOptions): RateLimit {
  if (perMinute === 0) return { answers: (answer) => answer, identities: (identify) => identify };
  const take = tokenBuckets({ perMinute, burst });
  const excess = (key: string): GraphQLError | null => {
    const millis = take(key);
    return millis === 0 ? null : rateLimited(perMinute, Math.ceil(millis / 1000));
  };
  const excessOfAddress = (message: IncomingMessage): GraphQLError | null => {
    const address = clientAddress(message, proxies);
    return address === null ? null : excess(`address ${address}`);
  };
  return {
    answers: (answer) =>
      async function answerAtRate(request) {
        const over = request.message.headers.authorization === undefined ? excessOfAddress(request.message) : null;
        return over ? refusedAnswer(429, over, request.scope) : answer(request);
      },
    identities: (identify) =>
      async function identifyAtRate(request) {
        const identity = await Promise.resolve(identify(request)).catch((error: unknown) => {
          throw excessOfAddress(request.message) ?? error;
        });
        const { subject } = identity.viewer;
        const over = subject === null ? null : excess(`subject ${subject}`);
        if (over) throw over;
        return identity;
      },
  };
}

const rateLimited = (perMinute: number, seconds: number): GraphQLError =>
  catalogError('RATE_LIMITED', `Expected at most ${String(perMinute)} requests a minute but got more. Try again in ${String(seconds)} s.`, {
    limit: 'rate',
    allowed: perMinute,
    retryAfterSeconds: seconds,
    retryable: true,
    http: { status: 429, headers: { 'retry-after': String(seconds) } },
  });
