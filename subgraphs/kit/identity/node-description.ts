import { isAuthorityCode } from '../../../schema/ids.js';
import { askJson } from '../ask-json.js';
import type { ClientTls } from '../tls.js';
import type { RefusesAddress } from '../transport/refused-addresses.js';
import { isPublicKey } from './node-key.js';
import type { ControlChallenge } from './statements.js';

/** What a node says of itself at its well-known address. */
export interface NodeDescription {
  readonly authorities: readonly string[];
  /** Version of the node contract that it serves. */
  readonly contractVersion: string;
  /** Null where it has no key yet. */
  readonly publicKey: string | null;
  /** What its store is: `libsql` or `mongodb`. A node of another make may leave it out. */
  readonly store?: string;
}

/** The description, beside the node's signature under a challenge. */
export interface SignedDescription extends NodeDescription {
  readonly publicKey: string;
  readonly signature: string;
}

/** Path of the description (RFC 8615), beside the GraphQL endpoint: a node behind a path prefix keeps the prefix. */
export const WELL_KNOWN = '.well-known/ucat-node';

/** `https://host/graphql` → `https://host/.well-known/ucat-node`, `https://host/mee/graphql` → `https://host/mee/.well-known/ucat-node`. */
export const wellKnownUrl = (url: string): string => new URL(`./${WELL_KNOWN}`, url).href;

export interface AskNodeOptions {
  /** @default 5000 */
  readonly timeoutMillis?: number;
  /** Addresses that are not connected to. @default none */
  readonly refuses?: RefusesAddress | undefined;
  readonly tls?: ClientTls | undefined;
}

/** Asks a node who it is. @throws Error that says what came in place of a description */
export async function describeNode(url: string, { timeoutMillis = 5_000, refuses, tls }: AskNodeOptions = {}): Promise<NodeDescription> {
  const address = wellKnownUrl(url);
  return readDescription(address, await askJson(address, { timeoutMillis, refuses, tls }));
}

/** Has a node sign a challenge. The caller verifies. @throws Error that says what came in place of a signature */
export async function challengeNode(challenge: ControlChallenge, { timeoutMillis = 5_000, refuses, tls }: AskNodeOptions = {}): Promise<SignedDescription> {
  const address = wellKnownUrl(challenge.url);
  const answer = await askJson(address, { timeoutMillis, body: challenge, refuses, tls });
  const { publicKey, ...description } = readDescription(address, answer);
  const { signature } = answer as { signature?: unknown };
  if (publicKey === null || typeof signature !== 'string') throw new Error(`${address} answered without a key and signature.`);
  return { ...description, publicKey, signature };
}

function readDescription(address: string, answer: unknown): NodeDescription {
  const { authorities, contractVersion, publicKey = null, store } = (typeof answer === 'object' && answer !== null ? answer : {}) as { readonly [Key in keyof NodeDescription]?: unknown };
  const areCodes = Array.isArray(authorities) && authorities.length > 0 && authorities.every((code) => typeof code === 'string' && isAuthorityCode(code));
  const isKey = publicKey === null || (typeof publicKey === 'string' && isPublicKey(publicKey));
  if (!areCodes || typeof contractVersion !== 'string' || !isKey) throw new Error(`${address} answered with something that is no description of a node.`);
  return { authorities: authorities as readonly string[], contractVersion: contractVersion.slice(0, 20), publicKey, ...(typeof store === 'string' && { store: store.slice(0, 40) }) };
}
