import { MongoError, MongoServerError, type AnyError } from 'mongodb';
import type { GraphQLError } from 'graphql';
import { catalogError } from '../../../schema/errors.js';

export interface StoreFailure {
  /** What the operator is told: what is wrong and what to do. */
  readonly explanation: string;
  /** What the client is told: no host, no user, no cause. */
  readonly answer: GraphQLError;
  /** Whether the server as a whole is out of reach. */
  readonly lost: boolean;
}

/** Something was asked of a store after its end. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';
  constructor() {
    super('The store is closed.');
  }
}

/** A call that was neither answered nor refused. */
export class StoreSilent extends Error {
  override readonly name = 'StoreSilent';
  constructor(millis: number) {
    super(`The store did not answer within ${String(millis)} ms.`);
  }
}

/** Unauthorized, AuthenticationFailed. */
const REFUSED = new Set<unknown>([13, 18]);

/** Tells the bad states of a deployment apart. @returns null for an error that is not the store's */
export function storeFailure(error: unknown, where: string): StoreFailure | null {
  if (!isOfTheStore(error)) return null;
  if (isRefusal(error)) {
    const explanation = `MongoDB refuses the user of MONGODB_URI (${where}): check the password, and give the user the role readWrite on the database`;
    return { explanation, lost: true, answer: unavailable('The store of this node refuses its user; the log of the node has the cause.', false) };
  }
  if (error instanceof MongoServerError) {
    return { explanation: `MongoDB did not do what it was asked (${where})`, lost: false, answer: unavailable('The store of this node did not do what it was asked; the log of the node has the cause.', true) };
  }
  return { explanation: `MongoDB does not answer (${where}): it is looked for again at the next request`, lost: true, answer: unavailable('The store of this node does not answer; try again in a moment.', true) };
}

/** Whether a write was refused because a document with its `_id` is there already. */
export const isDuplicateKey = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11_000;

/** The driver lets some errors of a broken socket, such as EPIPE, through as they are. Node's own mistakes begin with ERR_. */
const isSystemError = (error: unknown): error is Error => error instanceof Error && /^E[A-Z0-9]+$/.test(String((error as NodeJS.ErrnoException).code));

const isOfTheStore = (error: unknown): error is Error =>
  error instanceof MongoError || error instanceof StoreClosed || error instanceof StoreSilent || isSystemError(error);

function isRefusal(error: Error): boolean {
  // While a deployment is looked for, a refusal arrives as the reason why none was found.
  const causes: readonly unknown[] = [error, error.cause, ...serverErrors(error as AnyError)];
  return causes.some((cause) => cause instanceof MongoServerError && REFUSED.has(cause.code));
}

function serverErrors(error: AnyError): readonly unknown[] {
  const servers = (error as { reason?: { servers?: ReadonlyMap<string, { readonly error: unknown }> } }).reason?.servers;
  return servers ? [...servers.values()].map(({ error: reason }) => reason) : [];
}

const unavailable = (message: string, retryable: boolean): GraphQLError => catalogError('STORE_UNAVAILABLE', message, { retryable });
