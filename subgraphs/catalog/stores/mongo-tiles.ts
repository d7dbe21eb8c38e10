import { Binary, type ClientSession } from 'mongodb';
import { edgeTiles, growTiles, type TileRef } from '../../../schema/merkle/index.js';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import { raise } from '../../kit/mongo/raise.js';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import { numberedKey, type CatalogCollections } from './mongo-collections.js';

type Collections = Pick<CatalogCollections, 'tiles' | 'entries' | 'logs'>;

const tileKey = (log: string, { level, index }: TileRef): string => `${log}#${String(level)}/${String(index)}`;

/** Tiles in the order of `refs`, empty where there is none. */
export async function readTiles({ tiles }: Collections, facts: ServerFacts, log: string, refs: readonly TileRef[], session?: ClientSession): Promise<readonly Uint8Array[]> {
  const found = await findByIds(tiles, refs.map((ref) => tileKey(log, ref)), facts, {}, session);
  return refs.map((ref) => found.get(tileKey(log, ref))?.current.hashes.value() ?? new Uint8Array());
}

/**
 * Takes the last entries of an append into the log's tree. A tile depends on the entries alone, so that this may be done
 * twice and by several processes at once.
 *
 * @param size of the tree afterwards
 * @param session in which what was appended before has been seen
 */
export async function growTree(collections: Collections, facts: ServerFacts, log: string, size: number, leafHashes: readonly string[], session?: ClientSession): Promise<void> {
  const before = size - leafHashes.length;
  const leaves = leafHashes.map((hash) => Buffer.from(hash, 'hex'));
  const edge = await readTiles(collections, facts, log, edgeTiles(before), session);
  const grown = growTiles(before, edge, leaves);
  await raise(collections.tiles, grown.map((tile) => ({ _id: tileKey(log, tile), fresh: false, current: { seq: size, hashes: new Binary(tile.bytes) } })), facts);
}

const BATCH = 1_000;

/** Makes the trees of logs that have none, for they were begun before there were trees. Each goes on where it was left. */
export async function buildTrees(collections: Collections, facts: ServerFacts): Promise<void> {
  for (const { _id: log, current } of await collections.logs.find({}).toArray()) {
    if (await hasTree(collections, facts, log, current.seq)) continue;
    for (let from = 0; from < current.seq; from += BATCH) await growTree(collections, facts, log, Math.min(from + BATCH, current.seq), await leavesOf(collections, facts, log, from, Math.min(from + BATCH, current.seq)));
  }
}

async function hasTree(collections: Collections, facts: ServerFacts, log: string, size: number): Promise<boolean> {
  if (size === 0) return true;
  const index = Math.floor((size - 1) / 256);
  const [last] = await readTiles(collections, facts, log, [{ level: 0, index }]);
  return (last?.length ?? 0) >= (size - index * 256) * 32;
}

async function leavesOf({ entries }: Collections, facts: ServerFacts, log: string, from: number, to: number): Promise<readonly string[]> {
  const keys = Array.from({ length: to - from }, (_, at) => numberedKey(log, from + at + 1));
  const found = await findByIds(entries, keys, facts, { leafHash: 1 });
  return keys.map((key) => {
    const entry = found.get(key);
    if (!entry) throw new Error(`Entry ${key} is missing: see \`ucat node check\`.`);
    return entry.leafHash;
  });
}
