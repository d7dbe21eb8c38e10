import { createHmac, createPublicKey, createSecretKey, diffieHellman, generateKeyPairSync, hash, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { isPublicKey } from '../node-key.js';

/** One side's part of an agreement: a key of X25519 (RFC 7748), made for it and used for no other. */
export interface KeyShare {
  /** 32 bytes in base64url: `x` of the key as a JWK (RFC 8037). */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** All that an agreed key is bound to. */
export interface AgreementTerms {
  /** The caller's Ed25519 key in base64url. */
  readonly caller: string;
  /** `dh` of the caller's token. */
  readonly callerShare: string;
  readonly serviceShare: string;
  /** What the service calls the key. */
  readonly id: string;
  /** Header and claims of the caller's token, as they were signed: audience, time and request are in there. */
  readonly signed: string;
}

/** A key that a caller and a service share for a while. It leaves neither's memory. */
export interface AgreedKey {
  /** HMAC-SHA256 over the text, in base64url. */
  mac(text: string): string;
  /** Whether it is the text's MAC, in a time that does not tell how much of it is right. */
  isMac(text: string, mac: string): boolean;
}

export function newShare(): KeyShare {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: String(publicKey.export({ format: 'jwk' }).x), privateKey };
}

/**
 * What follows of both shares, by HKDF-SHA256 (RFC 5869). Both sides name the same terms, or have different keys.
 *
 * @param other the other side's public share
 * @returns null where that is none, or one with which everybody's result is the same (RFC 7748, 6.1)
 */
export function agreeOn(own: KeyShare, other: string, { caller, callerShare, serviceShare, id, signed }: AgreementTerms): AgreedKey | null {
  const secret = sharedSecret(own, other);
  if (secret === null) return null;
  const info = ['ucat-call-key HS256', caller, callerShare, serviceShare, id, hash('sha256', signed, 'base64url')].join('\n');
  return agreedKey(createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32))));
}

function sharedSecret({ privateKey }: KeyShare, other: string): Buffer | null {
  if (!isPublicKey(other)) return null;
  try {
    const secret = diffieHellman({ privateKey, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: other }, format: 'jwk' }) });
    return secret.some((byte) => byte !== 0) ? secret : null;
  } catch {
    // OpenSSL refuses keys of low order by itself; what else it refuses is no key either.
    return null;
  }
}

function agreedKey(key: KeyObject): AgreedKey {
  const mac = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    mac,
    isMac(text, given) {
      const [right, other] = [Buffer.from(mac(text)), Buffer.from(given)];
      return right.length === other.length && timingSafeEqual(right, other);
    },
  };
}
