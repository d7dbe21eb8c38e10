import type { Check } from '../report.js';

/** A size in bytes. */
export const byteSize: Check<number, number> = (value, field, report) =>
  Number.isSafeInteger(value) && value >= 0 ? value : report('NUMBER', field, value, 'Expected a whole number of bytes, 0 or more.');

/** West, south, east, north in degrees. West is greater than east where the box crosses the 180th meridian (RFC 7946, 5.2). */
export const boundingBox: Check<readonly number[], readonly number[]> = (value, field, report) => {
  const [west, south, east, north] = value;
  const wrong = (why: string): undefined => report('BBOX', field, value, `Expected west, south, east, north in degrees, such as [120.85, 30.68, 122.24, 31.88], but ${why}.`);
  if (value.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return wrong(`got ${String(value.length)} numbers`);
  if (![west, east].every((degrees) => Math.abs(degrees) <= 180)) return wrong('a longitude is not within -180 and 180');
  if (![south, north].every((degrees) => Math.abs(degrees) <= 90)) return wrong('a latitude is not within -90 and 90');
  return south <= north ? [west, south, east, north] : wrong('south is greater than north');
};
