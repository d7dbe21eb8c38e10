import { consistencyProof, hashesFromTiles, inclusionProof, leafHash, treeRoot, verifyInclusion, type Hash, type ReadHashes } from '../../../schema/merkle/index.js';
import { checkpointOrigin, isCheckpointOf, parseCheckpoint, signCheckpoint } from '../../../schema/signed-note/index.js';
import { logLeaf } from '../../../schema/log-leaf.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';
import type { NodeKey } from '../../kit/identity/node-key.js';
import type { LoggedEntry, RecordStore } from '../stores/record-store.js';

export interface LogTreeOptions {
  readonly store: Pick<RecordStore, 'tiles'>;
  /** The node's key as it is now; null where it has none yet: then nothing is signed. */
  readonly key: () => NodeKey | null;
}

/** An entry with all that proves it. */
export interface ProvedEntry {
  readonly leaf: string;
  /** Null where the node has no key. */
  readonly checkpoint: string | null;
  /** In base64. */
  readonly inclusionProof: readonly string[];
  /** Whether document, leaf, proof and signature hold, as they stand here. */
  readonly verified: boolean;
}

/** The logs of a node as trees: what is signed and proved of them. */
export class LogTree {
  readonly #options: LogTreeOptions;

  constructor(options: LogTreeOptions) {
    this.#options = options;
  }

  /** The signed checkpoint of the first `size` entries; null where the node has no key. */
  async checkpoint(log: string, size: number): Promise<string | null> {
    const key = this.#options.key();
    return key && this.#sign(log, size, await treeRoot(size, this.#reader(log)), key);
  }

  /** Proof that the first `size` entries go on from the first `before`, in base64. @throws RangeError unless 0 < before ≤ size */
  async consistency(log: string, before: number, size: number): Promise<readonly string[]> {
    return base64(await consistencyProof(before, size, this.#reader(log)));
  }

  /** @param size of the tree that the entry is proved to be in */
  async prove(entry: LoggedEntry, size: number): Promise<ProvedEntry> {
    const { log, seq } = entry;
    const read = this.#reader(log);
    const [proof, root] = await Promise.all([inclusionProof(seq - 1, size, read), treeRoot(size, read)]);
    const key = this.#options.key();
    const leaf = logLeaf(entry);
    const checkpoint = key && this.#sign(log, size, root, key);
    const holds = holdsDocument(entry) && verifyInclusion(seq - 1, size, leafHash(leaf), proof, root);
    const verified = holds && checkpoint !== null && isCheckpointOf(parseCheckpoint(checkpoint), log, key?.publicKey ?? '');
    return { leaf, checkpoint, inclusionProof: base64(proof), verified };
  }

  #reader(log: string): ReadHashes {
    return hashesFromTiles((tiles) => this.#options.store.tiles(log, tiles));
  }

  #sign(log: string, size: number, root: Hash, key: NodeKey): string {
    return signCheckpoint({ origin: checkpointOrigin(log), size, root }, { publicKey: key.publicKey, sign: (text) => Buffer.from(key.sign(text), 'base64url') });
  }
}

const holdsDocument = ({ document, recordHash }: LoggedEntry): boolean => document !== null && sha256Hex(document) === recordHash;

const base64 = (hashes: readonly Hash[]): readonly string[] => hashes.map((hash) => Buffer.from(hash).toString('base64'));
