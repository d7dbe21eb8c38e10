import type { Provenance } from '../api/record-answer.js';
import type { Word } from '../words/words.js';

/** A link of the chain from a record's text to its owner's signature, and whether it holds. */
export interface CheckedLink {
  readonly name: Word;
  readonly holds: boolean;
}

const utf8 = new TextEncoder();

/**
 * Checks what was told of a record in the browser itself, as docs/provenance.md says: text, leaf, RFC 9162 inclusion,
 * the checkpoint's origin, and its Ed25519 signature by the registered key. Whatever is missing or odd does not hold.
 *
 * @param publicKey 32 bytes in base64url, as the registry has it
 */
export async function verifyRecord(id: string, told: Provenance, publicKey: string | null): Promise<readonly CheckedLink[]> {
  const checks: readonly (readonly [Word, () => Promise<boolean>])[] = [
    ['linkDocument', async () => documentHolds(id, told)],
    ['linkLeaf', async () => leafHolds(id, told)],
    ['linkInclusion', async () => inclusionHolds(told)],
    ['linkCheckpoint', async () => readCheckpoint(told.checkpoint).origin === originOf(id, told.log)],
    ['linkSignature', async () => publicKey !== null && signatureHolds(originOf(id, told.log), told, publicKey)],
  ];
  return Promise.all(checks.map(async ([name, check]) => ({ name, holds: await check().catch(() => false) })));
}

async function documentHolds(id: string, { document, recordHash, version }: Provenance): Promise<boolean> {
  if (document === null || recordHash === null) return false;
  const content = JSON.parse(document) as Readonly<Record<string, unknown>>;
  return hex(await sha256(utf8.encode(document))) === recordHash && content['id'] === id && content['version'] === version;
}

function leafHolds(id: string, { leaf, leafIndex, recordHash, version, publishedAt }: Provenance): boolean {
  if (leaf === null || leafIndex === null) return false;
  const entry = JSON.parse(leaf) as Readonly<Record<string, unknown>>;
  const expected: Readonly<Record<string, unknown>> = { id, version, recordHash, op: 'UPSERT', seq: leafIndex + 1, at: publishedAt };
  return Object.entries(expected).every(([field, value]) => entry[field] === value);
}

/** RFC 9162, 2.1.3.2. */
async function inclusionHolds({ leaf, leafIndex, inclusionProof, checkpoint }: Provenance): Promise<boolean> {
  if (leaf === null || leafIndex === null || inclusionProof === null) return false;
  const { size, root } = readCheckpoint(checkpoint);
  if (leafIndex < 0 || leafIndex >= size) return false;
  // Halves by division: a log may be longer than what bitwise operators take.
  let [index, last] = [leafIndex, size - 1];
  let hash = await sha256(joined(Uint8Array.of(0), utf8.encode(leaf)));
  for (const sibling of inclusionProof.map(fromBase64)) {
    if (last === 0 || sibling.length !== 32) return false;
    if (index % 2 === 1 || index === last) {
      hash = await sha256(joined(Uint8Array.of(1), sibling, hash));
      while (index % 2 === 0 && index !== 0) [index, last] = [index / 2, Math.floor(last / 2)];
    } else hash = await sha256(joined(Uint8Array.of(1), hash, sibling));
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 && toBase64(hash) === root;
}

async function signatureHolds(origin: string, { checkpoint }: Provenance, publicKey: string): Promise<boolean> {
  const note = readCheckpoint(checkpoint);
  const key = fromBase64(publicKey.replaceAll('-', '+').replaceAll('_', '/'));
  // C2SP signed note: key id = first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
  const keyId = (await sha256(joined(utf8.encode(origin), Uint8Array.of(0x0a, 0x01), key))).slice(0, 4);
  const own = note.signatures.filter(({ name, bytes }) => name === origin && hex(bytes.slice(0, 4)) === hex(keyId));
  const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  const verified = await Promise.all(own.map(async ({ bytes }) => crypto.subtle.verify('Ed25519', imported, bytes.slice(4), utf8.encode(note.text))));
  return note.origin === origin && verified.length > 0 && verified.every(Boolean);
}

interface Checkpoint {
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  /** In base64. */
  readonly root: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** @throws Error where it is none */
function readCheckpoint(note: string | null): Checkpoint {
  const split = note?.lastIndexOf('\n\n') ?? -1;
  if (note === null || split < 0) throw new Error('Expected a signed checkpoint.');
  const text = note.slice(0, split + 1);
  const [, origin = '', size = '', root = ''] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text) ?? [];
  if (root === '') throw new Error('Expected a checkpoint: origin, size and root hash.');
  const signatures = [...note.slice(split + 2).matchAll(/^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/gmu)].map(([, name = '', data = '']) => ({ name, bytes: fromBase64(data) }));
  return { text, origin, size: Number(size), root, signatures };
}

/** Names the log that a record stands in: of the authority of its id, and the log's name unless that is the public one. */
const originOf = (id: string, log: string | null): string => `ucat/${id.split('-', 1).join('')}${log === null || log === 'PUBLIC' ? '' : `/${log}`}`;

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((place, part) => {
    all.set(part, place);
    return place + part.length;
  }, 0);
  return all;
}
