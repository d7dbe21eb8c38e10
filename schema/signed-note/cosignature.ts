import { COSIGNATURE, isSignatureOf, keyId, type NoteKey, type NoteSigner } from './note-key.js';
import type { NoteSignature, SignedNote } from './signed-note.js';

/**
 * A witness' signature below a checkpoint (C2SP tlog-cosignature, `cosignature/v1`): it has seen this state of the log,
 * and that every earlier one is its beginning.
 *
 * @param at when, to the second
 */
export function cosign({ text }: SignedNote, witness: NoteSigner, at: Date): NoteSignature {
  const seconds = Math.floor(at.getTime() / 1_000);
  const signature = Buffer.alloc(8 + 64);
  signature.writeBigUInt64BE(BigInt(seconds));
  signature.set(witness.sign(signedText(text, seconds)), 8);
  return { name: witness.name, keyId: keyId(witness, COSIGNATURE), signature };
}

/** When the witness signed this; null where it did not, or another text. */
export function cosignedAt({ text, signatures }: SignedNote, witness: NoteKey): Date | null {
  const id = keyId(witness, COSIGNATURE);
  const own = signatures.find((line) => line.name === witness.name && line.keyId === id && line.signature.length === 72);
  if (!own) return null;
  const bytes = Buffer.from(own.signature);
  const seconds = Number(bytes.readBigUInt64BE());
  return isSignatureOf(witness.publicKey, signedText(text, seconds), bytes.subarray(8)) ? new Date(seconds * 1_000) : null;
}

const signedText = (text: string, seconds: number): string => `cosignature/v1\ntime ${String(seconds)}\n${text}`;
