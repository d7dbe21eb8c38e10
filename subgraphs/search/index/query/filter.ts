import type { DateRange, QualityRating, SearchFilter } from '../../../../schema/generated/search.js';
import { dateInterval } from '../../../../schema/date-interval.js';
import { formatName } from '../../model/api-formats.js';
import { licenceOf } from '../../model/licence-of.js';
import type { Dictionary } from '../columns/dictionary.js';
import { KINDS } from '../columns/kinds.js';
import { RATING_NAMES } from '../columns/ratings.js';
import type { ListColumnName, RecordColumns, ValueColumnName } from '../columns/record-columns.js';
import type { ListColumn } from '../columns/list-column.js';
import type { View } from '../columns/view.js';
import { audienceWord } from './audience-word.js';
import { regionPrefix } from './region.js';

type Test = (slot: number) => boolean;

/** A field of the filter. */
export type FilterName = keyof SearchFilter;

export interface Filtered {
  /** The hits that pass the whole filter. */
  readonly hits: Uint32Array;
  /** Hits that pass all of it but one field, by that field; of the fields that were asked for. */
  readonly keptOut: ReadonlyMap<FilterName, Uint32Array>;
}

/** The hits that pass the filter. Its arguments were checked before. */
export const filterHits = (hits: Uint32Array, filter: SearchFilter, columns: RecordColumns, view: View): Uint32Array => filterApart(hits, filter, NO_FIELDS, columns, view).hits;

const NO_FIELDS: ReadonlySet<FilterName> = new Set();

/**
 * Filters, and keeps what single fields alone keep out. Each hit is in one of the sets at most, so it is tested no more
 * often than it would be if it passed.
 *
 * @param apart the fields of which it is kept
 */
export function filterApart(hits: Uint32Array, filter: SearchFilter, apart: ReadonlySet<FilterName>, columns: RecordColumns, view: View): Filtered {
  const keptOut = new Map<FilterName, Uint32Array>();
  let passed = hits;
  for (const [name, test] of testsOf(filter, columns, view)) {
    for (const [other, slots] of keptOut) keptOut.set(other, split(slots, test)[0]);
    const [kept, failed] = split(passed, test);
    passed = kept;
    if (apart.has(name)) keptOut.set(name, failed);
  }
  return { hits: passed, keptOut };
}

/** The slots that pass, from the front of one array, and those that do not, from its back. */
function split(slots: Uint32Array, test: Test): readonly [passed: Uint32Array, failed: Uint32Array] {
  const all = new Uint32Array(slots.length);
  let passed = 0;
  let failed = slots.length;
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] as number;
    if (test(slot)) all[passed++] = slot;
    else all[--failed] = slot;
  }
  return [all.subarray(0, passed), all.subarray(passed)];
}

function testsOf(filter: SearchFilter, columns: RecordColumns, view: View): readonly (readonly [FilterName, Test])[] {
  const value = (name: ValueColumnName, wanted: readonly string[] | null | undefined): Test | null => (wanted ? valueTest(columns, name, wanted) : null);
  const list = (name: ListColumnName, wanted: readonly string[] | null | undefined): Test | null =>
    wanted ? listTest(columns.lists[name].column, flags(columns.lists[name].dictionary, wanted)) : null;
  const { kinds, region, owners, standards, quality, hasApi, audiences } = filter;
  const tests: Readonly<Record<FilterName, Test | null>> = {
    kinds: kinds ? kindTest(columns, kinds) : null,
    authorities: value('authority', filter.authorities),
    region: region ? regionTest(columns, region) : null,
    themes: list('themes', filter.themes),
    industries: list('industries', filter.industries),
    formats: list('formats', filter.formats?.map(formatName)),
    shareTypes: value('shareType', filter.shareTypes),
    openness: value('openness', filter.openness),
    grades: value('grade', filter.grades),
    // As it is too: an index of an older analysis has licences as their owners wrote them.
    licenses: value('license', filter.licenses?.flatMap((told) => [told, licenceOf(told)])),
    frequencies: value('frequency', filter.frequencies),
    owners: owners ? ownerTest(columns, owners) : null,
    standards: standards ? listTest(columns.standards, flags(columns.references.ids, standards)) : null,
    keywords: list('keywords', filter.keywords),
    permits: list('permits', filter.permits),
    priceModels: list('priceModels', filter.priceModels),
    demandStates: value('demandState', filter.demandStates),
    hubs: value('hub', filter.hubs),
    environments: list('environments', filter.environments),
    accelerators: list('accelerators', filter.accelerators),
    exchanges: filter.exchanges ? exchangeTest(columns, filter.exchanges) : null,
    issued: filter.issued ? overlapTest(columns.dates.issuedStart, columns.dates.issuedEnd, filter.issued) : null,
    modified: filter.modified ? overlapTest(columns.dates.modifiedStart, columns.dates.modifiedEnd, filter.modified) : null,
    temporal: filter.temporal ? overlapTest(columns.dates.temporalStart, columns.dates.temporalEnd, filter.temporal) : null,
    bbox: filter.bbox ? boxTest(columns, filter.bbox) : null,
    quality: quality ? ratingTest(columns, quality) : null,
    hasApi: hasApi === true || hasApi === false ? (slot) => view.hasApi(slot) === hasApi : null,
    audiences: audiences ? audienceTest(columns, audiences) : null,
  };
  return Object.entries(tests).filter((entry): entry is [FilterName, Test] => entry[1] !== null);
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

/** Data products of these exchanges; their other records are listed nowhere. */
function exchangeTest(columns: RecordColumns, wanted: readonly string[]): Test {
  const [isProduct, isTheirs] = [kindTest(columns, ['DATA_PRODUCT']), valueTest(columns, 'authority', wanted)];
  return (slot) => isProduct(slot) && isTheirs(slot);
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
