const COMPLETENESS_WEIGHT = 0.15;
const RECENCY_WEIGHT = 0.1;
/** What it adds that a use case which everybody sees tells what came of using it: once, however many do. */
export const USE_WEIGHT = 0.05;

/** What it comes to at most. */
export const MOST_PRIOR = COMPLETENESS_WEIGHT + RECENCY_WEIGHT + USE_WEIGHT;

const YEAR_2000 = 946_684_800_000;
const FIFTY_YEARS = 50 * 31_556_952_000;

/**
 * What ranks records that match alike: what is described best, then what changed last, then what is used with an outcome.
 *
 * @param completeness 0 to 1000
 * @param modified in milliseconds; NaN where it is not known
 */
export function prior(completeness: number, modified: number, isUsed: boolean): number {
  return COMPLETENESS_WEIGHT * (completeness / 1000) + RECENCY_WEIGHT * recency(modified) + (isUsed ? USE_WEIGHT : 0);
}

/** 0 to 1 over the years 2000 to 2050: by the calendar and not by today's date, so that scores stay as they are. */
const recency = (modified: number): number => (Number.isNaN(modified) ? 0 : Math.min(1, Math.max(0, (modified - YEAR_2000) / FIFTY_YEARS)));
