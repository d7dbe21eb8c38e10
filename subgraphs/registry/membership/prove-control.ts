import { GraphQLError } from 'graphql';
import { randomBytes } from 'node:crypto';
import { isSignedBy } from '../../kit/identity/node-key.js';
import type { NodeDescription } from '../../kit/identity/node-description.js';
import { controlStatement } from '../../kit/identity/statements.js';
import type { NodeTrials } from '../context.js';
import { notProven } from './verify-proof.js';

export interface ClaimedNode {
  /** Address of its GraphQL endpoint. */
  readonly url: string;
  readonly publicKey: string;
  /** Name of this registry. */
  readonly registry: string;
}

/**
 * Sees whether the node at an address has the key: it signs a nonce together with its address.
 *
 * @returns what the node says of itself
 * @throws GraphQLError NOT_PROVEN
 */
export async function proveControl({ challenge }: Pick<NodeTrials, 'challenge'>, { url, publicKey, registry }: ClaimedNode): Promise<NodeDescription> {
  const asked = { nonce: randomBytes(32).toString('base64url'), url, registry };
  const { signature, ...node } = await challenge(asked).catch((error: unknown) => {
    throw error instanceof GraphQLError ? error : notProven((error as Error).message);
  });
  if (node.publicKey !== publicKey) throw notProven(`The node at ${url} has another key than the request was signed with: is the folder of its data the one that it runs on?`);
  if (!isSignedBy(publicKey, controlStatement(asked), signature)) throw notProven(`The node at ${url} did not sign the challenge.`);
  return node;
}
