/** The stretch of time that a date means, in milliseconds since 1970, both ends included. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a date as precise as it is: xsd:gYear, gYearMonth, date or dateTime. A coarse one means the whole of it:
 * `2024` begins with its first millisecond and ends with its last. Null where it is no date.
 */
export function dateInterval(text: string): Interval | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [, year, month, day, time] = match;
  if (time !== undefined) return isInCalendar(Number(year), Number(month), Number(day)) ? instant(text) : null;
  if (!isInCalendar(Number(year), Number(month ?? 1), Number(day ?? 1))) return null;
  const start = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const next = day ? start + 86_400_000 : month ? Date.UTC(Number(year), Number(month), 1) : Date.UTC(Number(year) + 1, 0, 1);
  return { start, end: next - 1 };
}

function instant(text: string): Interval | null {
  const at = INSTANT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : { start: at, end: at };
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Years below 100 are left out: ECMAScript takes them for the twentieth century's. */
function isInCalendar(year: number, month: number, day: number): boolean {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && !isLeapYear ? 28 : (DAYS[month - 1] as number));
}
