import type { GraphQLError } from 'graphql';
import { catalogError } from '../../../schema/errors.js';

/** A call without a token that is good: status 401 where it is the whole answer, with further headers where they say more. */
export const unauthenticated = (message: string, headers?: Readonly<Record<string, string>>): GraphQLError => catalogError('UNAUTHENTICATED', message, { http: { status: 401, ...(headers && { headers }) } });

/** A call of somebody known who may not make it: status 403. */
export const forbidden = (message: string): GraphQLError => catalogError('FORBIDDEN', message, { http: { status: 403 } });

/** Whoever can tell who calls did not answer: status 503, and another attempt may go well. */
export const identityUnavailable = (message: string): GraphQLError => catalogError('IDENTITY_UNAVAILABLE', message, { retryable: true, http: { status: 503 } });

/** The bearer token of a header; null where there is no header. @throws UNAUTHENTICATED where the header carries something else */
export function bearerOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const token = /^Bearer +(\S.*?) *$/i.exec(header)?.[1];
  if (token === undefined) throw unauthenticated('Expected the header `authorization` to be `Bearer <token>`.');
  return token;
}
