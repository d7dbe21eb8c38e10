import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** Root of the tree without leaves (RFC 9162 2.1.1). */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

const LEAF = Uint8Array.of(0);
/** What the hash of a node is of; filled anew each time, for these hashes are made by the million. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** SHA-256(0x00 ‖ data), RFC 9162 2.1.1. */
export const leafHash = (data: Uint8Array | string): Hash => hash('sha256', Buffer.concat([LEAF, typeof data === 'string' ? Buffer.from(data, 'utf8') : data]), 'buffer');

/** SHA-256(0x01 ‖ left ‖ right), RFC 9162 2.1.1. @throws RangeError on what is no hash */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError(`Expected two hashes of ${String(HASH_BYTES)} bytes but got ${String(left.length)} and ${String(right.length)}.`);
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}

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
