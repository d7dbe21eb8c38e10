import { hash } from 'node:crypto';
import type { Viewer } from '../../viewer.js';

/** `typ` of a call's token (RFC 8725, 3.11): no token made for anything else is taken for one, nor this for another. */
export const CALL_TOKEN_TYPE = 'ucat-call+jwt';

/** How long a call's token is good for. */
export const CALL_TOKEN_SECONDS = 10;

/** The longest that any token is taken for, whoever made it. */
export const LONGEST_CALL_TOKEN_SECONDS = 60;

/** What a call's token says, in seconds since 1970 where it is a time: one request, to one service, in a viewer's name. */
export interface CallClaims extends Partial<Pick<Viewer, 'authorities' | 'roles'>> {
  /** The service called: codes of the authorities asked, or `search`, `registry`, `replica` or an extension's name. */
  readonly aud: readonly string[];
  readonly htm: string;
  /** Path with its query, as it is sent. */
  readonly path: string;
  /** SHA-256 of the body's bytes, in base64url. */
  readonly bh: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  /** The viewer's subject; missing for the public. */
  readonly sub?: string;
  /** In a token with EdDSA: an X25519 key of the caller, in base64url, for a key that it would agree on. */
  readonly dh?: string;
}

/** How a call is authenticated: by the caller's own signature, or by the MAC of a key agreed under such a one. */
export type CallAlgorithm = 'EdDSA' | 'HS256';

/** Hash of a body, as `bh` has it. */
export const bodyHash = (body: string | Buffer): string => hash('sha256', body, 'base64url');

/** The parts of a token in the JWS compact form, as far as they can be read; nothing of it is checked. */
export interface ReadCallToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over: header and claims as they came. */
  readonly signed: string;
  readonly signature: string;
}

/** Reads a token of `CALL_TOKEN_TYPE`; null where the text is anything else. */
export function readCallToken(text: string): ReadCallToken | null {
  const [head = '', payload = '', signature = '', ...more] = text.split('.');
  if (more.length > 0 || signature === '' || text.length > 16_384) return null;
  const header = readPart(head);
  const claims = header?.['typ'] === CALL_TOKEN_TYPE ? readPart(payload) : null;
  return header && claims && { header, claims, signed: `${head}.${payload}`, signature };
}

function readPart(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
