import { catalogError } from '../../schema/errors.js';
import { parseDuration } from '../../schema/market/duration.js';
import type { Need } from '../../schema/market/cost.js';

/** RFC 3339: without a zone it would be another moment on every machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** How a client says what it needs. */
export interface NeedArgs {
  readonly calls?: unknown;
  readonly units?: unknown;
  readonly during?: string | null;
}

/** @throws BAD_INPUT */
export function readNeed({ calls, units, during }: NeedArgs): Need {
  const duration = during == null ? undefined : parseDuration(during);
  if (duration === null) throw badInput('during', 'an ISO 8601 duration of days, weeks, months or years, such as P1M', during);
  return { calls: wholeNumber('calls', calls), units: wholeNumber('units', units), during: duration };
}

/** The moment that is asked about. @throws BAD_INPUT */
export function readMoment(at: string | null | undefined, now: Date): Date {
  if (at == null) return now;
  const moment = new Date(at);
  if (!INSTANT.test(at) || Number.isNaN(moment.getTime())) throw badInput('at', 'an RFC 3339 instant, such as 2026-03-01T08:00:00Z', at);
  return moment;
}

function wholeNumber(argument: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw badInput(argument, 'a whole number from 0 to 9007199254740991', value);
  return value as number;
}

const badInput = (argument: string, expected: string, got: unknown) => catalogError('BAD_INPUT', `${argument}: expected ${expected} but got ${JSON.stringify(got)}.`, { argument });
