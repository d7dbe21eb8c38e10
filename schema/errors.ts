import { GraphQLError } from 'graphql';

/** Every code that a client can see in `extensions.code`, with what it means. */
export const ERROR_CODES = {
  BAD_ID: 'The id is malformed; the message says how.',
  BAD_INPUT: 'An argument is out of its range or form.',
  OPERATION_TOO_LARGE: 'The operation is over a limit; the error says which, by how much, and what to do.',
  REQUEST_TOO_LARGE: "The request's body is longer than is read.",
  REQUEST_TOO_SLOW: "The request's body did not come in time.",
  RATE_LIMITED: 'Whoever asks has asked too often; the header retry-after says when to try again.',
  UNKNOWN_DOCUMENT: 'Only operations of the list of trusted documents are answered here, and this is none of them.',
  BAD_CURSOR: 'The cursor was not made by this field, or by an index or a model of vectors that is not there any more.',
  CURSOR_MISMATCH: 'The cursor is of another history than the log has now.',
  UNKNOWN_AUTHORITY: 'No member speaks for this authority, or it has left.',
  NOT_SERVED_HERE: 'The node asked does not serve this authority.',
  NODE_UNAVAILABLE: 'The node that owns the record did not answer in time.',
  RECORD_NOT_FOUND: 'The owner has no such record.',
  RECORD_RETIRED: 'The record was withdrawn; the error says why and what replaces it.',
  HELD_ELSEWHERE: 'The linked record belongs to another node; ask the gateway, or that node.',
  FIELD_NOT_SUPPORTED: 'The node that owns the record serves an older contract without this field.',
  VALUE_NOT_SUPPORTED: 'The node that owns the record serves a newer contract and used a word that is not known here yet.',
  INDEX_UNAVAILABLE: 'The national index did not answer.',
  SUBGRAPH_UNAVAILABLE: 'A part of the catalog did not answer.',
  STORE_UNAVAILABLE: 'The node cannot reach its store.',
  STORE_DAMAGED: "The node's store was changed by other hands; its operator finds out with `ucat node check`.",
  UNAUTHENTICATED: 'The call needs a token, or the one that it has is not good; the message says why.',
  FORBIDDEN: 'Whoever asks is known and may not ask this here.',
  IDENTITY_UNAVAILABLE: "The keys that tokens are checked by could not be had; a token can't be looked at now.",
  NOT_PROVEN: "The signature, or the node's answer at its address, does not prove what was said.",
  NOT_CONFORMING: 'The node failed a check that a member must pass; the details name it.',
  TAKEN: 'The code or authority belongs to another member, or another node has asked for it.',
  ACCESS_REQUIRED: 'The owner shows this to those whom it has granted access; the error says how to ask.',
  ACCESS_STATE: 'The access request is not in a state in which that can be done.',
  INTERNAL: 'Something went wrong inside; the log has the cause under the same request.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What goes with a code: the authority or id concerned, whether trying again can help. */
export interface ErrorDetails {
  readonly authority?: string;
  readonly id?: string;
  readonly typename?: string;
  readonly retryable?: boolean;
  readonly [key: string]: unknown;
}

/** An error that a client may see: `extensions` is its code and details. */
export function catalogError(code: ErrorCode, message: string, details: ErrorDetails = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...details } });
}
