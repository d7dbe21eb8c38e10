import { canonicalJson, type Json } from '../../../schema/canonical-json.js';
import type { KeyProofInput } from '../../../schema/generated/registry.js';
import type { NodeKey } from './node-key.js';

/** What a node signs with its key. `purpose` stands in the text, so that a signature for one is worth nothing for another. */
export type Purpose = 'control' | 'requestMembership' | 'leave';

/** The text to sign: RFC 8785 canonical JSON, so that both sides write the same whatever the order of the members. */
export const statement = (purpose: Purpose, says: { readonly [key: string]: Json | undefined }): string => canonicalJson({ ...says, purpose });

/** What the registry sends to the node of an address, to see whether the key is used there. */
export interface ControlChallenge {
  /** Random, and never sent twice. */
  readonly nonce: string;
  /** Address of the node's GraphQL endpoint, as it was given to the registry. */
  readonly url: string;
  /** Name of the registry that asks. */
  readonly registry: string;
}

export const controlStatement = ({ nonce, url, registry }: ControlChallenge): string => statement('control', { nonce, url, registry });

export interface ProofOptions {
  readonly key: NodeKey;
  readonly purpose: Purpose;
  /** Name of the registry that it is for. */
  readonly registry: string;
  /** The other arguments of the mutation, exactly as they are sent. */
  readonly says: { readonly [key: string]: Json | undefined };
  /** The key that the member had before. */
  readonly formerKey?: NodeKey | undefined;
  /** @default now */
  readonly at?: Date;
}

/** The proof that goes with a mutation of the registry. */
export function prove({ key, purpose, registry, says, formerKey, at = new Date() }: ProofOptions): KeyProofInput {
  const text = statement(purpose, { ...says, registry, at: at.toISOString() });
  return { publicKey: key.publicKey, at: at.toISOString(), signature: key.sign(text), ...(formerKey && { formerSignature: formerKey.sign(text) }) };
}
