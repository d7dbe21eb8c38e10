import { createHash } from 'node:crypto';

/** The digest of no record at all. */
export const EMPTY_DIGEST = '0'.repeat(64);

const MODULUS = 1n << 256n;

/**
 * A digest of a set of live records, `ChangePage.digest` of the contract: the sum, modulo 2^256, of
 * SHA-256(`<id>@<version>`) of each. It does not depend on the order, and follows every change at the same small cost.
 */
export class LiveDigest {
  #sum: bigint;

  /** @param hex the digest to go on from */
  constructor(hex: string = EMPTY_DIGEST) {
    this.#sum = BigInt(`0x${hex}`);
  }

  add(id: string, version: number): this {
    this.#sum = (this.#sum + hashOf(id, version)) % MODULUS;
    return this;
  }

  remove(id: string, version: number): this {
    this.#sum = (this.#sum - hashOf(id, version) + MODULUS) % MODULUS;
    return this;
  }

  /** In 64 lower-case hexadecimal digits. */
  get hex(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

/** The digest of a set that had version `before` of an id in it and has `after` now; 0 stands for none. */
export function digestAfter(hex: string, id: string, before: number, after: number): string {
  const digest = new LiveDigest(hex);
  if (before > 0) digest.remove(id, before);
  if (after > 0) digest.add(id, after);
  return digest.hex;
}

const hashOf = (id: string, version: number): bigint => BigInt(`0x${createHash('sha256').update(`${id}@${String(version)}`, 'utf8').digest('hex')}`);
