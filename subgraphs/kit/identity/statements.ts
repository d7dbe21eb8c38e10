import { canonicalJson, type Json } from '../../../schema/canonical-json.js';

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
