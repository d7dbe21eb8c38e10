import { catalogError } from '../../../schema/errors.js';

/** A place in a log: after which entry, and what that entry was. */
export interface Cursor {
  readonly seq: number;
  /** First characters of the entry's leaf hash; empty before the first entry. */
  readonly leaf: string;
}

/** 64 bits: enough to tell two histories apart, short enough for an address line. */
const LEAF_CHARACTERS = 16;
const FORM = /^([1-9]\d{0,14}):([0-9a-f]{16})$|^0:$/;

export const START: Cursor = { seq: 0, leaf: '' };

export const cursorAt = (seq: number, leafHash: string): Cursor => ({ seq, leaf: seq === 0 ? '' : leafHash.slice(0, LEAF_CHARACTERS) });

export const encodeCursor = ({ seq, leaf }: Cursor): string => Buffer.from(`${String(seq)}:${leaf}`).toString('base64url');

/** @throws BAD_CURSOR on anything that `encodeCursor` did not make */
export function decodeCursor(text: string): Cursor {
  const match = FORM.exec(Buffer.from(text, 'base64url').toString('latin1'));
  const cursor = { seq: Number(match?.[1] ?? 0), leaf: match?.[2] ?? '' };
  if (!match || encodeCursor(cursor) !== text) throw catalogError('BAD_CURSOR', 'Expected `after` to be a cursor of an earlier page of `changes`.');
  return cursor;
}
