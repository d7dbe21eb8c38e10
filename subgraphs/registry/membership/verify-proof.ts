import { catalogError } from '../../../schema/errors.js';
import type { Json } from '../../../schema/canonical-json.js';
import type { KeyProofInput } from '../../../schema/generated/registry.js';
import { isSignedBy } from '../../kit/identity/node-key.js';
import { statement, type Purpose } from '../../kit/identity/statements.js';
import { readKey } from '../read-member-input.js';

/** How far a node's clock and the registry's may differ. */
const CLOCK_MILLIS = 5 * 60_000;

export interface SignedWords {
  readonly purpose: Purpose;
  readonly registry: string;
  /** The other arguments of the mutation. */
  readonly says: { readonly [key: string]: Json | undefined };
  readonly proof: KeyProofInput;
}

/**
 * Holds a proof against the words that it is for.
 *
 * @param after the last statement that was taken of this key, which is not taken twice
 * @returns the statement, for other signatures under it
 * @throws GraphQLError NOT_PROVEN, BAD_INPUT
 */
export function verifyProof({ purpose, registry, says, proof }: SignedWords, after: string | null, now = Date.now()): string {
  const { at } = proof;
  const publicKey = readKey('proof.publicKey', proof.publicKey);
  const millis = Date.parse(at);
  if (!(Math.abs(millis - now) <= CLOCK_MILLIS)) throw notProven(`It says it was signed at ${at.slice(0, 40)} but it is ${new Date(now).toISOString()}: set the clock, or sign anew.`);
  if (after !== null && millis <= Date.parse(after)) throw notProven(`It was signed at ${at}, and one of ${after} was taken already: sign anew.`);
  const text = statement(purpose, { ...says, registry, at });
  if (!isSignedBy(publicKey, text, proof.signature)) throw notProven(`It should be over the canonical JSON of {at, purpose: "${purpose}", registry: "${registry}"} and the other arguments, exactly as they were sent.`);
  return text;
}

export const notProven = (why: string): Error => catalogError('NOT_PROVEN', `The proof does not hold. ${why}`);
