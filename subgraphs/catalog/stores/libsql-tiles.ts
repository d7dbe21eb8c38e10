import { edgeTiles, growTiles, type TileRef } from '../../../schema/merkle/index.js';
import type { LibsqlDatabase } from './libsql-database.js';

/** The Merkle trees of the logs. */
export interface LibsqlTiles {
  /** Empty where there is no such tile. */
  read(log: string, tile: TileRef): Uint8Array;
  /** Takes the entries after number `size` into the tree, in the transaction under way. */
  grow(log: string, size: number): void;
}

/** Leaves that are taken into a tree at a time. */
const BATCH = 65_536;

export function prepareTiles(database: LibsqlDatabase): LibsqlTiles {
  const select = database.prepare('SELECT hashes FROM tiles WHERE log = ? AND level = ? AND number = ?');
  const replace = database.prepare('REPLACE INTO tiles (log, level, number, hashes) VALUES (?, ?, ?, ?)');
  const leavesAfter = database.prepare('SELECT leaf_hash AS leafHash FROM entries WHERE authority = ? AND seq > ? ORDER BY seq LIMIT ?');

  const read = (log: string, { level, index }: TileRef): Uint8Array => new Uint8Array((select.all(log, level, index) as { hashes: ArrayBuffer }[])[0]?.hashes ?? new ArrayBuffer(0));

  const grow = (log: string, size: number): void => {
    for (let from = size; ; from += BATCH) {
      const leaves = (leavesAfter.all(log, from, BATCH) as { leafHash: string }[]).map(({ leafHash }) => Buffer.from(leafHash, 'hex'));
      const edge = edgeTiles(from).map((tile) => read(log, tile));
      for (const { level, index, bytes } of growTiles(from, edge, leaves)) replace.run(log, level, index, Buffer.from(bytes));
      if (leaves.length < BATCH) return;
    }
  };
  return { read, grow };
}
