import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVERYBODY } from '../../../../../../schema/audience.js';
import { formatId } from '../../../../../../schema/ids.js';
import type { DateField, FacetField, SearchFilter } from '../../../../../../schema/generated/search.js';
import { RecordColumns } from '../../../../../../subgraphs/search/index/columns/record-columns.js';
import { slotsOf } from '../../../../../../subgraphs/search/index/columns/slot-set.js';
import { chosenBy, countFacets } from '../../../../../../subgraphs/search/index/query/facets.js';
import { filterApart, filterHits } from '../../../../../../subgraphs/search/index/query/filter.js';
import { countYears, rangesOf } from '../../../../../../subgraphs/search/index/query/histogram.js';
import { regionBuckets, regionPrefix } from '../../../../../../subgraphs/search/index/query/region.js';
import { dateInterval } from '../../../../../../schema/date-interval.js';
import type { RecordFacts } from '../../../../../../subgraphs/search/model/facts.js';

/* Filters and facets over columns beside the plainest program that could say the same. */

const date = fc.constantFrom('', '2020', '2020-06', '2020-06-15', '2021-01-01T00:00:00Z', '1999', 'not a date');
const facts = fc.record({
  serial: fc.nat(500),
  kind: fc.constantFrom('DATASET' as const, 'STANDARD' as const, 'DATA_SERVICE' as const),
  region: fc.constantFrom('', '100000', '310000', '310100', '310115', '330000', '371000'),
  themes: fc.subarray(['a', 'b', 'c']),
  formats: fc.subarray(['CSV', 'API']),
  openness: fc.constantFrom('' as const, 'OPEN' as const, 'CLOSED' as const),
  license: fc.constantFrom('', 'CC0-1.0', 'MIT'),
  owner: fc.constantFrom('', formatId('MEE', 'ORGANIZATION', 1), formatId('MEE', 'ORGANIZATION', 2)),
  keywords: fc.subarray(['x', 'y']),
  issued: date,
  modified: date,
  temporal: fc.option(fc.tuple(date, date)),
  bbox: fc.option(fc.constantFrom<[number, number, number, number]>([0, 0, 10, 10], [5, 5, 6, 6], [170, -10, -170, 10], [-180, -90, 180, 90])),
});
type Given = Omit<RecordFacts, 'id' | 'title' | 'titleEn' | 'shareType' | 'grade' | 'frequency' | 'standards' | 'hasApiFormat' | 'serves' | 'length' | 'completeness' | 'unmetMetrics' | 'inForce' | 'keyHashes' | 'log' | 'permits' | 'published' | 'industries' | 'priceModels' | 'demandState' | 'hub' | 'environments' | 'accelerators' | 'usedWell' | 'derivedFrom' | 'links'> & { readonly serial: number };

const toFacts = ({ serial, ...given }: Given): RecordFacts => ({
  ...given, id: formatId('310000', given.kind, serial), title: 't', titleEn: '', shareType: '', grade: '', frequency: '', standards: [], hasApiFormat: false, serves: [], length: 1, completeness: 1, unmetMetrics: 0, inForce: false, keyHashes: [], log: '', permits: [], published: '', industries: [], priceModels: [], demandState: '', hub: '', environments: [], accelerators: [], usedWell: [], derivedFrom: [], links: [],
});

const range = fc.record({ from: fc.constantFrom('2020', '2020-06', '2020-06-15', '2021'), to: fc.constantFrom('2020', '2020-06', '2020-12-31', '2022') }, { requiredKeys: [] });
const filter: fc.Arbitrary<SearchFilter> = fc.record(
  {
    kinds: fc.subarray(['DATASET', 'STANDARD'] as const),
    region: fc.constantFrom('100000', '310000', '310100', '310115', '371000', '440000'),
    themes: fc.subarray(['a', 'b', 'zzz']),
    formats: fc.subarray(['csv', 'api']),
    openness: fc.subarray(['OPEN'] as const),
    licenses: fc.subarray(['MIT', 'none']),
    owners: fc.subarray([formatId('MEE', 'ORGANIZATION', 1)]),
    keywords: fc.subarray(['x']),
    issued: range,
    modified: range,
    temporal: range,
    bbox: fc.constantFrom([1, 1, 2, 2], [175, 0, -175, 1], [6, 6, 7, 7]),
  },
  { requiredKeys: [] },
);

