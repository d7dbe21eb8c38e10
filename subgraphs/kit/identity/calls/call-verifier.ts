import { createHash, verify } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isAuthorityCode } from '../../../../schema/ids.js';
import { ANONYMOUS, type Role, type Viewer } from '../../viewer.js';
import type { Identity } from '../identity.js';
import { unauthenticated } from '../refuse.js';
import { bodyHash, LONGEST_CALL_TOKEN_SECONDS, type ReadCallToken } from './call-token.js';
import type { KnownCaller, KnownCallers } from './known-callers.js';
import { SeenTokens } from './seen-tokens.js';

export interface CallVerifierOptions {
  /** What the service goes by: its authorities, or `search`, `registry`, `replica`. */
  readonly names: ReadonlySet<string>;
  readonly callers: KnownCallers;
  /** What stands before the service's paths where others reach it, as of `https://host/mee/graphql` it is `/mee`. @default none */
  readonly pathPrefix?: string;
  /** How far the clocks of two services may differ. @default 30 */
  readonly skewSeconds?: number;
  /** Tokens that were taken. @default none before, and none after this process */
  readonly seen?: SeenTokens;
  /** @default Date.now */
  readonly now?: () => number;
}

/** Checks a call's token against the request that it came with. @throws UNAUTHENTICATED */
export type CallVerifier = (token: ReadCallToken, request: { readonly message: Pick<IncomingMessage, 'method' | 'url'>; readonly body: Buffer }) => Promise<Identity>;

/** How far a clock is taken to be off. */
export const CLOCK_SKEW_SECONDS = 30;

export function callVerifier({ names, callers, pathPrefix = '', skewSeconds = CLOCK_SKEW_SECONDS, seen = new SeenTokens(), now = Date.now }: CallVerifierOptions): CallVerifier {
  return async function verifyCall({ header, claims, signed, signature }, { message, body }) {
    const { alg, kid } = header;
    if (alg !== 'EdDSA' || typeof kid !== 'string') throw unauthenticated("Expected a call's token to be signed with EdDSA and to name its key as `kid`.");
    const caller = await callers.find(kid);
    if (caller === null) throw unauthenticated(`The call is signed with the key ${kid.slice(0, 43)}, which is no key of TRUSTED_CALLERS here.`);
    const seconds = now() / 1000;
    const end = endOf(claims, seconds, skewSeconds);
    const paths = [message.url, `${pathPrefix}${String(message.url)}`];
    const { aud, htm, path, bh, jti } = claims;
    if (![aud].flat().some((name) => names.has(String(name)))) throw unauthenticated(`The call's token is for another service: expected one of ${[...names].join(', ')} but got ${[aud].flat().map(String).join(', ').slice(0, 200)}.`);
    if (htm !== message.method || !paths.includes(path as string)) throw unauthenticated("The call's token is for another method or path. Behind a proxy that takes a prefix off, set NODE_URL.");
    if (bh !== bodyHash(body)) throw unauthenticated("The call's token is for another body.");
    if (typeof jti !== 'string' || jti === '' || jti.length > 100) throw unauthenticated('Expected the claim jti, of 1 to 100 characters.');
    if (!verify(null, Buffer.from(signed), caller.publicKey, Buffer.from(signature, 'base64url'))) throw unauthenticated("The signature of the call's token is not its key's.");
    if (!seen.take(seenAs(kid, jti), Math.ceil(end), seconds)) throw unauthenticated("The call's token was used before: each call needs one of its own.");
    return identityOf(caller, claims);
  };
}

/** @returns the second from which on the token is refused for its age */
function endOf({ iat, exp }: ReadCallToken['claims'], now: number, skew: number): number {
  if (!isTime(iat) || !isTime(exp)) throw unauthenticated('Expected the claims iat and exp, in seconds since 1970.');
  if (exp - iat > LONGEST_CALL_TOKEN_SECONDS || exp < iat) throw unauthenticated(`Expected the call's token to be good for at most ${String(LONGEST_CALL_TOKEN_SECONDS)} seconds.`);
  if (iat > now + skew) throw unauthenticated(clocks('is of a time to come', iat - now, skew));
  if (exp + skew <= now) throw unauthenticated(clocks('is over', now - exp, skew));
  return exp + skew;
}

/** Of one length, whatever a service has for its ids, and without what could end a line. */
const seenAs = (kid: string, jti: string): string => createHash('sha256').update(`${kid} ${jti}`).digest('base64url');

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const clocks = (what: string, seconds: number, skew: number): string => `The call's token ${what}, by ${String(Math.round(seconds))} s; clocks may differ by ${String(skew)} s. Set both clocks by NTP.`;

/** What a viewer may bring along through a gateway. Stewards come to their own node with its own token. */
const RELAYED: readonly Role[] = ['AUDITOR', 'OPERATOR'];

/** Whom a call that was checked speaks for. */
function identityOf({ role, key }: KnownCaller, claims: ReadCallToken['claims']): Identity {
  const caller = { role, key };
  if (role === 'INDEX') return { caller, viewer: { subject: 'index', authorities: [], roles: ['INDEX'] } };
  if (role === 'REGISTRY') return { caller, viewer: ANONYMOUS };
  const viewer = relayedViewer(claims);
  return { caller, viewer: role === 'REPLICA' ? { ...viewer, roles: [...viewer.roles, 'REPLICA'] } : viewer };
}

function relayedViewer({ sub, authorities = [], roles = [] }: ReadCallToken['claims']): Viewer {
  const areTexts = [authorities, roles].every((list) => Array.isArray(list) && list.every((one) => typeof one === 'string'));
  if (!areTexts || (sub !== undefined && typeof sub !== 'string')) throw unauthenticated("Expected the call's claims sub to be a text, authorities and roles to be lists of texts.");
  if (sub === undefined && (authorities as []).length === 0 && (roles as []).length === 0) return ANONYMOUS;
  return { subject: sub ?? null, authorities: (authorities as string[]).filter(isAuthorityCode), roles: RELAYED.filter((role) => (roles as string[]).includes(role)) };
}
