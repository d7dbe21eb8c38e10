import type { Frequency } from '../../../schema/generated/common.js';

const DAY_MILLIS = 86_400_000;
/** Days within which a record counts as changed lately. */
export const RECENT_DAYS = 365;
/** Days that every promise is given: a record is not published anew for each hour of its data. */
const SHORTEST_PATIENCE_DAYS = 31;

/** Days between two updates, of frequencies that promise any. */
const PERIOD_DAYS: Partial<Readonly<Record<Frequency, number>>> = { REALTIME: 1, HOURLY: 1, DAILY: 1, WEEKLY: 7, MONTHLY: 31, QUARTERLY: 92, SEMIANNUAL: 184, YEARLY: 366 };

/** Days within which a record of this frequency was to be changed: two of its periods, and 31 at least; null where nothing is promised. */
export function patienceDays(frequency: Frequency | ''): number | null {
  const period = frequency === '' ? undefined : PERIOD_DAYS[frequency];
  return period === undefined ? null : Math.max(SHORTEST_PATIENCE_DAYS, 2 * period);
}

/**
 * Whether a record was changed within so many days before a day. What is yet to come counts as changed.
 *
 * @param changed when it was changed, at the latest, in milliseconds; NaN where that is not known
 * @param day the beginning of the day, in milliseconds
 */
export const changedWithin = (changed: number, days: number, day: number): boolean => changed >= day - days * DAY_MILLIS;
