import { createHash, createPublicKey, verify } from 'node:crypto';

/** Kinds of signatures of C2SP signed notes: a plain Ed25519 one, and a witness' over a checkpoint. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;

/** Who signs a note: a name and an Ed25519 public key. */
export interface NoteKey {
  /** Without white space and plus signs. */
  readonly name: string;
  /** 32 bytes in base64url. */
  readonly publicKey: string;
}

/** What a signer needs: its private key stays where it is. */
export interface NoteSigner extends NoteKey {
  /** The Ed25519 signature, 64 bytes, over the UTF-8 bytes of a text. */
  readonly sign: (text: string) => Uint8Array;
}

export const isKeyName = (name: string): boolean => /^[^\s+]+$/u.test(name) && name.isWellFormed();

/** First four bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ public key), in hex. */
export function keyId({ name, publicKey }: NoteKey, kind: number = ED25519): string {
  const hash = createHash('sha256').update(name, 'utf8').update(Uint8Array.of(0x0a, kind)).update(Buffer.from(publicKey, 'base64url'));
  return hash.digest('hex').slice(0, 8);
}

/** A verifier's key as text: `<name>+<key id>+<base64 of kind and key>`. */
export const formatVerifierKey = (key: NoteKey, kind: number = ED25519): string =>
  `${key.name}+${keyId(key, kind)}+${Buffer.concat([Uint8Array.of(kind), Buffer.from(key.publicKey, 'base64url')]).toString('base64')}`;

/** Reads what `formatVerifierKey` writes; null of anything else. */
export function parseVerifierKey(text: string): (NoteKey & { readonly kind: number }) | null {
  const [, name, , data] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  if (name === undefined || data === undefined) return null;
  const bytes = Buffer.from(data, 'base64');
  const key = { name, publicKey: bytes.subarray(1).toString('base64url'), kind: bytes[0] ?? 0 };
  return bytes.length === 33 && formatVerifierKey(key, key.kind) === text ? key : null;
}

/** Whether `signature` is the key's over the text; false for whatever is no key or no signature. */
export function isSignatureOf(publicKey: string, text: string, signature: Uint8Array): boolean {
  if (signature.length !== 64 || Buffer.from(publicKey, 'base64url').length !== 32) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text, 'utf8'), key, signature);
  } catch {
    return false;
  }
}
