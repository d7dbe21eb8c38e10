import { catalogError } from '../../../schema/errors.js';
import type { DateRange, SearchFilter } from '../../../schema/generated/search.js';
import { dateInterval, type Interval } from '../../../schema/date-interval.js';

const LONGEST_QUERY = 500;

/** @throws GraphQLError BAD_INPUT unless `value` is a whole number of `min` to `max` */
export function checkCount(argument: string, value: number | null | undefined, min: number, max: number): number {
  if (value === null || value === undefined || value < min || value > max) {
    throw catalogError('BAD_INPUT', `${argument}: expected ${String(min)} to ${String(max)} but got ${String(value)}.`, { argument });
  }
  return value;
}

/** @throws GraphQLError BAD_INPUT where it is too long to be a query */
export function checkQuery(argument: string, text: string): string {
  if (text.length > LONGEST_QUERY) throw catalogError('BAD_INPUT', `${argument}: expected at most ${String(LONGEST_QUERY)} characters but got ${String(text.length)}.`, { argument });
  return text;
}

/** @throws GraphQLError BAD_INPUT where a value has not the form of its field */
export function checkFilter(filter: SearchFilter): SearchFilter {
  const { region, issued, modified, temporal, bbox } = filter;
  if (region !== null && region !== undefined && !/^\d{6}$/.test(region)) refuse('region', 'a GB/T 2260 code of six digits', region);
  for (const [field, range] of Object.entries({ issued, modified, temporal })) if (range) checkRange(field, range);
  if (bbox) checkBox(bbox);
  return filter;
}

function checkRange(field: string, range: DateRange): void {
  const from = readDate(`${field}.from`, range.from);
  const to = readDate(`${field}.to`, range.to);
  if (from && to && from.start > to.end) refuse(`${field}.from`, `a date that is not after ${field}.to`, range.from);
}

function readDate(field: string, text: string | null | undefined): Interval | null {
  if (text === null || text === undefined) return null;
  return dateInterval(text) ?? refuse(field, 'a date such as 2024, 2024-05, 2024-05-31 or an RFC 3339 instant', text);
}

function checkBox(box: readonly number[]): void {
  const [west, south, east, north] = box as readonly [number, number, number, number];
  const isBox = box.length === 4 && Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && south <= north && north <= 90;
  if (!isBox) refuse('bbox', 'west, south, east, north in degrees', box);
}

function refuse(field: string, expected: string, got: unknown): never {
  throw catalogError('BAD_INPUT', `filter.${field}: expected ${expected} but got ${JSON.stringify(got)}.`, { argument: `filter.${field}` });
}
