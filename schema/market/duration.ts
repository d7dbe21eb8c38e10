/** A stretch of time that is counted in whole months, or in whole days: neither is a number of the other. */
export interface Duration {
  readonly sort: 'MONTHS' | 'DAYS';
  readonly count: number;
}

const FORM = /^P([1-9]\d{0,3})([DWMY])$/;
const UNITS: Readonly<Record<string, Duration>> = { D: { sort: 'DAYS', count: 1 }, W: { sort: 'DAYS', count: 7 }, M: { sort: 'MONTHS', count: 1 }, Y: { sort: 'MONTHS', count: 12 } };

/** An ISO 8601 duration of days, weeks, months or years: `P1M`, `P2W`. Null where it is none. */
export function parseDuration(text: string): Duration | null {
  const [, number, letter] = FORM.exec(text) ?? [];
  const unit = letter === undefined ? undefined : UNITS[letter];
  return unit ? { sort: unit.sort, count: unit.count * Number(number) } : null;
}
