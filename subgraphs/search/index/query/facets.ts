import type { FacetField, SearchFilter } from '../../../../schema/generated/search.js';
import type { Dictionary } from '../columns/dictionary.js';
import { KINDS } from '../columns/kinds.js';
import { NO_RATING, RATING_NAMES } from '../columns/ratings.js';
import type { ListColumnName, RecordColumns, ValueColumnName } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import { audienceWord } from './audience-word.js';
import type { Filtered, FilterName } from './filter.js';
import type { FacetCount, FacetCounts } from '../search-index.js';
import { groupCounts, type GroupCounts } from './group-counts.js';
import { industriesCounted } from './industry.js';
import { regionBuckets } from './region.js';
import { countLists, countsOf, countValues, fewerOf, type Counted, type Parts } from './tally.js';

/** How a field is counted: number of each value, and the text of a number. An empty text is not counted. */
interface Tally {
  readonly counts: Uint32Array;
  readonly text: (number: number) => string;
}

const VALUE_FIELDS: Partial<Record<FacetField, ValueColumnName>> = { AUTHORITY: 'authority', SHARE_TYPE: 'shareType', OPENNESS: 'openness', GRADE: 'grade', LICENSE: 'license', FREQUENCY: 'frequency', DEMAND_STATE: 'demandState', HUB: 'hub' };
const LIST_FIELDS: Partial<Record<FacetField, ListColumnName>> = { THEME: 'themes', FORMAT: 'formats', KEYWORD: 'keywords', PERMITS: 'permits', PRICE_MODEL: 'priceModels', ENVIRONMENT: 'environments', ACCELERATOR: 'accelerators' };

/** The field of the filter by which a facet's values are chosen. What is in a region is inside of it already. */
const CHOSEN_BY: Readonly<Record<Exclude<FacetField, 'REGION'>, FilterName>> = {
  KIND: 'kinds', AUTHORITY: 'authorities', THEME: 'themes', INDUSTRY: 'industries', FORMAT: 'formats', SHARE_TYPE: 'shareTypes', OPENNESS: 'openness', GRADE: 'grades', LICENSE: 'licenses', FREQUENCY: 'frequencies', OWNER: 'owners', STANDARD: 'standards', KEYWORD: 'keywords', HAS_API: 'hasApi', QUALITY: 'quality', PERMITS: 'permits', AUDIENCE: 'audiences', PRICE_MODEL: 'priceModels', DEMAND_STATE: 'demandStates',
  HUB: 'hubs', ENVIRONMENT: 'environments', ACCELERATOR: 'accelerators',
};

/** The fields of the filter that do not narrow these facets. */
export const chosenBy = (fields: readonly FacetField[]): readonly FilterName[] => fields.flatMap((field) => (field === 'REGION' ? [] : [CHOSEN_BY[field]]));

/**
 * Counts by each field: the largest `size` buckets, equal ones in the order of their values. A value's count is how many
 * records there would be if it were the only one that the filter has of this field.
 */
export function countFacets({ hits, keptOut }: Filtered, fields: readonly FacetField[], size: number, filter: SearchFilter, columns: RecordColumns, view: View): readonly FacetCounts[] {
  // Of what some readers see more than others nothing is counted beforehand.
  const fewer = view.live === columns.live && fields.length > 1 ? fewerOf(hits, columns.live) : { parts: [hits], isAllBut: false };
  const grouped = fields.length > 1 ? groupCounts(fewer.parts, columns) : () => null;
  return fields.map((field) => {
    const others = field === 'REGION' ? undefined : keptOut.get(CHOSEN_BY[field]);
    const counted = others ? { parts: [hits, others], isAllBut: false } : fewer;
    return { field, buckets: largest(tallyFewer(counted, others ? () => null : grouped, field, filter, columns) ?? tally(others ? [hits, others] : [hits], field, filter, columns, view), size) };
  });
}

