import industries from '../../../schema/vocabularies/industries.json';
import regions from '../../../schema/vocabularies/regions.json';
import terms from '../../../schema/vocabularies/terms.json';
import themes from '../../../schema/vocabularies/themes.json';
import { lang } from '../state/language.js';
import { WORDS, type Word } from './words.js';

/** A text of the pages in the reader's language, with values put in. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  const text: string = WORDS[word][lang.value === 'EN' ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? shown(values[name]) : whole));
}

const shown = (value: string | number | undefined): string => (typeof value === 'number' ? number(value) : (value ?? ''));

interface Term {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const VOCABULARIES: Readonly<Record<string, readonly Term[]>> = { ...terms, THEME: themes, REGION: regions, INDUSTRY: industries };

/** A word of a vocabulary as people read it; one of a later contract as it is. */
export function term(vocabulary: string, code: string): string {
  const found = VOCABULARIES[vocabulary]?.find((one) => one.code === code);
  if (found) return lang.value === 'EN' ? found.en : found.zh;
  return vocabulary === 'REGION' && !code.endsWith('0000') ? `${term('REGION', `${code.slice(0, 2)}0000`)} ${code}` : code;
}

const locale = (): string => (lang.value === 'EN' ? 'en' : 'zh-CN');

export const number = (value: number): string => value.toLocaleString(locale());

/** The day of a date, which may be no more than a year. */
export const day = (date: string): string => date.slice(0, 10);

/** A moment by the reader's clock: of today the time alone. */
export function moment(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(locale(), isToday ? { hour: '2-digit', minute: '2-digit' } : { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
}

/** A stretch of time in its largest unit. */
export function stretch(seconds: number): string {
  const [unit, size] = seconds < 90 ? (['second', 1] as const) : seconds < 5_400 ? (['minute', 60] as const) : seconds < 129_600 ? (['hour', 3_600] as const) : (['day', 86_400] as const);
  return (seconds / size).toLocaleString(locale(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: seconds < 10 ? 1 : 0 });
}

const PERIOD_UNITS = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const;

/** An ISO 8601 duration of one unit as people read it: 1 month; another as it is. */
export function period(duration: string): string {
  const [, count, unit] = /^P(\d{1,9})([DWMY])$/.exec(duration) ?? [];
  if (count === undefined) return duration;
  return Number(count).toLocaleString(locale(), { style: 'unit', unit: PERIOD_UNITS[unit as keyof typeof PERIOD_UNITS], unitDisplay: 'long' });
}

/** A size in bytes as people read it. */
export function bytes(size: number): string {
  const power = Math.min(4, Math.floor(Math.log10(Math.max(1, size)) / 3));
  return (size / 1_000 ** power).toLocaleString(locale(), { style: 'unit', unit: (['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const)[power] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: power === 0 ? 0 : 1 });
}
