import type { TransportAnswer } from '../../subgraphs/kit/transport/transport.js';
import type { Ask } from './ask.js';
import { asksOf } from './merge.js';
import type { Failure } from './node-errors.js';
import type { NodeRequest } from './plan.js';
import type { NodeSchema } from './versions/node-schema.js';

/** The node that has copies of every record, and answers where an owner does not. */
export interface Replica {
  readonly url: string;
  /** It is of the router's own version. */
  readonly node: NodeSchema;
  /** How long an owner has before the replica is asked beside it. @default 300 */
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

/** Whether an answer of the replica has everything that was asked. */
export function hasEverything({ entries }: NodeRequest, { data }: TransportAnswer): boolean {
  return entries.every((entry) => {
    const value = data?.[entry.alias];
    if (entry.kind === 'field') return value != null;
    return Array.isArray(value) && value.length === entry.asks.length && value.every((one) => one !== null);
  });
}

/** Whether a request asks for nothing but what has copies. */
export const isAllCopied = ({ entries }: NodeRequest): boolean => entries.flatMap(asksOf).every(hasCopies);
