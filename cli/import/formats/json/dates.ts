import { dateInterval } from '../../../../schema/date-interval.js';

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}(?:\.\d{1,9})?)\d*)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * A date as portals write them; undefined where it is none. `naive` says what a time of day without a zone is: CKAN means
 * UTC, of others nobody knows and the day is kept.
 */
export function readDate(text: string | undefined, naive: 'UTC' | 'DAY' = 'DAY'): string | undefined {
  if (text === undefined) return undefined;
  const [, day, time, seconds = '00', zone] = MOMENT.exec(text) ?? [];
  const plain = text.replaceAll('/', '-');
  if (day === undefined || time === undefined) return checked(plain);
  if (zone === undefined && naive === 'DAY') return checked(day);
  return checked(`${day}T${time}:${seconds}${offset(zone)}`);
}

const offset = (zone: string | undefined): string => (zone === undefined || /^[a-z]/i.test(zone) ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`);

const checked = (date: string): string | undefined => (dateInterval(date) ? date : undefined);

/** A stretch of time written `start/end` (ISO 8601), each end as precise as it is known; `..` or nothing is open. */
export function readInterval(text: string | undefined): { readonly start: string | null; readonly end: string | null } | undefined {
  const [first, second, ...more] = text?.split('/') ?? [];
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  return readPeriod(first, second);
}

/** A period of two ends that may be missing; undefined where neither is a date. */
export function readPeriod(first: string | undefined, second: string | undefined): { readonly start: string | null; readonly end: string | null } | undefined {
  const [start, end] = [readDate(first?.trim()) ?? null, readDate(second?.trim()) ?? null];
  if (start === null && end === null) return undefined;
  const isTurned = start !== null && end !== null && (dateInterval(start)?.start ?? 0) > (dateInterval(end)?.end ?? 0);
  return isTurned ? undefined : { start, end };
}
