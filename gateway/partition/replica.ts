import type { Ask } from './ask.js';
import type { Failure } from './node-errors.js';
import type { NodeTable } from './plan.js';
import type { NodeSchema } from './versions/node-schema.js';

/** The node that has copies of every record, and answers where an owner does not. */
export interface Replica {
  readonly url: string;
  /** It is of the router's own version. */
  readonly node: NodeSchema;
  /** How long an owner has before the replica is asked beside it. */
  readonly hedgeMillis: number;
}

/** An ask that its owner did not answer, and why. */
export interface Lost {
  readonly ask: Ask;
  readonly error: Failure;
}

/** Codes that say that an owner did not answer, not what it answered. */
const SILENT: ReadonlySet<unknown> = new Set(['NODE_UNAVAILABLE', 'STORE_UNAVAILABLE', 'STORE_DAMAGED', 'INTERNAL']);

/** Records have copies; logs have none. */
export const hasCopies = (ask: Ask): boolean => ask.kind === 'entity' || ask.id !== null;

/** Whether the replica may answer in an owner's place. */
export const mayBeRescued = (ask: Ask, failure: Failure | null): failure is Failure => failure !== null && SILENT.has(failure.extensions?.['code']) && hasCopies(ask);

/** Whether the replica is asked before the owner: the owner's member wants to be spared. */
export function asksReplicaFirst(ask: Ask, table: NodeTable | null): boolean {
  const entry = table?.get(ask.authority);
  return entry?.readPolicy === 'REPLICA_FIRST' && entry.status === 'ACTIVE' && hasCopies(ask);
}
