import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { catalogError } from '../../schema/errors.js';

/** Throws unless the caller may write. */
export type WriteGuard = () => void;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Whether a request may write: it carries `authorization: Bearer <token>`. Without a configured token everybody who
 * can reach the service may, so a service without one must listen on loopback only.
 */
export function writeGuard(request: IncomingMessage, token: string | undefined): WriteGuard {
  return function requireToken() {
    if (token === undefined) return;
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given === undefined) throw catalogError('UNAUTHENTICATED', 'This mutation needs the header `authorization: Bearer <token>` with the token of this service.');
    if (!timingSafeEqual(digest(given), digest(token))) throw catalogError('UNAUTHENTICATED', 'The token in the header `authorization` is not that of this service.');
  };
}
