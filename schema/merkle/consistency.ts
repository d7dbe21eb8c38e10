import { HASH_BYTES, nodeHash, sameHash, type Hash } from './hashes.js';
import { cutOf, readRanges, type LeafRange, type ReadHashes } from './tree-nodes.js';

/**
 * Proof that the tree of the first `size` leaves begins as that of the first `before` (RFC 9162 2.1.4.1). Empty where
 * both are the same.
 *
 * @throws RangeError unless 0 < before ≤ size: the empty tree begins all, so nothing is proved of it
 */
export async function consistencyProof(before: number, size: number, read: ReadHashes): Promise<readonly Hash[]> {
  if (!arePair(before, size)) throw new RangeError(`Expected sizes of two trees, 0 < m ≤ n, but got ${String(before)} and ${String(size)}.`);
  return readRanges(subproof(before, [0, size], true), read);
}

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** Whether the proof shows that the later tree begins as the earlier (RFC 9162 2.1.4.2). Of the empty tree nothing can be shown. */
export function verifyConsistency(before: TreeHead, after: TreeHead, proof: readonly Hash[]): boolean {
  if (!arePair(before.size, after.size)) return false;
  if (before.size === after.size) return proof.length === 0 && sameHash(before.root, after.root);
  if ([before.root, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  // The earlier tree is the first part of the path where it is a complete subtree.
  const path = isPowerOfTwo(before.size) ? [before.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first || proof.length === 0) return false;
  return leadsToBoth(before, after, first, rest);
}

function leadsToBoth(before: TreeHead, after: TreeHead, first: Hash, rest: readonly Hash[]): boolean {
  let [node, last] = [before.size - 1, after.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, young] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, young] = [nodeHash(hash, old), nodeHash(hash, young)];
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else young = nodeHash(young, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(old, before.root) && sameHash(young, after.root);
}

const arePair = (before: number, size: number): boolean => Number.isSafeInteger(before) && Number.isSafeInteger(size) && before > 0 && before <= size;

const half = (number: number): number => Math.floor(number / 2);

const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size));

/** SUBPROOF of RFC 9162; `known` where the subtree is the whole earlier tree, whose root the reader has. */
function subproof(before: number, [from, to]: LeafRange, known: boolean): readonly LeafRange[] {
  const size = to - from;
  if (before === size) return known ? [] : [[from, to]];
  const cut = cutOf(size);
  if (before <= cut) return [...subproof(before, [from, from + cut], known), [from + cut, to]];
  return [...subproof(before - cut, [from + cut, to], false), [from, from + cut]];
}
