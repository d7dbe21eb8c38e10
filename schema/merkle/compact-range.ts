import { HASH_BYTES, nodeHash, type Hash } from './hashes.js';
import { joinNodes } from './tree-nodes.js';

const FORM = /^(0|[1-9]\d{0,15}):([\w-]*)$/;

/**
 * The right edge of a tree that grows: the hashes of the complete subtrees that its leaves fall into, at most one of each
 * size. Who sees every leaf needs no more to know the root at any moment.
 */
export class CompactRange {
  #size = 0;
  readonly #edge: Hash[] = [];

  /** How many leaves there are. */
  get size(): number {
    return this.#size;
  }

  /** Root of the tree over all leaves so far. */
  get root(): Hash {
    return joinNodes(this.#edge);
  }

  /** Adds the hash of the next leaf. */
  append(leaf: Hash): void {
    if (leaf.length !== HASH_BYTES) throw new RangeError(`Expected a hash of ${String(HASH_BYTES)} bytes but got ${String(leaf.length)}.`);
    let hash = leaf;
    for (let width = this.#size; width % 2 === 1; width = (width - 1) / 2) hash = nodeHash(this.#edge.pop() as Hash, hash);
    this.#edge.push(hash);
    this.#size += 1;
  }

  clone(): CompactRange {
    return CompactRange.of(this.#size, this.#edge);
  }

  /** Size and hashes as one short text. */
  toString(): string {
    return `${String(this.#size)}:${Buffer.concat(this.#edge).toString('base64url')}`;
  }

  /** @param edge hashes of the complete subtrees, from left to right, as `nodesOf([0, size])` lists them */
  static of(size: number, edge: readonly Hash[]): CompactRange {
    if (!Number.isSafeInteger(size) || size < 0 || edge.length !== bitsOf(size)) throw new RangeError(`Expected the right edge of a tree of ${String(size)} but got ${String(edge.length)} hashes.`);
    const range = new CompactRange();
    range.#size = size;
    range.#edge.push(...edge);
    return range;
  }

  /** @throws RangeError on anything that `toString` did not make */
  static parse(text: string): CompactRange {
    const [, size, hashes] = FORM.exec(text) ?? [];
    if (size === undefined || hashes === undefined) throw new RangeError('Expected the right edge of a tree as text.');
    const bytes = Buffer.from(hashes, 'base64url');
    const edge = Array.from({ length: Math.ceil(bytes.length / HASH_BYTES) }, (_, index) => bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES));
    if (bytes.length % HASH_BYTES !== 0 || bytes.toString('base64url') !== hashes) throw new RangeError('Expected whole hashes in the right edge of a tree.');
    return CompactRange.of(Number(size), edge);
  }
}

const bitsOf = (size: number): number => size.toString(2).replaceAll('0', '').length;
