import { logKey } from '../../schema/audience.js';
import { parseId } from '../../schema/ids.js';
import { HASH_BYTES, verifyConsistency } from '../../schema/merkle/index.js';
import { COSIGNATURE, cosignedAt, formatVerifierKey, isCheckpointOf, parseCheckpoint, type NoteKey, type ReadCheckpoint } from '../../schema/signed-note/index.js';
import type { Told, Witnessed } from './bundle.js';

/** Which witnesses are believed, and how many of them have to have seen a record. */
export interface WitnessPolicy {
  readonly witnesses: readonly NoteKey[];
  readonly atLeast: number;
}

export interface Seen {
  readonly name: string;
  /** The witness' key as it was given: every index has the same name. */
  readonly key: string;
  /** RFC 3339 in UTC: when the witness signed; null where it has not seen the record. */
  readonly at: string | null;
}

export interface WitnessesChecked {
  readonly seen: readonly Seen[];
  /** Null where enough have; else why not, as a sentence. */
  readonly problem: string | null;
}

/**
 * Checks that witnesses have seen the record in the very history that its proof leads to (C2SP tlog-cosignature): each has signed a
 * checkpoint of the log that the owner signed, which has the entry and is the same tree as that of the proof, or the beginning of it, or
 * goes on from it. A history that is shown to one reader alone has no such signature.
 */
export function checkWitnesses(id: string, told: Told, publicKey: string | null, witnessed: readonly Witnessed[], { witnesses, atLeast }: WitnessPolicy): WitnessesChecked {
  const proved = readCheckpoint(told.checkpoint);
  const good = publicKey === null || proved === null ? [] : witnessed.flatMap((one) => sameHistory(one, id, told, { proved, publicKey }));
  const seen = witnesses.map((witness): Seen => {
    const moments = good.flatMap(({ note }) => cosignedAt(note, witness) ?? []).sort((one, other) => one.getTime() - other.getTime());
    return { name: witness.name, key: formatVerifierKey(witness, COSIGNATURE), at: moments[0]?.toISOString() ?? null };
  });
  const count = seen.filter(({ at }) => at !== null).length;
  if (count >= atLeast) return { seen, problem: null };
  return { seen, problem: `${String(count)} of ${String(witnesses.length)} witnesses have seen it in this history, and ${String(atLeast)} have to: ${whyNot(told, publicKey, witnessed, good.length)}` };
}

/** Why no more have, and what to do about it. */
function whyNot({ log, leafIndex }: Told, publicKey: string | null, witnessed: readonly Witnessed[], good: number): string {
  if ((log ?? 'PUBLIC') !== 'PUBLIC') return 'its log is not public, and such logs no witness signs.';
  if (publicKey === null) return "the owner's key is not known; give it with --key.";
  if (witnessed.length === 0) return 'no checkpoint was told that a witness could have signed. --witnessed-by names who has them; a bundle has them where it was made with --witness.';
  if (good > 0) return "the checkpoints that were told do not have the others' signatures. Is each key the one that its operator names, and does --witnessed-by name each?";
  const sizes = witnessed.flatMap(({ checkpoint }) => readCheckpoint(checkpoint)?.size ?? []);
  if (sizes.length > 0 && sizes.every((size) => size <= Number(leafIndex))) return 'the checkpoints that were told end before its entry. Where it was published a moment ago, ask again.';
  return "no checkpoint that was told is signed by the owner and of one history with that of its proof. Where this stays, keep a bundle as evidence, and ask the owner and the witnesses' operators.";
}

/** The witnessed checkpoint, if it speaks for the record in the history of its proof; else nothing. */
function sameHistory({ checkpoint, hashes }: Witnessed, id: string, { log, leafIndex }: Told, { proved, publicKey }: { readonly proved: ReadCheckpoint; readonly publicKey: string }): readonly ReadCheckpoint[] {
  const parsed = parseId(id);
  const seen = readCheckpoint(checkpoint);
  if (!parsed.ok || !seen || !isCheckpointOf(seen, logKey(parsed.authority, log ?? 'PUBLIC'), publicKey)) return [];
  if (typeof leafIndex !== 'number' || leafIndex >= seen.size) return [];
  const proof = (Array.isArray(hashes) ? hashes : []).map((hash) => Buffer.from(String(hash), 'base64'));
  if (!proof.every(({ length }) => length === HASH_BYTES)) return [];
  const [before, after] = seen.size <= proved.size ? [seen, proved] : [proved, seen];
  return verifyConsistency(before, after, proof) ? [seen] : [];
}

/** Null of what is no checkpoint. */
export function readCheckpoint(text: unknown): ReadCheckpoint | null {
  try {
    return typeof text === 'string' ? parseCheckpoint(text) : null;
  } catch {
    return null;
  }
}
