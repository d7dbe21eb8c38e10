import type { SearchSort } from '../../../../schema/generated/search.js';
import { NOT_JUDGED, type RecordColumns } from '../columns/record-columns.js';
import type { Place } from './cursor.js';
import { firstByKey } from './top.js';

type Lang = 'ZH' | 'EN';

/** Hits with a number each: a higher one goes first; equal ones go by title where that is asked for, then by id. */
export interface Order {
  readonly hits: Uint32Array;
  readonly keys: Float64Array;
  readonly byTitle: Lang | null;
}

/** The order of `hits` by a sort that asks only the columns. Missing values go last. */
export function orderByColumn(hits: Uint32Array, sort: Exclude<SearchSort, 'RELEVANCE'>, lang: Lang, columns: RecordColumns): Order {
  const keys = new Float64Array(hits.length);
  if (sort === 'TITLE') for (let index = 0; index < hits.length; index++) keys[index] = -columns.titleColumn(hits[index] as number, lang).prefix(hits[index] as number);
  else if (sort === 'QUALITY') for (let index = 0; index < hits.length; index++) keys[index] = qualityOf(columns.qualities[hits[index] as number] as number);
  else fillDates(keys, hits, columns.dates[DATES[sort]]);
  return { hits, keys, byTitle: sort === 'TITLE' ? lang : null };
}

const DATES = { MODIFIED: 'modifiedStart', ISSUED: 'issuedStart', PUBLISHED: 'published' } as const;

const qualityOf = (quality: number): number => (quality === NOT_JUDGED ? -Infinity : quality);

function fillDates(keys: Float64Array, hits: Uint32Array, dates: Float64Array): void {
  for (let index = 0; index < hits.length; index++) {
    const date = dates[hits[index] as number] as number;
    keys[index] = Number.isNaN(date) ? -Infinity : date;
  }
}

/** Positions in `order.hits` of the first `count` behind `after`, in order. */
export function pageOf(order: Order, count: number, after: Place | null, columns: RecordColumns): readonly number[] {
  const { hits, keys, byTitle } = order;
  const before = (a: number, b: number): boolean => {
    const difference = (keys[b] as number) - (keys[a] as number);
    if (difference !== 0 && !Number.isNaN(difference)) return difference < 0;
    return compareTies(columns, byTitle, hits[a] as number, hits[b] as number) < 0;
  };
  return firstByKey(keys, count, before, after ? behind(order, after, columns) : () => true, after?.key ?? Infinity);
}

/** Where the hit at `position` stands. */
export function placeOf({ hits, keys, byTitle }: Order, position: number, columns: RecordColumns): Place {
  const slot = hits[position] as number;
  return { key: keys[position] as number, title: byTitle ? columns.title(slot, byTitle) : '', id: columns.ids.get(slot) };
}

function compareTies(columns: RecordColumns, byTitle: Lang | null, a: number, b: number): number {
  const titles = byTitle ? columns.titleColumn(a, byTitle).compare(a, columns.titleColumn(b, byTitle), b) : 0;
  return titles || columns.ids.compare(a, columns.ids, b);
}

function behind({ hits, keys, byTitle }: Order, after: Place, columns: RecordColumns): (position: number) => boolean {
  const title = Buffer.from(after.title);
  const id = Buffer.from(after.id);
  return (position) => {
    const key = keys[position] as number;
    if (key !== after.key) return key < after.key;
    const slot = hits[position] as number;
    const titles = byTitle ? Buffer.compare(columns.titleColumn(slot, byTitle).bytes(slot), title) : 0;
    return (titles || Buffer.compare(columns.ids.bytes(slot), id)) > 0;
  };
}
