import { randomInt } from 'node:crypto';
import { checkCharacter, isAuthorityCode } from './ids.js';

/** The second part of a request's id, where a record's id has its kind. */
const CODE = 'AR';
const SERIAL = 20;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A new id that nobody can guess: `310000-AR-<20 characters>-<check>`, in the form of a record's. */
export function newRequestId(authority: string): string {
  const serial = Array.from({ length: SERIAL }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${authority}-${CODE}-${serial}-${checkCharacter(authority + CODE + serial)}`;
}

/** The authority of a request; null where the text is no id of one. */
export function authorityOfRequest(id: string): string | null {
  const [, authority = '', serial = '', check] = /^([0-9A-Z]{2,12})-AR-([0-9A-Z]{20})-([0-9A-Z])$/.exec(id) ?? [];
  return isAuthorityCode(authority) && checkCharacter(authority + CODE + serial) === check ? authority : null;
}
