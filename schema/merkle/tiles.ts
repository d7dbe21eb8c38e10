import { CompactRange } from './compact-range.js';
import { HASH_BYTES, type Hash } from './hashes.js';
import type { NodeRef, ReadHashes } from './tree-nodes.js';

/*
 * Tiles (C2SP tlog-tiles): tile `index` of `level` has the hashes of up to 256 neighbouring subtrees of
 * 256^level leaves each, side by side.
 */

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

export interface TileRef {
  readonly level: number;
  readonly index: number;
}

/** A tile as it is asked for over HTTP. */
export interface TileRequest extends TileRef {
  /** Of `entries` the leaves themselves are meant, which are bundled as those of level 0. */
  readonly isEntries: boolean;
  /** How many hashes: 1 to 256. */
  readonly width: number;
}

/** How many hashes a tile has in a tree of `size` leaves; 0 where it is not there yet. */
export function tileWidth({ level, index }: TileRef, size: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, nodes - index * TILE_WIDTH));
}

/** `<L>/<N>[.p/<W>]`; N in groups of three digits, all but the last with an `x`: `x001/x234/067`. */
export function tilePath({ level, index, width, isEntries }: TileRequest): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) as readonly string[];
  const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
  return `${isEntries ? 'entries' : String(level)}/${name}${width === TILE_WIDTH ? '' : `.p/${String(width)}`}`;
}

const PATH = /^(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads what `tilePath` writes; null of anything else, also of a second spelling of the same tile. */
export function parseTilePath(path: string): TileRequest | null {
  const [, level, name, width] = PATH.exec(path) ?? [];
  if (level === undefined || name === undefined) return null;
  const isEntries = level === 'entries';
  const tile = { level: isEntries ? 0 : Number(level), index: Number(name.replace(/[x/]/g, '')), width: Number(width ?? TILE_WIDTH), isEntries };
  return Number.isSafeInteger(tile.index) && tile.width <= TILE_WIDTH && tilePath(tile) === path ? tile : null;
}

/** Gives the bytes of tiles, hash after hash; a tile may have more hashes than the tree that is asked of. */
export type ReadTiles = (tiles: readonly TileRef[]) => Promise<readonly Uint8Array[]>;

/** The tile that a subtree's hash is computed from. */
export function tileOf({ level, index }: NodeRef): TileRef {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  return { level: tileLevel, index: Math.floor((index * 2 ** (level % TILE_HEIGHT)) / TILE_WIDTH) };
}

/** Reads hashes of subtrees out of tiles, each tile once. */
export function hashesFromTiles(readTiles: ReadTiles): ReadHashes {
  return async function readHashes(refs) {
    const wanted = new Map(refs.map((ref) => [keyOf(tileOf(ref)), tileOf(ref)]));
    const tiles = [...wanted.values()];
    const bytes = tiles.length === 0 ? [] : await readTiles(tiles);
    const byKey = new Map([...wanted.keys()].map((key, index) => [key, bytes[index] ?? new Uint8Array()]));
    return refs.map((ref) => hashIn(byKey.get(keyOf(tileOf(ref))) as Uint8Array, ref));
  };
}

const keyOf = ({ level, index }: TileRef): string => `${String(level)}/${String(index)}`;

function hashIn(tile: Uint8Array, { level, index }: NodeRef): Hash {
  const width = 2 ** (level % TILE_HEIGHT);
  const from = (index * width) % TILE_WIDTH;
  const range = new CompactRange();
  for (let at = from; at < from + width; at += 1) range.append(hashAt(tile, at));
  return range.root;
}

/** @throws RangeError where the tile does not reach so far */
export function hashAt(tile: Uint8Array, at: number): Hash {
  if (tile.length < (at + 1) * HASH_BYTES) throw new RangeError(`Expected a tile of ${String(at + 1)} hashes or more but got ${String(tile.length)} bytes.`);
  return tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
}