/** Counts by a field of which it is kept how many records that everybody sees have each value; null by others. */
function tallyFewer(counted: Counted, grouped: GroupCounts, field: FacetField, filter: SearchFilter, columns: RecordColumns): Tally | null {
  const { parts } = counted;
  const { liveCounts } = columns;
  const value = VALUE_FIELDS[field];
  if (value) {
    const { dictionary, values } = columns.values[value];
    return { counts: countsOf(counted, grouped(field, dictionary.size) ?? countValues(parts, values, dictionary.size), liveCounts.values[value]), text: (number) => dictionary.text(number) };
  }
  const list = LIST_FIELDS[field];
  if (list) {
    const { dictionary, column } = columns.lists[list];
    return { counts: countsOf(counted, grouped(field, dictionary.size) ?? countLists(parts, column, dictionary.size), liveCounts.lists[list]), text: (number) => dictionary.text(number) };
  }
  if (field === 'KIND') return { counts: countsOf(counted, grouped(field, KINDS.length) ?? countValues(parts, columns.kinds, KINDS.length), liveCounts.kinds), text: (number) => KINDS[number] as string };
  if (field !== 'REGION') return null;
  const { dictionary, values } = columns.values.region;
  return gathered(countsOf(counted, grouped(field, dictionary.size) ?? countValues(parts, values, dictionary.size), liveCounts.values.region), dictionary, (code) => regionBuckets(code, filter.region ?? null));
}

function tally(hits: Parts, field: FacetField, filter: SearchFilter, columns: RecordColumns, view: View): Tally {
  const { references } = columns;
  switch (field) {
    case 'INDUSTRY': {
      const { dictionary, column } = columns.lists.industries;
      const isCounted = industriesCounted(filter.industries ?? []);
      // A text that is empty is not counted.
      return { counts: countLists(hits, column, dictionary.size), text: (number) => (isCounted(dictionary.text(number)) ? dictionary.text(number) : '') };
    }
    case 'AUDIENCE': {
      const { dictionary, values } = columns.values.log;
      return gathered(countValues(hits, values, dictionary.size), dictionary, (log) => [audienceWord(log)]);
    }
    case 'OWNER':
      return { counts: countValues(hits, columns.owners, references.ids.size), text: (number) => references.ids.text(number) };
    case 'STANDARD':
      return { counts: countLists(hits, columns.standards, references.ids.size), text: (number) => references.ids.text(number) };
    case 'QUALITY':
      return { counts: countValues(hits, columns.ratings, NO_RATING + 1), text: (number) => RATING_NAMES[number] ?? '' };
    case 'HAS_API':
      return { counts: countApi(hits, view), text: (number) => (number === 1 ? 'true' : 'false') };
    default:
      throw new TypeError(`No facet is counted by ${field}.`);
  }
}

function countApi(parts: Parts, view: View): Uint32Array {
  const counts = new Uint32Array(2);
  for (const hits of parts) {
    for (let index = 0; index < hits.length; index++) {
      const answer = view.hasApi(hits[index] as number) ? 1 : 0;
      counts[answer] = (counts[answer] as number) + 1;
    }
  }
  return counts;
}

/** Gathers counts of values to buckets: there are few values and many hits. */
function gathered(counts: Uint32Array, dictionary: Dictionary, bucketsOf: (value: string) => readonly string[]): Tally {
  const buckets = new Map<string, number>();
  counts.forEach((count, number) => {
    if (count === 0) return;
    for (const bucket of bucketsOf(dictionary.text(number))) buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
  });
  const texts = [...buckets.keys()];
  return { counts: Uint32Array.from(buckets.values()), text: (number) => texts[number] as string };
}

function largest({ counts, text }: Tally, size: number): readonly FacetCount[] {
  const numbers: number[] = [];
  counts.forEach((count, number) => {
    if (count > 0 && text(number) !== '') numbers.push(number);
  });
  numbers.sort((a, b) => (counts[b] as number) - (counts[a] as number) || (text(a) < text(b) ? -1 : 1));
  return numbers.slice(0, size).map((number) => ({ value: text(number), title: null, count: counts[number] as number }));
}
