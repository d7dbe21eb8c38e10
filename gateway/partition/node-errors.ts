import { catalogError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '../../schema/errors.js';
import type { WireError } from '../../subgraphs/kit/transport/transport.js';
import type { Ask, EntityAsk } from './ask.js';
import type { NodeSchema } from './versions/node-schema.js';

/** An error that has no place yet. */
export type Failure = Omit<WireError, 'path'>;

/** What a node may tell a client beside a code. */
const DETAILS = ['authority', 'id', 'typename', 'retryable', 'rule', 'reason', 'replacedBy', 'at', 'head', 'state', 'argument'] as const;

export const asFailure = ({ message, extensions }: ReturnType<typeof catalogError>): Failure => ({ message, extensions });

/** An error of a node as a client may see it: our codes pass with their details, of any other it learns only that the node failed. */
export function cleanError({ message, extensions }: WireError, { authority }: Ask): Failure {
  const code = extensions?.['code'];
  if (typeof code !== 'string' || !Object.hasOwn(ERROR_CODES, code)) return unavailable(authority, 'failed', false);
  const details = DETAILS.filter((name) => extensions?.[name] !== undefined).map((name) => [name, extensions?.[name]]);
  return { message: message.slice(0, 1_000), extensions: { code, ...(Object.fromEntries(details) as object) } };
}

/** The failure of a node that did not answer, or not what it was asked. */
export function unavailable(authority: string, what: string, retryable: boolean): Failure {
  return asFailure(catalogError('NODE_UNAVAILABLE', `The node of ${authority} ${what}.`, { authority, retryable }));
}

/** A failure that may come with every record of a page: made without the stack trace of an error. */
const plainFailure = (code: ErrorCode, message: string, details: ErrorDetails): Failure => ({ message, extensions: { code, ...details } });

/** The failure of a node whose contract lacks what was asked. @param field `Type.field`, or the name of a type */
export function notSupported(authority: string, field: string, { contractVersion }: Pick<NodeSchema, 'contractVersion'>): Failure {
  return plainFailure('FIELD_NOT_SUPPORTED', `The node of ${authority} serves contract ${contractVersion}, which lacks ${field}.`, { authority, field, contractVersion, retryable: false });
}

/** The failure of a node that used a word which the contract does not know. */
export function wordNotSupported(authority: string, field: string, word: string, { contractVersion }: Pick<NodeSchema, 'contractVersion'>): Failure {
  const value = word.slice(0, 80);
  return plainFailure('VALUE_NOT_SUPPORTED', `The node of ${authority} says ${JSON.stringify(value)} as ${field}, a word that is not known here yet.`, { authority, field, value, contractVersion, retryable: false });
}

export const notFound = ({ authority, representation }: EntityAsk): Failure =>
  asFailure(catalogError('RECORD_NOT_FOUND', `"${authority}" has no record ${representation.id}.`, { authority, id: representation.id }));
