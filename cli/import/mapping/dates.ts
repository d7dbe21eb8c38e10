const PARTS: Readonly<Record<string, string>> = { YYYY: '(?<year>\\d{4})', MM: '(?<month>\\d{1,2})', DD: '(?<day>\\d{1,2})', HH: '(?<hour>\\d{1,2})', mm: '(?<minute>\\d{2})', ss: '(?<second>\\d{2})' };

/** Reads a date as the record writes it; undefined where the text is no date of the format. */
export type DateReader = (text: string) => string | undefined;

/** Whether the notation names a year: `YYYY/MM/DD HH:mm`. */
export const isDateFormat = (format: string): boolean => format.includes('YYYY');

/**
 * A reader of dates written as `YYYY`, `MM`, `DD`, `HH`, `mm`, `ss` and what stands between them. A time of day counts
 * only with a `zone` (`+08:00`): without one it is no instant, and the day is kept.
 */
export function dateReader(format: string, zone: string | undefined): DateReader {
  const pattern = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/YYYY|MM|DD|HH|mm|ss/g, (token) => PARTS[token] ?? token);
  const form = new RegExp(`^${pattern}$`);
  return (text) => {
    const parts = form.exec(text.trim())?.groups;
    return parts && writeDate(parts, zone);
  };
}

function writeDate({ year = '', month, day, hour, minute = '00', second = '00' }: Readonly<Record<string, string | undefined>>, zone: string | undefined): string | undefined {
  const two = (text: string): string => text.padStart(2, '0');
  if (month === undefined) return year;
  if (day === undefined) return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${two(month)}` : undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  const isDay = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  if (!isDay) return undefined;
  if (hour === undefined || zone === undefined) return date;
  const instant = new Date(`${date}T${two(hour)}:${minute}:${second}${zone}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
