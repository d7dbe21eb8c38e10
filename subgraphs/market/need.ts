import { catalogError } from '../../schema/errors.js';
import { parseDuration } from '../../schema/market/duration.js';
import type { Need } from '../../schema/market/cost.js';

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

function wholeNumber(argument: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw badInput(argument, 'a whole number from 0 to 9007199254740991', value);
  return value as number;
}

const badInput = (argument: string, expected: string, got: unknown) => catalogError('BAD_INPUT', `${argument}: expected ${expected} but got ${JSON.stringify(got)}.`, { argument });
