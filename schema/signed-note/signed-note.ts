import { ED25519, isKeyName, isSignatureOf, keyId, type NoteKey, type NoteSigner } from './note-key.js';

/** A line below a note: who signed it, and the bytes after the key's id. */
export interface NoteSignature {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A text with signatures (C2SP signed note). */
export interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A text that is no signed note. */
export class BadNote extends Error {
  override readonly name = 'BadNote';
}

const MAX_CHARACTERS = 1_000_000;
const MAX_SIGNATURES = 100;

/** Signs a text that ends with a newline. @throws BadNote where it can't be a note's */
export function signNote(text: string, signer: NoteSigner): SignedNote {
  requireText(text);
  return { text, signatures: [{ name: signer.name, keyId: keyId(signer), signature: signer.sign(text) }] };
}

/** The same note with more signatures below. */
export const withSignatures = ({ text, signatures }: SignedNote, more: readonly NoteSignature[]): SignedNote => ({ text, signatures: [...signatures, ...more] });

export function formatNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

export function formatSignature({ name, keyId: id, signature }: NoteSignature): string {
  if (!isKeyName(name)) throw new BadNote(`Expected a key's name without white space and plus signs but got ${JSON.stringify(name)}.`);
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;
}

/** Reads a note; says nothing of whether the signatures are right. @throws BadNote */
export function parseNote(note: string): SignedNote {
  const split = note.lastIndexOf('\n\n');
  if (note.length > MAX_CHARACTERS || split < 0 || !note.endsWith('\n')) throw new BadNote('Expected a text, an empty line and signatures.');
  const text = note.slice(0, split + 1);
  requireText(text);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new BadNote(`Expected at most ${String(MAX_SIGNATURES)} signatures but got ${String(lines.length)}.`);
  return { text, signatures: lines.map(parseSignature) };
}

/** Whether one of the signatures is this key's Ed25519 one and right. */
export function isSignedByKey({ text, signatures }: SignedNote, key: NoteKey): boolean {
  const id = keyId(key, ED25519);
  const own = signatures.filter(({ name, keyId: found }) => name === key.name && found === id);
  return own.length > 0 && own.every(({ signature }) => isSignatureOf(key.publicKey, text, signature));
}

function requireText(text: string): void {
  if (!text.endsWith('\n') || !text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new BadNote('Expected a text that ends with a newline and has no control characters.');
}

const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

function parseSignature(line: string): NoteSignature {
  const [, name, data] = LINE.exec(line) ?? [];
  const bytes = Buffer.from(data ?? '', 'base64');
  if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== data) throw new BadNote('Expected a signature line: a dash, the key’s name, and base64.');
  return { name, keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}
