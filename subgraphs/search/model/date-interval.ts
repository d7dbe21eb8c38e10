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
  if (time !== undefined) return instant(text);
  const start = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  if (!isWritten(start, text)) return null;
  const next = day ? start + 86_400_000 : month ? Date.UTC(Number(year), Number(month), 1) : Date.UTC(Number(year) + 1, 0, 1);
  return { start, end: next - 1 };
}

function instant(text: string): Interval | null {
  const at = INSTANT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : { start: at, end: at };
}

/** Whether the calendar has this day: 31 April would come out as 1 May. */
const isWritten = (start: number, text: string): boolean => !Number.isNaN(start) && new Date(start).toISOString().startsWith(text);
