import { catalogError } from '../../../schema/errors.js';

const LONGEST = 4_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** What somebody wrote, without the space around it. @throws BAD_INPUT where it is nothing, or too long */
export function readWords(name: string, text: string): string {
  const words = text.trim();
  if (words.length > 0 && words.length <= LONGEST) return words;
  throw catalogError('BAD_INPUT', `${name}: expected 1 to ${String(LONGEST)} characters but got ${String(words.length)}.`, { argument: name });
}

/** A moment after `now`, in UTC. @throws BAD_INPUT */
export function readMoment(name: string, text: string, now: Date): string {
  const millis = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (millis > now.getTime()) return new Date(millis).toISOString();
  throw catalogError('BAD_INPUT', `${name}: expected a moment after now such as ${new Date(now.getTime() + 30 * 86_400_000).toISOString()} but got ${JSON.stringify(text.slice(0, 40))}.`, { argument: name });
}
