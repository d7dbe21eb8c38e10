import type { DateField, SearchFilter } from '../../../../schema/generated/search.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { YearCounts, YearsAsked } from '../search-index.js';
import type { Filtered, FilterName } from './filter.js';

const FILTERS: Readonly<Record<DateField, FilterName & keyof Pick<SearchFilter, 'issued' | 'modified' | 'temporal'>>> = { ISSUED: 'issued', MODIFIED: 'modified', TEMPORAL: 'temporal' };

/** The fields of the filter that do not narrow these histograms. */
export const rangesOf = (asked: readonly YearsAsked[]): readonly FilterName[] => asked.map(({ field }) => FILTERS[field]);

/**
 * Counts hits by year. One whose time covers several years is in each of them, so that a year's count is how many records
 * the filter finds by it alone. Years without any are left out.
 */
export function countYears({ hits, keptOut }: Filtered, { field, from, to }: YearsAsked, columns: RecordColumns): YearCounts {
  const name = FILTERS[field];
  const place = yearPlaces(from, to);
  const [starts, ends] = [columns.dates[`${name}Start`], columns.dates[`${name}End`]];
  const last = to - from;
  /** How many more begin in a year than ended with the one before. */
  const changes = new Int32Array(last + 2);
  for (const slots of [hits, keptOut.get(name) ?? NONE]) {
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const start = starts[slot] as number;
      if (Number.isNaN(start)) continue;
      const begins = place(start);
      // Every form of a date is of one year; only a time covered may be of several.
      const first = Math.max(0, begins);
      const until = Math.min(last, name === 'temporal' ? place(ends[slot] as number) : begins);
      if (first > until) continue;
      changes[first] = (changes[first] as number) + 1;
      changes[until + 1] = (changes[until + 1] as number) - 1;
    }
  }
  const years: { readonly year: number; readonly count: number }[] = [];
  for (let index = 0, count = 0; index <= last; index++) {
    count += changes[index] as number;
    if (count > 0) years.push({ year: from + index, count });
  }
  return { field, years };
}

const NONE = new Uint32Array(0);
const MEAN_YEAR_MILLIS = 31_556_952_000;

/**
 * Tells how many years after the first a moment is, in UTC: -1 before it, one more than the last has behind that. A guess
 * by the mean year is one off at most, and put right by a table: much quicker than to make a date of each.
 */
function yearPlaces(from: number, to: number): (millis: number) => number {
  const size = to - from + 1;
  const starts = Float64Array.from({ length: size + 1 }, (_, place) => Date.UTC(from + place, 0));
  const [beginning, end] = [starts[0] as number, starts[size] as number];
  return (millis) => {
    if (millis < beginning) return -1;
    if (millis >= end) return size;
    const guess = Math.min(size - 1, Math.floor((millis - beginning) / MEAN_YEAR_MILLIS));
    if (millis < (starts[guess] as number)) return guess - 1;
    return millis >= (starts[guess + 1] as number) ? guess + 1 : guess;
  };
}
