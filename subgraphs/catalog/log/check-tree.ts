import { edgeTiles, growTiles, HASH_BYTES, sameHash, TILE_WIDTH, type GrownTile, type Hash, type TileRef } from '../../../schema/merkle/index.js';
import type { RecordStore } from '../stores/record-store.js';

/** Holds the Merkle tree that a store keeps of a log against the log's leaves, tile by tile, as they come. */
export class TreeCheck {
  readonly #store: Pick<RecordStore, 'tiles'>;
  readonly #log: string;
  #open = new Map<string, Uint8Array>();
  #size = 0;

  constructor(store: Pick<RecordStore, 'tiles'>, log: string) {
    this.#store = store;
    this.#log = log;
  }

  /** Takes the next leaves. @returns what does not agree, as sentences */
  async add(leaves: readonly Hash[]): Promise<readonly string[]> {
    const grown = growTiles(this.#size, edgeTiles(this.#size).map((tile) => this.#open.get(keyOf(tile)) as Uint8Array), leaves);
    const full = grown.filter(({ bytes }) => bytes.length === TILE_WIDTH * HASH_BYTES);
    for (const tile of grown) this.#open.set(keyOf(tile), tile.bytes);
    for (const tile of full) this.#open.delete(keyOf(tile));
    this.#size += leaves.length;
    return this.#problems(full);
  }

  /** After the last leaf: of the tiles that are not full. */
  async end(): Promise<readonly string[]> {
    return this.#problems(edgeTiles(this.#size).map((tile) => ({ ...tile, bytes: this.#open.get(keyOf(tile)) as Uint8Array })));
  }

  async #problems(expected: readonly GrownTile[]): Promise<readonly string[]> {
    if (expected.length === 0) return [];
    const kept = await this.#store.tiles(this.#log, expected);
    // A tile may have grown since the leaves were read.
    const wrong = expected.filter(({ bytes }, index) => !sameHash(bytes, (kept[index] ?? new Uint8Array()).subarray(0, bytes.length)));
    return wrong.map((tile) => `The tile ${keyOf(tile)} of the Merkle tree is not what the entries make it.`);
  }
}

const keyOf = ({ level, index }: TileRef): string => `${String(level)}/${String(index)}`;
