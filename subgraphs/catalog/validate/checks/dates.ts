import type { Period } from '../../model.js';
import type { Check } from '../report.js';

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** The first and last millisecond of what a date of the contract's form covers; null where it is none. */
export function dateSpan(value: string): { readonly first: number; readonly last: number } | null {
  const match = FORM.exec(value);
  if (!match) return null;
  const [, year = '', month, day, hour, minute, second, zone] = match;
  if (Number(year) === 0 || (day !== undefined && !isDay(Number(year), Number(month), Number(day)))) return null;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return null;
  if (hour === undefined) return span(Number(year), month, day);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || !isZone(zone)) return null;
  const instant = Date.parse(value);
  return { first: instant, last: instant };
}

/** xsd:gYear, gYearMonth, date or an RFC 3339 instant, and a day that the calendar has. */
export const date: Check<string, string> = (value, field, report) => {
  const clean = value.trim();
  return dateSpan(clean) ? clean : report('DATE', field, value, 'Expected a date that exists, as precise as it is known: 2024, 2024-05, 2024-05-31 or 2024-05-31T08:00:00Z.');
};

export const period: Check<{ readonly start?: string | null; readonly end?: string | null }, Period> = (value, field, report) => {
  const start = value.start == null ? undefined : date(value.start, `${field}.start`, report);
  const end = value.end == null ? undefined : date(value.end, `${field}.end`, report);
  if (value.start == null && value.end == null) return report('PERIOD', field, value, 'Expected a start, an end or both: leave the field out where neither is known.');
  if (start !== undefined && end !== undefined && isAfter(start, end)) {
    return report('PERIOD', field, `${start}/${end}`, 'Expected the start not to be after the end: are they exchanged?');
  }
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
};

const isAfter = (start: string, end: string): boolean => (dateSpan(start)?.first ?? 0) > (dateSpan(end)?.last ?? 0);

function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= new Date(utc(year, month, 1, 1) - 1).getUTCDate();
}

function isZone(zone: string | undefined): boolean {
  return zone === 'Z' || (zone !== undefined && Number(zone.slice(1, 3)) <= 23 && Number(zone.slice(4)) <= 59);
}

function span(year: number, month: string | undefined, day: string | undefined): { readonly first: number; readonly last: number } {
  if (month === undefined) return { first: utc(year, 1, 1), last: utc(year + 1, 1, 1) - 1 };
  if (day === undefined) return { first: utc(year, Number(month), 1), last: utc(year, Number(month), 1, 1) - 1 };
  const first = utc(year, Number(month), Number(day));
  return { first, last: first + 86_400_000 - 1 };
}

/** Like Date.UTC, which takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number, monthsLater = 0): number {
  const moment = new Date(0);
  return moment.setUTCFullYear(year, month - 1 + monthsLater, day);
}
