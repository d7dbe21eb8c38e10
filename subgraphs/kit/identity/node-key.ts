import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A node's Ed25519 key (RFC 8032). */
export interface NodeKey {
  /** 32 bytes in base64url: `x` of the key as a JWK (RFC 8037). */
  readonly publicKey: string;
  /** @returns the signature, 64 bytes in base64url, over the UTF-8 bytes of `text` */
  sign(text: string): string;
}

/** Where a node keeps its key: beside its store, or in place of one where the store is elsewhere. */
export const nodeKeyFile = (dataDir: string): string => join(dataDir, 'node-key.json');

/** The key in a file; null where there is no file. @throws Error where the file holds none */
export function readNodeKey(file: string): NodeKey | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return nodeKey(readPrivateKey(file, text));
}

/** Makes a key and keeps it in a file that only its owner can read. @throws the system's error where there is a file already */
export function createNodeKey(file: string): NodeKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(privateKey.export({ format: 'jwk' }))}\n`, { mode: 0o600, flag: 'wx' });
  return nodeKey(privateKey);
}

/** The key in a file; made where there is no file yet. @throws Error where the file holds none */
export function nodeKeyIn(file: string): NodeKey {
  const known = readNodeKey(file);
  if (known) return known;
  try {
    return createNodeKey(file);
  } catch (error) {
    // Another process has made it meanwhile.
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readNodeKey(file) : null;
    if (made) return made;
    throw error;
  }
}

/** Whether `signature` was made over `text` with the key; false for whatever is no key or no signature too. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  if (!PUBLIC_KEY.test(publicKey) || !SIGNATURE.test(signature)) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}

export const isPublicKey = (text: string): boolean => PUBLIC_KEY.test(text);

/** 32 bytes; the last character carries two bits that must be zero, so that one key has one spelling. */
const PUBLIC_KEY = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const SIGNATURE = /^[\w-]{85}[AQgw]$/;

function nodeKey(privateKey: KeyObject): NodeKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { publicKey: String(x), sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url') };
}

function readPrivateKey(file: string, text: string): KeyObject {
  try {
    const key = createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without what stands in the file.
  }
  throw new Error(`${file}: expected an Ed25519 private key as a JWK.`);
}
