import { randomBytes } from 'node:crypto';
import { ANONYMOUS, isPublic, type Viewer } from '../../viewer.js';
import type { NodeKey } from '../node-key.js';
import { bodyHash, CALL_TOKEN_SECONDS, CALL_TOKEN_TYPE, type CallAlgorithm, type CallClaims } from './call-token.js';

/** A request that is about to be sent. */
export interface OutgoingCall {
  /** The service called, as `CallClaims.aud` names it. */
  readonly audience: readonly string[];
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly body: string | Buffer;
  /** In whose name it is sent. @default the public */
  readonly viewer?: Viewer | undefined;
  /** What the caller offers for an agreed key, as `CallClaims.dh` has it. @default nothing */
  readonly dh?: string | undefined;
}

/** Makes the value of the header `authorization`: of each call a token of its own. */
export type CallSigner = (call: OutgoingCall) => string;

/** What tokens are made with. */
export interface TokenKey {
  readonly algorithm: CallAlgorithm;
  readonly kid: string;
  /** @returns the signature or MAC over the text, in base64url */
  sign(text: string): string;
}

export interface SignerOptions {
  /** @default Date.now */
  readonly now?: () => number;
}

/** Signs calls with a service's key: a JWT with EdDSA (RFC 8037) over method, path and body (the idea of RFC 9449, in one token). */
export const callSigner = (key: NodeKey, options: SignerOptions = {}): CallSigner => tokenSigner({ algorithm: 'EdDSA', kid: key.publicKey, sign: key.sign }, options);

/** Makes calls' tokens with any key. */
export function tokenSigner(key: TokenKey, { now = Date.now }: SignerOptions = {}): CallSigner {
  const header = base64url({ alg: key.algorithm, typ: CALL_TOKEN_TYPE, kid: key.kid });
  const run = randomBytes(9).toString('base64url');
  let count = 0;
  return function signCall({ audience, method, path, body, viewer = ANONYMOUS, dh }) {
    const iat = Math.floor(now() / 1000);
    count += 1;
    const { subject, authorities, roles } = viewer;
    const claims: CallClaims = {
      aud: audience,
      htm: method,
      path,
      bh: bodyHash(body),
      iat,
      exp: iat + CALL_TOKEN_SECONDS,
      jti: `${run}${count.toString(36)}`,
      ...(isPublic(viewer) ? {} : { ...(subject !== null && { sub: subject }), authorities, roles }),
      ...(dh !== undefined && { dh }),
    };
    const signed = `${header}.${base64url(claims)}`;
    return `Bearer ${signed}.${key.sign(signed)}`;
  };
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
