import type { FacetField, SearchFilter } from '../../../../schema/generated/search.js';
import type { WholeNumbers } from '../columns/grow.js';
import type { ListColumn } from '../columns/list-column.js';
import { KINDS } from '../columns/kinds.js';
import { NO_RATING, RATING_NAMES } from '../columns/ratings.js';
import type { ListColumnName, RecordColumns, ValueColumnName } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import { audienceWord } from './audience-word.js';
import type { FacetCount, FacetCounts } from '../search-index.js';
import { regionBucket } from './region.js';

/** How a field is counted: number of each value, and the text of a number. An empty text is not counted. */
interface Tally {
  readonly counts: Uint32Array;
  readonly text: (number: number) => string;
}

const VALUE_FIELDS: Partial<Record<FacetField, ValueColumnName>> = { AUTHORITY: 'authority', SHARE_TYPE: 'shareType', OPENNESS: 'openness', GRADE: 'grade', LICENSE: 'license', FREQUENCY: 'frequency' };
const LIST_FIELDS: Partial<Record<FacetField, ListColumnName>> = { THEME: 'themes', FORMAT: 'formats', KEYWORD: 'keywords', PERMITS: 'permits' };

/** Counts `hits` by each field: the largest `size` buckets, equal ones in the order of their values. */
export function countFacets(hits: Uint32Array, fields: readonly FacetField[], size: number, filter: SearchFilter, columns: RecordColumns, view: View): readonly FacetCounts[] {
  return fields.map((field) => ({ field, buckets: largest(tally(hits, field, filter, columns, view), size) }));
}

function tally(hits: Uint32Array, field: FacetField, filter: SearchFilter, columns: RecordColumns, view: View): Tally {
  const value = VALUE_FIELDS[field];
  if (value) {
    const { dictionary, values } = columns.values[value];
    return { counts: countValues(hits, values, dictionary.size), text: (number) => dictionary.text(number) };
  }
  const list = LIST_FIELDS[field];
  if (list) {
    const { dictionary, column } = columns.lists[list];
    return { counts: countLists(hits, column, dictionary.size), text: (number) => dictionary.text(number) };
  }
  const { references } = columns;
  switch (field) {
    case 'KIND':
      return { counts: countValues(hits, columns.kinds, KINDS.length), text: (number) => KINDS[number] as string };
    case 'REGION':
      return gathered(hits, columns, 'region', (code) => regionBucket(code, filter.region ?? null));
    case 'AUDIENCE':
      return gathered(hits, columns, 'log', audienceWord);
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

function countValues(hits: Uint32Array, values: WholeNumbers, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let index = 0; index < hits.length; index++) {
    const value = values[hits[index] as number] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return counts;
}

function countLists(hits: Uint32Array, { values, starts }: ListColumn, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let index = 0; index < hits.length; index++) {
    const slot = hits[index] as number;
    const end = starts[slot + 1] as number;
    for (let at = starts[slot] as number; at < end; at++) {
      const value = values[at] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  }
  return counts;
}

function countApi(hits: Uint32Array, view: View): Uint32Array {
  const counts = new Uint32Array(2);
  for (let index = 0; index < hits.length; index++) {
    const answer = view.hasApi(hits[index] as number) ? 1 : 0;
    counts[answer] = (counts[answer] as number) + 1;
  }
  return counts;
}

/** Counts values first and gathers them to buckets after: there are few values and many hits. */
function gathered(hits: Uint32Array, columns: RecordColumns, name: ValueColumnName, bucketOf: (value: string) => string): Tally {
  const { dictionary, values } = columns.values[name];
  const numbers = countValues(hits, values, dictionary.size);
  const buckets = new Map<string, number>();
  numbers.forEach((count, number) => {
    if (count === 0) return;
    const bucket = bucketOf(dictionary.text(number));
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
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
