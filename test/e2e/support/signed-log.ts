import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { logLeaf } from '../../../schema/log-leaf.js';
import { consistencyProof, leafHash, rootOf, type Hash, type NodeRef } from '../../../schema/merkle/index.js';
import { checkpointOrigin, signCheckpoint } from '../../../schema/signed-note/index.js';
import { entry, type Script } from './scripted-feed.js';

/** An Ed25519 key as a node has one. */
export interface TestKey {
  readonly publicKey: string;
  readonly sign: (text: string) => Uint8Array;
}

export function testKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { publicKey: String((publicKey as KeyObject).export({ format: 'jwk' }).x), sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

type Entry = ReturnType<typeof entry>;

/** A log with its tree, as a node keeps it that signs it: immutable. */
export class SignedLog {
  readonly #leaves: readonly Hash[];

  constructor(readonly log: string, readonly key: TestKey, readonly entries: readonly Entry[] = []) {
    this.#leaves = entries.map((one) => leafHash(logLeaf(one)));
  }

  with(id: string, document: string, more: object = {}): SignedLog {
    return new SignedLog(this.log, this.key, [...this.entries, entry(this.entries.length + 1, id, document, more)]);
  }

  /** The same log, signed by another key. */
  by(key: TestKey): SignedLog {
    return new SignedLog(this.log, key, this.entries);
  }

  cutTo(length: number): SignedLog {
    return new SignedLog(this.log, this.key, this.entries.slice(0, length));
  }

  checkpoint(size = this.entries.length): string {
    return signCheckpoint({ origin: checkpointOrigin(this.log), size, root: rootOf(this.#leaves.slice(0, size)) }, this.key);
  }

  readonly proof = async (from: number, to: number) => {
    const hashes = await consistencyProof(from, to, (refs: readonly NodeRef[]) => refs.map(({ level, index }) => rootOf(this.#leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))));
    return { hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) };
  };

  cursorAt = (seq: number): string => `${String(seq)}:${seq === 0 ? '' : Buffer.from(this.#leaves[seq - 1]!).toString('hex').slice(0, 16)}`;

  /** Serves the log as it is when it is asked. */
  static serve(current: () => SignedLog): Script {
    return async ({ after, first, waitMillis }, response) => {
      const log = current();
      const from = Number((after ?? '0').split(':')[0]);
      if (after !== null && (from > log.entries.length || log.cursorAt(from) !== after)) {
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: { changes: null }, errors: [{ message: 'another history', extensions: { code: 'CURSOR_MISMATCH', head: log.entries.length } }] }));
      }
      if (from === log.entries.length) await new Promise((resolve) => setTimeout(resolve, Math.min(waitMillis, 50)));
      const entries = log.entries.slice(from, from + first);
      const head = log.entries.length;
      return { entries, cursor: log.cursorAt(from + entries.length), head, live: new Set(log.entries.map(({ id }) => id)).size, checkpoint: log.checkpoint() };
    };
  }
}
