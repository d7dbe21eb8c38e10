import fc from 'fast-check';
import { CompactRange, consistencyProof, edgeTiles, growTiles, hashesFromTiles, inclusionProof, leafHash, nodesOf, rootOf, treeRoot, verifyConsistency, verifyInclusion, type Hash, type ReadHashes, type TileRef } from '../../../../schema/merkle/index.js';

const RUNS = Number(process.env['RUNS'] ?? 300);

/** A log that is kept as a node keeps it: in tiles that grow by batches. */
class TiledLog {
  readonly tiles = new Map<string, Uint8Array>();
  readonly range = new CompactRange();
  readonly leaves: Hash[] = [];

  append(entries: readonly string[]): void {
    const leaves = entries.map(leafHash);
    for (const { level, index, bytes } of growTiles(this.leaves.length, edgeTiles(this.leaves.length).map((tile) => this.tile(tile)), leaves)) this.tiles.set(`${String(level)}/${String(index)}`, bytes);
    for (const leaf of leaves) this.range.append(leaf);
    this.leaves.push(...leaves);
  }

  tile({ level, index }: TileRef): Uint8Array {
    return this.tiles.get(`${String(level)}/${String(index)}`) ?? new Uint8Array();
  }

  readonly read: ReadHashes = hashesFromTiles(async (refs) => refs.map((ref) => this.tile(ref)));
}

const entriesArbitrary = (max: number) => fc.array(fc.string({ maxLength: 20 }), { minLength: 2, maxLength: max });
const flip = (hash: Hash, bit: number): Hash => hash.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

function logOf(entries: readonly string[], batch: number): TiledLog {
  const log = new TiledLog();
  for (let from = 0; from < entries.length; from += batch) log.append(entries.slice(from, from + batch));
  return log;
}

describe('a log as a Merkle tree', () => {
  it('has the same root by its leaves, its right edge and its tiles, in whatever batches it grew', async () => {
    await fc.assert(
      fc.asyncProperty(entriesArbitrary(700), fc.integer({ min: 1, max: 300 }), async (entries, batch) => {
        const { range, leaves, read } = logOf(entries, batch);
        const root = rootOf(leaves);
        expect(range.root).toEqual(root);
        expect(await treeRoot(leaves.length, read)).toEqual(root);
        expect(CompactRange.parse(String(range)).root).toEqual(root);
        expect(String(CompactRange.of(leaves.length, await read(nodesOf([0, leaves.length]))))).toBe(String(range));
      }),
      { numRuns: Math.min(RUNS, 200) },
    );
  });

  it('proves each of its entries, and each of its states by each earlier one', async () => {
    const { leaves, read } = logOf(Array.from({ length: 40 }, (_, index) => String(index)), 7);
    for (let size = 1; size <= leaves.length; size += 1) {
      const root = rootOf(leaves.slice(0, size));
      for (let index = 0; index < size; index += 1) {
        expect(verifyInclusion(index, size, leaves[index] as Hash, await inclusionProof(index, size, read), root)).toBe(true);
        const before = { size: index + 1, root: rootOf(leaves.slice(0, index + 1)) };
        expect(verifyConsistency(before, { size, root }, await consistencyProof(index + 1, size, read))).toBe(true);
      }
    }
  });

  it('lets no bit, entry or order be changed unseen', async () => {
    await fc.assert(
      fc.asyncProperty(entriesArbitrary(60), fc.nat(), fc.nat(255), fc.nat(2), async (entries, pick, bit, how) => {
        const log = logOf(entries, 13);
        const size = entries.length;
        const index = pick % size;
        const root = log.range.root;
        const proof = await inclusionProof(index, size, log.read);
        const leaf = log.leaves[index] as Hash;
        expect(verifyInclusion(index, size, flip(leaf, bit), proof, root)).toBe(false);
        expect(verifyInclusion(index, size, leaf, proof, flip(root, bit))).toBe(false);
        const at = pick % proof.length;
        expect(verifyInclusion(index, size, leaf, proof.map((hash, number) => (number === at ? flip(hash, bit) : hash)), root)).toBe(false);
        expect(rootOf(rewritten(log.leaves, index, how, bit))).not.toEqual(root);
        await rewrittenIsInconsistent(log, index, how, bit);
      }),
      { numRuns: RUNS },
    );
  });

  it('refuses proofs of nothing: between empty trees, of leaves that are not there, of sizes that are none', async () => {
    const { read } = logOf(['a', 'b'], 2);
    for (const [before, size] of [[0, 0], [0, 2], [3, 2], [1.5, 2], [-1, 2], [Number.NaN, 2]] as const) {
      await expect(consistencyProof(before, size, read)).rejects.toThrow(RangeError);
    }
    for (const [index, size] of [[2, 2], [-1, 2], [0, 0], [0.5, 2]] as const) await expect(inclusionProof(index, size, read)).rejects.toThrow(RangeError);
    for (const text of ['', '1', '1:', '1:AAAA', '01:', `2:${'A'.repeat(43)}!`]) expect(() => CompactRange.parse(text)).toThrow(RangeError);
  });
});

/** Leaves with one entry changed, left out, or in the place of its neighbour. */
function rewritten(leaves: readonly Hash[], index: number, how: number, bit: number): readonly Hash[] {
  const other = [...leaves];
  if (how === 0) other[index] = flip(leaves[index] as Hash, bit);
  else if (how === 1) other.splice(index, 1);
  else {
    const neighbour = (index + 1) % leaves.length;
    [other[index], other[neighbour]] = [leaves[neighbour] as Hash, leaves[index] as Hash];
    // Two entries that are alike have no order.
    if (Buffer.compare(other[index], other[neighbour]) === 0) other[index] = flip(other[index], bit);
  }
  return other;
}

/** The log that was rewritten goes on: its own proof does not lead back to what was signed before. */
async function rewrittenIsInconsistent(log: TiledLog, index: number, how: number, bit: number): Promise<void> {
  const before = { size: log.leaves.length, root: log.range.root };
  const leaves = [...rewritten(log.leaves, index, how, bit), leafHash('later'), leafHash('later still')];
  const forged = new TiledLog();
  const tiles = growTiles(0, [], leaves);
  for (const { level, index: number, bytes } of tiles) forged.tiles.set(`${String(level)}/${String(number)}`, bytes);
  const proof = await consistencyProof(before.size, leaves.length, forged.read);
  expect(verifyConsistency(before, { size: leaves.length, root: rootOf(leaves) }, proof)).toBe(false);
}
