import { hash, verify } from 'node:crypto';
import { unauthenticated } from '../refuse.js';
import type { AgreedKeys } from './agreed-keys.js';
import type { CallAlgorithm, ReadCallToken } from './call-token.js';
import { CALL_KEY_HEADER, UNKNOWN_KEY } from './key-header.js';
import type { KnownCaller, KnownCallers } from './known-callers.js';
import type { SeenTokens } from './seen-tokens.js';

/** Whose a token says it is, by what it names as its key: all that differs between its two forms. */
export interface TokenProof {
  readonly algorithm: CallAlgorithm;
  readonly caller: KnownCaller;
  /** @throws UNAUTHENTICATED where the signature or MAC is not the key's */
  check(): void;
  /** Takes the token's id note of. @returns false where it was taken before */
  take(jti: string, end: number, now: number): boolean;
}

export interface TokenProofsOptions {
  readonly callers: KnownCallers;
  readonly agreed: AgreedKeys;
  /** Signed tokens that were taken. Those under an agreed key are kept with it. */
  readonly seen: SeenTokens;
}

/** Finds the key of a token. The algorithm decides among which keys its id is looked for: no key is ever used by another. @throws UNAUTHENTICATED where there is none */
export function tokenProofs(options: TokenProofsOptions): (token: ReadCallToken) => Promise<TokenProof> {
  return async function proofOf(token) {
    const { alg, kid } = token.header;
    if (typeof kid === 'string' && alg === 'EdDSA') return bySignature(kid, token, options);
    if (typeof kid === 'string' && alg === 'HS256') return byAgreedKey(kid, token, options);
    throw unauthenticated("Expected a call's token to be signed with EdDSA, or with HS256 under an agreed key, and to name its key as `kid`.");
  };
}

async function bySignature(kid: string, { signed, signature }: ReadCallToken, { callers, seen }: TokenProofsOptions): Promise<TokenProof> {
  const caller = await callers.find(kid);
  if (caller === null) throw unknownCaller(kid);
  return {
    algorithm: 'EdDSA',
    caller,
    check() {
      if (!verify(null, Buffer.from(signed), caller.publicKey, Buffer.from(signature, 'base64url'))) throw unauthenticated("The signature of the call's token is not its key's.");
    },
    take: (jti, end, now) => seen.take(seenAs(kid, jti), end, now),
  };
}

async function byAgreedKey(kid: string, { signed, signature }: ReadCallToken, { callers, agreed }: TokenProofsOptions): Promise<TokenProof> {
  const kept = agreed.find(kid);
  if (kept === null) throw unknownKey();
  const caller = await callers.find(kept.caller);
  if (caller === null) {
    agreed.drop(kept.caller);
    throw unknownCaller(kept.caller);
  }
  return {
    algorithm: 'HS256',
    caller,
    check() {
      // Of a caller that was led to another key on the way: it is better off with its signature.
      if (!kept.key.isMac(signed, signature)) throw unknownKey();
    },
    take: (jti, end, now) => kept.seen.take(jti, end, now),
  };
}

const unknownCaller = (key: string): Error => unauthenticated(`The call is signed with the key ${key.slice(0, 43)}, which is no key of TRUSTED_CALLERS here.`);

const unknownKey = (): Error => unauthenticated('The call comes under a key that was not agreed on here, or is over, or is another: nothing was done. Sign it with EdDSA.', { [CALL_KEY_HEADER]: UNKNOWN_KEY });

/** Of one length, whatever a service has for its ids, and without what could end a line. */
const seenAs = (kid: string, jti: string): string => hash('sha256', `${kid} ${jti}`, 'base64url');
