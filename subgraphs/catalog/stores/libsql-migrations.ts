import type Database from 'libsql';
import { TREES } from './libsql-schema.js';
import { prepareTiles } from './libsql-tiles.js';
import { EMPTY_DIGEST, LiveDigest } from '../../../schema/live-digest.js';

/** Tables of version 3 become those of version 4: every log gets its Merkle tree, made from its entries. */
export function addTrees(database: InstanceType<typeof Database>): void {
  database.exec(TREES);
  const { grow } = prepareTiles(database);
  for (const { log } of database.prepare('SELECT authority AS log FROM logs').all() as { log: string }[]) grow(log, 0);
}

/** Tables of version 2 become those of version 3: an entry says who published it, as far as that was noted. */
export const addAuthors = (database: InstanceType<typeof Database>): void => void database.exec('ALTER TABLE entries ADD COLUMN author TEXT');

/** Tables of version 1 become those of version 2: every log gets the digest of its live records. */
export function addDigests(database: InstanceType<typeof Database>): void {
  database.exec(`ALTER TABLE logs ADD COLUMN digest TEXT NOT NULL DEFAULT '${EMPTY_DIGEST}'`);
  const live = database.prepare('SELECT id, version FROM records WHERE authority = ? AND live = 1');
  const write = database.prepare('UPDATE logs SET digest = ? WHERE authority = ?');
  for (const { authority } of database.prepare('SELECT authority FROM logs').all() as { authority: string }[]) {
    const digest = new LiveDigest();
    for (const { id, version } of live.all(authority) as { id: string; version: number }[]) digest.add(id, version);
    write.run(digest.hex, authority);
  }
}
