import type { DateRange, QualityRating, SearchFilter } from '../../../../schema/generated/search.js';
import { dateInterval } from '../../../../schema/date-interval.js';
import { formatName } from '../../model/api-formats.js';
import type { Dictionary } from '../columns/dictionary.js';
import { KINDS } from '../columns/kinds.js';
import { RATING_NAMES } from '../columns/ratings.js';
import type { ListColumnName, RecordColumns, ValueColumnName } from '../columns/record-columns.js';
import type { ListColumn } from '../columns/list-column.js';
import type { View } from '../columns/view.js';
import { audienceWord } from './audience-word.js';
import { regionPrefix } from './region.js';

type Test = (slot: number) => boolean;

/** The hits that pass the filter. Its arguments were checked before. */
export function filterHits(hits: Uint32Array, filter: SearchFilter, columns: RecordColumns, view: View): Uint32Array {
  let passed = hits;
  for (const test of testsOf(filter, columns, view)) passed = keep(passed, test);
  return passed;
}

function keep(hits: Uint32Array, test: Test): Uint32Array {
  const kept = new Uint32Array(hits.length);
  let count = 0;
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    if (test(slot)) kept[count++] = slot;
  }
  return kept.subarray(0, count);
}

function testsOf(filter: SearchFilter, columns: RecordColumns, view: View): readonly Test[] {
  const value = (name: ValueColumnName, wanted: readonly string[] | null | undefined): Test | null => (wanted ? valueTest(columns, name, wanted) : null);
  const list = (name: ListColumnName, wanted: readonly string[] | null | undefined): Test | null =>
    wanted ? listTest(columns.lists[name].column, flags(columns.lists[name].dictionary, wanted)) : null;
  const { kinds, region, owners, standards, quality, hasApi, audiences } = filter;
  const tests: readonly (Test | null)[] = [
    kinds ? kindTest(columns, kinds) : null,
    value('authority', filter.authorities),
    region ? regionTest(columns, region) : null,
    list('themes', filter.themes),
    list('formats', filter.formats?.map(formatName)),
    value('shareType', filter.shareTypes),
    value('openness', filter.openness),
    value('grade', filter.grades),
    value('license', filter.licenses),
    value('frequency', filter.frequencies),
    owners ? ownerTest(columns, owners) : null,
    standards ? listTest(columns.standards, flags(columns.references.ids, standards)) : null,
    list('keywords', filter.keywords),
    list('permits', filter.permits),
    filter.issued ? overlapTest(columns.dates.issuedStart, columns.dates.issuedEnd, filter.issued) : null,
    filter.modified ? overlapTest(columns.dates.modifiedStart, columns.dates.modifiedEnd, filter.modified) : null,
    filter.temporal ? overlapTest(columns.dates.temporalStart, columns.dates.temporalEnd, filter.temporal) : null,
    filter.bbox ? boxTest(columns, filter.bbox) : null,
    quality ? ratingTest(columns, quality) : null,
    hasApi === true || hasApi === false ? (slot) => view.hasApi(slot) === hasApi : null,
    audiences ? audienceTest(columns, audiences) : null,
  ];
  return tests.filter((test) => test !== null);
}

/** 1 at the number of each wanted text. */
function flags(dictionary: Dictionary, wanted: readonly string[]): Uint8Array {
  const flagged = new Uint8Array(dictionary.size);
  for (const text of wanted) {
    const number = text === '' ? undefined : dictionary.find(text);
    if (number !== undefined) flagged[number] = 1;
  }
  return flagged;
}

function kindTest(columns: RecordColumns, wanted: readonly string[]): Test {
  const flagged = KINDS.map((kind) => wanted.includes(kind));
  return (slot) => flagged[columns.kinds[slot] as number] === true;
}

function ratingTest({ ratings }: RecordColumns, wanted: readonly QualityRating[]): Test {
  const flagged = RATING_NAMES.map((rating) => wanted.includes(rating));
  return (slot) => flagged[ratings[slot] as number] === true;
}

function audienceTest({ values: { log } }: RecordColumns, wanted: readonly string[]): Test {
  const { dictionary, values } = log;
  const flagged = dictionary.texts.map((key) => wanted.includes(audienceWord(key)));
  return (slot) => flagged[values[slot] as number] === true;
}

function valueTest(columns: RecordColumns, name: ValueColumnName, wanted: readonly string[]): Test {
  const { dictionary, values } = columns.values[name];
  const flagged = flags(dictionary, wanted);
  return (slot) => flagged[values[slot] as number] === 1;
}

function ownerTest(columns: RecordColumns, wanted: readonly string[]): Test {
  const flagged = flags(columns.references.ids, wanted);
  return (slot) => flagged[columns.owners[slot] as number] === 1;
}

function regionTest(columns: RecordColumns, region: string): Test {
  const prefix = regionPrefix(region);
  const { dictionary } = columns.values.region;
  return valueTest(columns, 'region', dictionary.texts.filter((code) => code.startsWith(prefix)));
}

function listTest(column: ListColumn, flagged: Uint8Array): Test {
  const { values, starts } = column;
  return (slot) => {
    const end = starts[slot + 1] as number;
    for (let index = starts[slot] as number; index < end; index++) if (flagged[values[index] as number] === 1) return true;
    return false;
  };
}

/** Whether a stretch of time shares a moment with the range. What has no known time is in no range. */
function overlapTest(starts: Float64Array, ends: Float64Array, { from, to }: DateRange): Test {
  const lower = from ? (dateInterval(from)?.start ?? NaN) : -Infinity;
  const upper = to ? (dateInterval(to)?.end ?? NaN) : Infinity;
  return (slot) => (starts[slot] as number) <= upper && (ends[slot] as number) >= lower;
}

/** Whether the boxes touch. One whose west lies east of its east crosses the 180th meridian. */
function boxTest({ boxes }: RecordColumns, box: readonly number[]): Test {
  const [west, south, east, north] = box as readonly [number, number, number, number];
  return (slot) => {
    const at = slot * 4;
    if (!((boxes[at + 1] as number) <= north && (boxes[at + 3] as number) >= south)) return false;
    return longitudesOverlap(boxes[at] as number, boxes[at + 2] as number, west, east);
  };
}

function longitudesOverlap(west: number, east: number, otherWest: number, otherEast: number): boolean {
  if (west <= east && otherWest <= otherEast) return west <= otherEast && east >= otherWest;
  if (west > east && otherWest > otherEast) return true;
  return west > east ? otherEast >= west || otherWest <= east : east >= otherWest || west <= otherEast;
}