function within(range: SearchFilter['issued'], start: number | undefined, end: number | undefined): boolean {
  if (!range) return true;
  if (start === undefined || end === undefined) return false;
  return (!range.from || end >= dateInterval(range.from)!.start) && (!range.to || start <= dateInterval(range.to)!.end);
}

const longitudes = (west: number, east: number): readonly [number, number][] => (west <= east ? [[west, east]] : [[west, 180], [-180, east]]);

function boxesTouch(a: readonly number[] | null | undefined, b: RecordFacts['bbox']): boolean {
  if (!a) return true;
  if (!b) return false;
  const [west, south, east, north] = a as [number, number, number, number];
  const meet = longitudes(west, east).some(([w1, e1]) => longitudes(b[0], b[2]).some(([w2, e2]) => w1 <= e2 && w2 <= e1));
  return meet && south <= b[3] && b[1] <= north;
}

/** What the schema says of each field, word for word. */
function passes(record: RecordFacts, wanted: SearchFilter): boolean {
  const one = (values: readonly string[] | null | undefined, value: string): boolean => !values || values.includes(value);
  const some = (values: readonly string[] | null | undefined, has: readonly string[]): boolean => !values || has.some((value) => values.includes(value));
  const dateOf = (text: string) => dateInterval(text) ?? undefined;
  const [start, end] = (record.temporal ?? ['', '']).map(dateOf);
  return (
    one(wanted.kinds, record.kind) &&
    (!wanted.region || (wanted.region === '100000' ? record.region === '100000' : record.region.startsWith(wanted.region.replace(/^(\d\d)0000$/, '$1').replace(/^(\d{4})00$/, '$1')))) &&
    some(wanted.themes, record.themes) &&
    some(wanted.formats?.map((format) => format.toUpperCase()), record.formats) &&
    one(wanted.openness, record.openness) &&
    one(wanted.licenses, record.license) &&
    one(wanted.owners, record.owner) &&
    some(wanted.keywords, record.keywords) &&
    within(wanted.issued, dateOf(record.issued)?.start, dateOf(record.issued)?.end) &&
    within(wanted.modified, dateOf(record.modified)?.start, dateOf(record.modified)?.end) &&
    within(wanted.temporal, start || end ? (start?.start ?? -Infinity) : undefined, start || end ? (end?.end ?? Infinity) : undefined) &&
    boxesTouch(wanted.bbox, record.bbox)
  );
}

function columnsOf(records: readonly RecordFacts[]): RecordColumns {
  const columns = new RecordColumns(() => undefined);
  for (const record of records) columns.goLive(columns.add(record));
  return columns;
}

