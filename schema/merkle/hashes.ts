import { createHash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** Root of the tree without leaves (RFC 9162 2.1.1). */
export const EMPTY_ROOT: Hash = createHash('sha256').digest();

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256(0x00 ‖ data), RFC 9162 2.1.1. */
export const leafHash = (data: Uint8Array | string): Hash => createHash('sha256').update(LEAF).update(data).digest();

/** SHA-256(0x01 ‖ left ‖ right), RFC 9162 2.1.1. */
export const nodeHash = (left: Hash, right: Hash): Hash => createHash('sha256').update(NODE).update(left).update(right).digest();

export function sameHash(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Root of the tree over these leaf hashes, all in memory. */
export function rootOf(leafHashes: readonly Hash[]): Hash {
  let level = leafHashes;
  // A node without a neighbour goes up as it is: that is the same tree as RFC 9162 cuts from the top.
  while (level.length > 1) level = parents(level);
  return level[0] ?? EMPTY_ROOT;
}

function parents(level: readonly Hash[]): Hash[] {
  const above: Hash[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const left = level[index] as Hash;
    const right = level[index + 1];
    above.push(right ? nodeHash(left, right) : left);
  }
  return above;
}
