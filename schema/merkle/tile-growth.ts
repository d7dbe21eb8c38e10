import { HASH_BYTES, type Hash } from './hashes.js';
import { CompactRange } from './compact-range.js';
import { TILE_WIDTH, tileWidth, type TileRef } from './tiles.js';

/** A tile with the hashes that it has now. */
export interface GrownTile extends TileRef {
  readonly bytes: Uint8Array;
}

/** The last tile of each level that is not full: what appending to a tree of `size` leaves goes on from. */
export function edgeTiles(size: number): readonly TileRef[] {
  const tiles: TileRef[] = [];
  for (let [level, nodes] = [0, size]; nodes > 0; [level, nodes] = [level + 1, Math.floor(nodes / TILE_WIDTH)]) {
    if (nodes % TILE_WIDTH !== 0) tiles.push({ level, index: Math.floor(nodes / TILE_WIDTH) });
  }
  return tiles;
}

/**
 * The tiles that change where leaves are added to a tree of `size`.
 *
 * @param edge bytes of `edgeTiles(size)`, in its order; more than the tree has are cut off
 * @throws RangeError where they are too short
 */
export function growTiles(size: number, edge: readonly Uint8Array[], leaves: readonly Hash[]): readonly GrownTile[] {
  const open = new Map(edgeTiles(size).map((tile, index) => [tile.level, { index: tile.index, hashes: readTile(edge[index], tileWidth(tile, size)) }]));
  const changed = new Map<string, GrownTile>();
  const touched = new Map<number, number>();
  const add = (level: number, hash: Hash, number: number): void => {
    const tile = open.get(level) ?? { index: Math.floor(number / TILE_WIDTH), hashes: [] };
    open.set(level, tile);
    tile.hashes.push(hash);
    touched.set(level, tile.index);
    if (tile.hashes.length < TILE_WIDTH) return;
    open.delete(level);
    touched.delete(level);
    changed.set(`${String(level)}/${String(tile.index)}`, { level, index: tile.index, bytes: Buffer.concat(tile.hashes) });
    add(level + 1, rootOfTile(tile.hashes), tile.index);
  };
  leaves.forEach((leaf, index) => add(0, leaf, size + index));
  for (const [level, index] of touched) changed.set(`${String(level)}/${String(index)}`, { level, index, bytes: Buffer.concat(open.get(level)?.hashes ?? []) });
  return [...changed.values()];
}

function rootOfTile(hashes: readonly Hash[]): Hash {
  const range = new CompactRange();
  for (const hash of hashes) range.append(hash);
  return range.root;
}

function readTile(bytes: Uint8Array | undefined, width: number): Hash[] {
  if (!bytes || bytes.length < width * HASH_BYTES) throw new RangeError(`Expected a tile of ${String(width)} hashes but got ${String(bytes?.length ?? 0)} bytes.`);
  return Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}
