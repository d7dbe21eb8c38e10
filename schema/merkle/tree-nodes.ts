import { EMPTY_ROOT, nodeHash, type Hash } from './hashes.js';

/** A complete subtree: 2^level leaves, from leaf index × 2^level on. */
export interface NodeRef {
  readonly level: number;
  readonly index: number;
}

/** Gives the hashes of complete subtrees, in the order of `refs`. */
export type ReadHashes = (refs: readonly NodeRef[]) => Promise<readonly Hash[]> | readonly Hash[];

/** Leaves `from` (included) to `to` (excluded). */
export type LeafRange = readonly [from: number, to: number];

/** The largest power of two that is smaller than `size`, a number above 1: where RFC 9162 cuts a tree. */
export function cutOf(size: number): number {
  let cut = 1;
  while (cut * 2 < size) cut *= 2;
  return cut;
}

/** The complete subtrees that a subtree of RFC 9162 consists of, from left to right. */
export function nodesOf([from, to]: LeafRange): readonly NodeRef[] {
  const refs: NodeRef[] = [];
  for (let start = from; start < to; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= to - start) [level, width] = [level + 1, width * 2];
    refs.push({ level, index: start / width });
    start += width;
  }
  return refs;
}

/** Hash of a subtree by those that it consists of, as `nodesOf` lists them. */
export function joinNodes(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Hashes of several subtrees, by one reading. */
export async function readRanges(ranges: readonly LeafRange[], read: ReadHashes): Promise<readonly Hash[]> {
  const refs = ranges.map(nodesOf);
  const hashes = await read(refs.flat());
  let next = 0;
  return refs.map(({ length }) => joinNodes(hashes.slice(next, (next += length))));
}

/** Root of the first `size` leaves. */
export async function treeRoot(size: number, read: ReadHashes): Promise<Hash> {
  return joinNodes(await read(nodesOf([0, size])));
}
