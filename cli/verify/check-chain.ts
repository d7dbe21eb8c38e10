import { logKey } from '../../schema/audience.js';
import { parseId } from '../../schema/ids.js';
import { HASH_BYTES, leafHash, verifyInclusion } from '../../schema/merkle/index.js';
import { sha256Hex } from '../../schema/sha256-hex.js';
import { checkpointOrigin, isCheckpointOf, parseCheckpoint, type ReadCheckpoint } from '../../schema/signed-note/index.js';
import type { Told } from './bundle.js';

/** The links from a record's text to its owner's signature, in their order. */
export const LINKS = ['document', 'leaf', 'inclusion', 'checkpoint', 'signature'] as const;
export type Link = (typeof LINKS)[number];

export interface Checked {
  readonly link: Link;
  /** Null where it holds; else why not, as a sentence. */
  readonly problem: string | null;
}

/**
 * Checks each link of the chain by itself, from what was told of a record alone: the text against its hash, the hash
 * against the leaf, the leaf against the tree, the tree against the signature. It trusts nothing but the key.
 */
export function checkChain(id: string, told: Told, publicKey: string | null): readonly Checked[] {
  const checkpoint = readCheckpoint(told.checkpoint);
  const problems: Readonly<Record<Link, string | null>> = {
    document: documentProblem(id, told),
    leaf: leafProblem(id, told),
    inclusion: inclusionProblem(told, checkpoint),
    checkpoint: originProblem(id, told, checkpoint),
    signature: signatureProblem(id, told, checkpoint, publicKey),
  };
  return LINKS.map((link) => ({ link, problem: problems[link] }));
}

function documentProblem(id: string, { document, recordHash, version }: Told): string | null {
  if (typeof document !== 'string' || typeof recordHash !== 'string') return 'There is no document, or no hash of it.';
  const hash = sha256Hex(document);
  if (hash !== recordHash) return `The document's SHA-256 is ${hash}, and ${recordHash.slice(0, 64)} was published.`;
  const content = parseObject(document);
  return content?.['id'] === id && content['version'] === version ? null : `The document is not version ${String(version)} of ${id}.`;
}

function leafProblem(id: string, { leaf, leafIndex, recordHash, version, publishedAt }: Told): string | null {
  const entry = parseObject(leaf ?? '');
  if (!entry) return 'There is no leaf.';
  const expected: Readonly<Record<string, unknown>> = { id, version, recordHash, op: 'UPSERT', seq: Number(leafIndex) + 1, at: publishedAt };
  const wrong = Object.keys(expected).find((field) => entry[field] !== expected[field]);
  return wrong === undefined ? null : `The leaf says ${wrong} ${String(JSON.stringify(entry[wrong])).slice(0, 100)}, and ${String(JSON.stringify(expected[wrong])).slice(0, 100)} was told.`;
}

function inclusionProblem({ leaf, leafIndex, inclusionProof }: Told, checkpoint: ReadCheckpoint | null): string | null {
  if (typeof leaf !== 'string' || typeof leafIndex !== 'number' || !inclusionProof || !checkpoint) return 'There is no proof that leads from the leaf to a checkpoint.';
  const proof = inclusionProof.map((hash) => Buffer.from(hash, 'base64'));
  const holds = proof.every(({ length }) => length === HASH_BYTES) && verifyInclusion(leafIndex, checkpoint.size, leafHash(leaf), proof, checkpoint.root);
  return holds ? null : `The proof does not lead from entry ${String(leafIndex + 1)} to the root of ${String(checkpoint.size)} entries.`;
}

function originProblem(id: string, { log }: Told, checkpoint: ReadCheckpoint | null): string | null {
  if (!checkpoint) return 'There is no signed checkpoint.';
  const origin = checkpointOrigin(keyOf(id, log));
  return checkpoint.origin === origin ? null : `The checkpoint is of ${checkpoint.origin.slice(0, 100)}, and the record belongs to ${origin}.`;
}

function signatureProblem(id: string, { log }: Told, checkpoint: ReadCheckpoint | null, publicKey: string | null): string | null {
  if (publicKey === null) return 'There is no key of the owner to check the signature by.';
  if (!checkpoint) return 'There is no signed checkpoint.';
  return isCheckpointOf(checkpoint, keyOf(id, log), publicKey) ? null : 'The checkpoint is not signed with this key.';
}

/** Key of the log that the record has to stand in: of the authority that its id names. */
function keyOf(id: string, log: string | null | undefined): string {
  const parsed = parseId(id);
  return logKey(parsed.ok ? parsed.authority : '', log ?? 'PUBLIC');
}

function readCheckpoint(text: string | null | undefined): ReadCheckpoint | null {
  try {
    return typeof text === 'string' ? parseCheckpoint(text) : null;
  } catch {
    return null;
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
