/** Merkle trees of RFC 9162 and their tiles. Pure: nothing here reads or keeps anything. */
export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash, rootOf, sameHash, type Hash } from './hashes.js';
export { inclusionProof, verifyInclusion } from './inclusion.js';
export { consistencyProof, verifyConsistency, type TreeHead } from './consistency.js';
export { CompactRange } from './compact-range.js';
export { nodesOf, treeRoot, type NodeRef, type ReadHashes } from './tree-nodes.js';
export { hashesFromTiles, hashAt, parseTilePath, TILE_WIDTH, tilePath, tileWidth, type ReadTiles, type TileRef, type TileRequest } from './tiles.js';
export { edgeTiles, growTiles, type GrownTile } from './tile-growth.js';
