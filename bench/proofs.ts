import { parseArgs } from 'node:util';
import { consistencyProof, edgeTiles, growTiles, hashesFromTiles, inclusionProof, leafHash, treeRoot, verifyConsistency, verifyInclusion, type ReadHashes, type TileRef } from '../schema/merkle/index.js';

/** What a proof reads of a log's tree: the same proofs at sizes that double ten times and more. */
const { values } = parseArgs({ options: { leaves: { type: 'string', default: '10000000' } } });
const LEAVES = Number(values.leaves);
const BATCH = 65_536;
const PROOFS = 200;

const tiles = new Map<string, Uint8Array>();
const keyOf = ({ level, index }: TileRef): string => `${String(level)}/${String(index)}`;
const leafAt = (index: number) => leafHash(String(index));
let reads = 0;
const read: ReadHashes = hashesFromTiles(async (refs) => {
  reads += refs.length;
  return refs.map((ref) => tiles.get(keyOf(ref)) ?? new Uint8Array());
});

function growTo(size: number, from: number): void {
  for (let start = from; start < size; start += BATCH) {
    const leaves = Array.from({ length: Math.min(BATCH, size - start) }, (_, index) => leafAt(start + index));
    for (const tile of growTiles(start, edgeTiles(start).map((ref) => tiles.get(keyOf(ref)) as Uint8Array), leaves)) tiles.set(keyOf(tile), tile.bytes);
  }
}

/** Tiles that one proof reads on average, and its time; each proof is verified. */
async function measure(size: number): Promise<string> {
  const root = await treeRoot(size, read);
  reads = 0;
  const started = performance.now();
  for (let round = 0; round < PROOFS; round += 1) {
    const index = Math.floor((size - 1) * ((round + 0.5) / PROOFS));
    if (!verifyInclusion(index, size, leafAt(index), await inclusionProof(index, size, read), root)) throw new Error('An inclusion proof does not hold.');
  }
  const [inclusion, millis] = [reads / PROOFS, (performance.now() - started) / PROOFS];
  const half = { size: Math.ceil(size / 2) + 1, root: await treeRoot(Math.ceil(size / 2) + 1, read) };
  reads = 0;
  if (!verifyConsistency(half, { size, root }, await consistencyProof(half.size, size, read))) throw new Error('A consistency proof does not hold.');
  return `${String(size).padStart(10)} leaves: ${inclusion.toFixed(1)} tiles and ${millis.toFixed(2)} ms an inclusion proof, ${String(reads)} tiles a consistency proof`;
}

let before = 0;
for (const size of [1_000, 10_000, 100_000, 1_000_000, 10_000_000].filter((step) => step < LEAVES).concat(LEAVES)) {
  const started = performance.now();
  growTo(size, before);
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${await measure(size)}; ${String(Math.round((size - before) / seconds))} leaves/s`);
  before = size;
}
