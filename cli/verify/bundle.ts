import type { Provenance } from '../../schema/generated/catalog.js';

/** All that is needed to check one record offline: what its owner's node told of it, and the key that it is checked by. */
export interface Bundle {
  readonly id: string;
  /** As `Record.provenance` answers. */
  readonly provenance: Told;
  /** The owner's Ed25519 key, 32 bytes in base64url, and where it was had from. */
  readonly key: { readonly publicKey: string; readonly from: string } | null;
  /** Checkpoints of the log that witnesses have signed too; missing where none were asked for. */
  readonly witnessed?: readonly Witnessed[];
}

/** A checkpoint with cosignatures below it. */
export interface Witnessed {
  readonly checkpoint: string;
  /** Proof that it and the record's checkpoint are of one history, the smaller the beginning of the other: in base64, as `LogProof.hashes`. */
  readonly hashes: readonly string[];
}

/** What is told of a record's entry; nothing of it is believed. */
export type Told = { readonly [Field in 'version' | 'log' | 'leafIndex' | 'recordHash' | 'document' | 'leaf' | 'checkpoint' | 'inclusionProof' | 'publishedAt']?: Provenance[Field] };

/** The fields that are asked for. */
export const PROVENANCE_FIELDS = 'version publishedAt log leafIndex recordHash document leaf checkpoint inclusionProof';

/** @throws Error that says what came in place of a bundle */
export function readBundle(text: string): Bundle {
  const { id, provenance, key = null, witnessed = [] } = parse(text);
  if (typeof id !== 'string' || typeof provenance !== 'object' || provenance === null) throw new Error('Expected a bundle: a JSON object with id, provenance and key, as `ucat verify ID --bundle FILE` writes it.');
  if (!Array.isArray(witnessed) || !witnessed.every((one: unknown): one is Witnessed => typeof one === 'object' && one !== null)) throw new Error('Expected a bundle whose `witnessed` is a list of checkpoints with their proofs.');
  return { id, provenance, key, witnessed };
}

function parse(text: string): Partial<Bundle> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