describe('over random records', () => {
  test('a filter keeps what its words say', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 30 }), filter, (given, wanted) => {
        const records = given.map(toFacts);
        const columns = columnsOf(records);
        const hits = filterHits(Uint32Array.from(records.keys()), wanted, columns, columns.view(EVERYBODY));
        expect([...hits]).toEqual([...records.keys()].filter((slot) => passes(records[slot]!, wanted)));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a value is counted as often as the filter finds it in place of what it has of that field', () => {
    const fields: readonly (readonly [FacetField, (value: string) => SearchFilter])[] = [
      ['KIND', (value) => ({ kinds: [value as 'DATASET'] })], ['THEME', (value) => ({ themes: [value] })], ['FORMAT', (value) => ({ formats: [value] })], ['OPENNESS', (value) => ({ openness: [value as 'OPEN'] })], ['LICENSE', (value) => ({ licenses: [value] })],
      ['OWNER', (value) => ({ owners: [value] })], ['KEYWORD', (value) => ({ keywords: [value] })], ['REGION', (value) => ({ region: value })], ['HAS_API', (value) => ({ hasApi: value === 'true' })],
    ];
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 30 }), filter, (given, wanted) => {
        const records = given.map(toFacts);
        const columns = columnsOf(records);
        const view = columns.view(EVERYBODY);
        const all = Uint32Array.from(records.keys());
        const names = fields.map(([field]) => field);
        const counted = countFacets(filterApart(all, wanted, new Set(chosenBy(names)), columns, view), names, 100, wanted, columns, view);
        for (const [at, [, chosen]] of fields.entries()) {
          for (const { value, count } of counted[at]!.buckets) expect([value, count]).toEqual([value, filterHits(all, { ...wanted, ...chosen(value) }, columns, view).length]);
        }
        if (wanted.region === undefined) expect(counted[7]!.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(filterHits(all, wanted, columns, view).filter((slot) => records[slot]!.region !== '').length);
      }),
      { numRuns: 500 },
    );
  });

  test('many facets at once are counted as each alone is, whoever asks, and whatever died, came back or is hidden', () => {
    const fields: readonly FacetField[] = ['KIND', 'AUTHORITY', 'REGION', 'THEME', 'FORMAT', 'OPENNESS', 'LICENSE', 'KEYWORD', 'INDUSTRY', 'OWNER'];
    const kept = fc.record({ facts, isOther: fc.boolean(), isConfined: fc.boolean(), turns: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(kept, { maxLength: 30 }), filter, fc.array(fc.subarray(['310000', '330000']), { maxLength: 3 }), (given, wanted, hidings) => {
        const columns = columnsOf(given.map(({ facts: one, isOther, isConfined }) => ({ ...toFacts(one), ...(isOther && { id: formatId('330000', one.kind, one.serial) }), log: isConfined ? 'MEMBER' : '' })));
        for (const [slot, { turns }] of given.entries()) for (let turn = 0; turn < turns; turn++) columns[turn % 2 === 0 ? 'die' : 'goLive'](slot);
        for (const hidden of hidings) columns.hide(hidden);
        for (const reader of [EVERYBODY, { authorities: ['MEE'] }]) {
          const view = columns.view(reader);
          const counted = (names: readonly FacetField[]) => countFacets(filterApart(slotsOf(view.live.words, view.live.count), wanted, new Set(chosenBy(names)), columns, view), names, 100, wanted, columns, view);
          expect(counted(fields)).toEqual(fields.flatMap((field) => counted([field])));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a year is counted as often as the filter finds it alone', () => {
    const ranges: readonly (readonly [DateField, 'issued' | 'modified' | 'temporal'])[] = [['ISSUED', 'issued'], ['MODIFIED', 'modified'], ['TEMPORAL', 'temporal']];
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 20 }), filter, fc.integer({ min: 1997, max: 2021 }), (given, wanted, from) => {
        const records = given.map(toFacts);
        const columns = columnsOf(records);
        const view = columns.view(EVERYBODY);
        const all = Uint32Array.from(records.keys());
        const asked = ranges.map(([field]) => ({ field, from, to: from + 3 }));
        const filtered = filterApart(all, wanted, new Set(rangesOf(asked)), columns, view);
        for (const [at, [, name]] of ranges.entries()) {
          const found = [0, 1, 2, 3].map((step) => from + step).map((year) => ({ year, count: filterHits(all, { ...wanted, [name]: { from: String(year), to: String(year) } }, columns, view).length }));
          // A time that ends in a year before the one that it begins in is in none, and one within a year is in that.
          expect(countYears(filtered, asked[at]!, columns).years).toEqual(found.filter(({ count }) => count > 0));
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([['0100', 100], ['0100-12-31', 100], ['1582-10-15', 1582], ['1900-01-01', 1900], ['1999-12-31T23:59:59.999Z', 1999], ['2000-01-01T00:00:00Z', 2000], ['2024-12-31', 2024], ['9999-12-31', 9999]])('%s is in %i', (issued, year) => {
    const columns = columnsOf([toFacts({ serial: 1, kind: 'DATASET', region: '', themes: [], formats: [], openness: '', license: '', owner: '', keywords: [], issued, modified: '', temporal: null, bbox: null })]);
    expect(countYears({ hits: Uint32Array.of(0), keptOut: new Map() }, { field: 'ISSUED', from: Math.max(100, year - 2), to: Math.min(9999, year + 2) }, columns).years).toEqual([{ year, count: 1 }]);
  });
});

describe('regions', () => {
  test.each([['310000', '31'], ['310100', '3101'], ['310115', '310115'], ['371000', '3710'], ['100000', '100000'], ['500000', '50']])('%s and what is in it begins with %s', (code, prefix) => {
    expect(regionPrefix(code)).toBe(prefix);
  });

  test('are counted one step below the region asked for, and that region too', () => {
    expect([regionBuckets('310115', null), regionBuckets('310115', '310000'), regionBuckets('310115', '310100'), regionBuckets('310115', '310115'), regionBuckets('310000', '310000'), regionBuckets('100000', null), regionBuckets('x', null)]).toEqual([['310000'], ['310000', '310100'], ['310100', '310115'], ['310115'], ['310000'], ['100000'], ['x']]);
  });
});
