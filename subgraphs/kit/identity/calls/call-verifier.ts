import type { IncomingMessage } from 'node:http';
import { isAuthorityCode } from '../../../../schema/ids.js';
import { ANONYMOUS, type Role, type Viewer } from '../../viewer.js';
import type { CallerRole, Identified, Identity } from '../identity.js';
import { forbidden, unauthenticated } from '../refuse.js';
import { AgreedKeys } from './agreed-keys.js';
import { bodyHash, LONGEST_CALL_TOKEN_SECONDS, type CallAlgorithm, type ReadCallToken } from './call-token.js';
import { CALL_KEY_HEADER } from './key-header.js';
import type { KnownCaller, KnownCallers } from './known-callers.js';
import { SeenTokens } from './seen-tokens.js';
import { tokenProofs } from './token-proofs.js';

export interface CallVerifierOptions {
  /** What the service goes by: its authorities, or `search`, `registry`, `replica`. */
  readonly names: ReadonlySet<string>;
  readonly callers: KnownCallers;
  /** Roles that have any business here. @default all */
  readonly roles?: readonly CallerRole[] | undefined;
  /** What stands before the service's paths where others reach it, as of `https://host/mee/graphql` it is `/mee`. @default none */
  readonly pathPrefix?: string;
  /** How far the clocks of two services may differ. @default 30 */
  readonly skewSeconds?: number;
  /** Tokens that were taken. @default none before, and none after this process */
  readonly seen?: SeenTokens;
  /** Keys that were agreed with callers. @default none yet */
  readonly agreed?: AgreedKeys;
  /** Told of each call that was taken. @default nobody */
  readonly onTaken?: (algorithm: CallAlgorithm) => void;
  /** @default Date.now */
  readonly now?: () => number;
}

/** Checks a call's token against the request that it came with. @throws UNAUTHENTICATED, or FORBIDDEN where the caller's role has no business here */
export type CallVerifier = (token: ReadCallToken, request: { readonly message: Pick<IncomingMessage, 'method' | 'url'>; readonly body: Buffer }) => Promise<Identified>;

/** How far a clock is taken to be off. */
export const CLOCK_SKEW_SECONDS = 30;

export function callVerifier({ names, callers, roles, pathPrefix = '', skewSeconds = CLOCK_SKEW_SECONDS, seen = new SeenTokens(), agreed = new AgreedKeys(), onTaken = () => undefined, now = Date.now }: CallVerifierOptions): CallVerifier {
  const proofOf = tokenProofs({ callers, agreed, seen });
  return async function verifyCall(token, { message, body }) {
    const { claims } = token;
    const proof = await proofOf(token);
    const { algorithm, caller } = proof;
    const seconds = now() / 1000;
    const end = endOf(claims, seconds, skewSeconds);
    const paths = [message.url, `${pathPrefix}${String(message.url)}`];
    const { aud, htm, path, bh, jti } = claims;
    if (![aud].flat().some((name) => names.has(String(name)))) throw unauthenticated(`The call's token is for another service: expected one of ${[...names].join(', ')} but got ${[aud].flat().map(String).join(', ').slice(0, 200)}.`);
    if (htm !== message.method || !paths.includes(path as string)) throw unauthenticated("The call's token is for another method or path. Behind a proxy that takes a prefix off, set NODE_URL.");
    if (bh !== bodyHash(body)) throw unauthenticated("The call's token is for another body.");
    if (typeof jti !== 'string' || jti === '' || jti.length > 100) throw unauthenticated('Expected the claim jti, of 1 to 100 characters.');
    proof.check();
    if (!proof.take(jti, Math.ceil(end), seconds)) throw unauthenticated("The call's token was used before: each call needs one of its own.");
    const identity = identityOf(caller, algorithm, claims);
    if (roles && !roles.includes(caller.role)) throw forbidden(`A service of the role ${caller.role} has no business here.`);
    onTaken(algorithm);
    // Only a signature begets a key: one that begot the next would outlive what it was agreed under.
    const offer = algorithm === 'EdDSA' && typeof claims['dh'] === 'string' ? agreed.agree(caller.key, claims['dh'], token.signed) : null;
    return offer === null ? identity : { ...identity, answerHeaders: { [CALL_KEY_HEADER]: offer } };
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

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const clocks = (what: string, seconds: number, skew: number): string => `The call's token ${what}, by ${String(Math.round(seconds))} s; clocks may differ by ${String(skew)} s. Set both clocks by NTP.`;

/** What a viewer may bring along through a gateway. Stewards come to their own node with its own token. */
const RELAYED: readonly Role[] = ['AUDITOR', 'OPERATOR'];

/** Whom a call that was checked speaks for. */
function identityOf({ role, key }: KnownCaller, algorithm: CallAlgorithm, claims: ReadCallToken['claims']): Identity {
  const caller = { role, key, ...(algorithm === 'HS256' && { byAgreedKey: true }) };
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
