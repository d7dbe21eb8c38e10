import { nodeHash, sameHash, HASH_BYTES, type Hash } from './hashes.js';
import { cutOf, readRanges, type LeafRange, type ReadHashes } from './tree-nodes.js';

/**
 * Proof that a leaf is in the tree of the first `size` leaves (RFC 9162 2.1.3.1).
 *
 * @param index of the leaf, from 0
 * @throws RangeError where the tree has no such leaf
 */
export async function inclusionProof(index: number, size: number, read: ReadHashes): Promise<readonly Hash[]> {
  if (!isLeafOf(index, size)) throw new RangeError(`Expected a leaf of a tree of ${String(size)} but got number ${String(index)}.`);
  return readRanges(siblings(index, [0, size]), read);
}

/** Whether the proof leads from the leaf to the root (RFC 9162 2.1.3.2). */
export function verifyInclusion(index: number, size: number, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  if (!isLeafOf(index, size) || leaf.length !== HASH_BYTES || proof.some(({ length }) => length !== HASH_BYTES)) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

const isLeafOf = (index: number, size: number): boolean => Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size;

const half = (number: number): number => Math.floor(number / 2);

/** From the leaf up. */
function siblings(index: number, [from, to]: LeafRange): readonly LeafRange[] {
  if (to - from <= 1) return [];
  const cut = from + cutOf(to - from);
  return index < cut ? [...siblings(index, [from, cut]), [cut, to]] : [...siblings(index, [cut, to]), [from, cut]];
}
