import type { DateField } from '../../../../../schema/generated/search.js';
import type { FilterName } from '../../query/filter.js';
import { rangesOf } from '../../query/histogram.js';
import type { YearCounts, YearsAsked } from '../../search-index.js';
import { allBut } from './facet-aggregations.js';
import type { Clause } from './visible.js';

/** The engine's fields of the first and the last year of a date. */
const FIELDS: Readonly<Record<DateField, readonly [first: string, last: string]>> = { ISSUED: ['issuedYear', 'issuedYear'], MODIFIED: ['modifiedYear', 'modifiedYear'], TEMPORAL: ['temporalFirst', 'temporalLast'] };

interface Histogram {
  readonly buckets: readonly { readonly key: number; readonly doc_count: number }[];
}

/** Hits by the years in which their dates begin and end, among those that pass all but the range of the same field. */
interface YearsAnswer {
  readonly first: Histogram;
  readonly last: Histogram;
}

const nameOf = (place: number): string => `years ${String(place)}`;

/** Counts beginnings and ends by year. */
export function yearAggregations(asked: readonly YearsAsked[], apart: ReadonlyMap<FilterName, Clause>): Readonly<Record<string, Clause>> {
  const histogram = (field: string): Clause => ({ histogram: { field, interval: 1, min_doc_count: 1 } });
  return Object.fromEntries(
    asked.map((one, place) => {
      const [first, last] = FIELDS[one.field];
      return [nameOf(place), { filter: allBut(apart, rangesOf([one])), aggs: { first: histogram(first), last: histogram(last) } }];
    }),
  );
}

/** In the order of the question: a year's hits are those that have begun by then and had not ended before. Years without any are left out. */
export function yearCounts(asked: readonly YearsAsked[], answers: Readonly<Record<string, unknown>>): readonly YearCounts[] {
  return asked.map(({ field, from, to }, place) => {
    const answer = answers[nameOf(place)] as YearsAnswer | undefined;
    const years: { readonly year: number; readonly count: number }[] = [];
    for (let year = from; answer !== undefined && year <= to; year++) {
      const count = sumOf(answer.first, (first) => first <= year) - sumOf(answer.last, (last) => last < year);
      if (count > 0) years.push({ year, count });
    }
    return { field, years };
  });
}

const sumOf = ({ buckets }: Histogram, counts: (year: number) => boolean): number => buckets.reduce((sum, { key, doc_count }) => sum + (counts(key) ? doc_count : 0), 0);
