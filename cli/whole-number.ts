import { BadRequest } from './bad-request.js';

/** A whole number that an option was given. @throws BadRequest, with what was expected and what came */
export function wholeNumber(option: string, given: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(given) && given >= least && given <= most) return given;
  throw new BadRequest(`${option}: expected a whole number from ${String(least)}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${String(most)}`} but got ${numberText(given)}.`);
}

/** A number as a complaint names it; commander makes NaN of what is none. */
export const numberText = (given: number): string => (Number.isNaN(given) ? 'what is no number' : String(given));
