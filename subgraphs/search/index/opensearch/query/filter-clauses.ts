import { dateInterval } from '../../../../../schema/date-interval.js';
import type { DateRange, SearchFilter } from '../../../../../schema/generated/search.js';
import { formatName } from '../../../model/api-formats.js';
import { licenceOf } from '../../../model/licence-of.js';
import type { FilterName } from '../../query/filter.js';
import { regionPrefix } from '../../query/region.js';
import { BEFORE_ALL } from '../index-document.js';
import { allOf, anyOf, notAny, withApi, type Clause, type Viewing } from './visible.js';

/** What each field of a filter narrows by. Its arguments were checked before. */
export function filterClauses(filter: SearchFilter, viewing: Viewing): ReadonlyMap<FilterName, Clause> {
  const { region, issued, modified, temporal, bbox, hasApi, exchanges } = filter;
  // Every field of the filter is here, or this does not compile.
  const clauses: Readonly<Record<FilterName, Clause | null>> = {
    kinds: oneOf('kind', filter.kinds),
    authorities: oneOf('authority', filter.authorities),
    region: region ? { prefix: { region: { value: regionPrefix(region) } } } : null,
    themes: oneOf('themes', filter.themes),
    industries: oneOf('industries', filter.industries),
    formats: oneOf('formats', filter.formats?.map(formatName)),
    shareTypes: oneOf('shareType', filter.shareTypes),
    openness: oneOf('openness', filter.openness),
    grades: oneOf('grade', filter.grades),
    licenses: oneOf('license', filter.licenses?.map(licenceOf)),
    frequencies: oneOf('frequency', filter.frequencies),
    owners: oneOf('owner', filter.owners),
    standards: oneOf('standards', filter.standards),
    keywords: oneOf('keywords', filter.keywords),
    permits: oneOf('permits', filter.permits),
    priceModels: oneOf('priceModels', filter.priceModels),
    demandStates: oneOf('demandState', filter.demandStates),
    hubs: oneOf('hub', filter.hubs),
    environments: oneOf('environments', filter.environments),
    accelerators: oneOf('accelerators', filter.accelerators),
    // Data products of these exchanges; their other records are listed nowhere.
    exchanges: exchanges ? allOf({ term: { kind: 'DATA_PRODUCT' } }, { terms: { authority: exchanges } }) : null,
    issued: issued ? overlaps('issued', issued) : null,
    modified: modified ? overlaps('modified', modified) : null,
    temporal: temporal ? overlaps('temporal', temporal) : null,
    bbox: bbox ? touches(bbox) : null,
    quality: oneOf('rating', filter.quality),
    hasApi: apiClause(hasApi, viewing),
    audiences: oneOf('audience', filter.audiences),
  };
  return new Map(Object.entries(clauses).filter((entry): entry is [FilterName, Clause] => entry[1] !== null));
}

const oneOf = (field: string, wanted: readonly string[] | null | undefined): Clause | null => (wanted ? { terms: { [field]: wanted } } : null);

function apiClause(hasApi: boolean | null | undefined, viewing: Viewing): Clause | null {
  if (hasApi === null || hasApi === undefined) return null;
  return hasApi ? withApi(viewing) : notAny(withApi(viewing));
}

/** Passes what shares a moment with the range. What has no known time is in no range. */
function overlaps(field: string, { from, to }: DateRange): Clause {
  const lower = from ? dateInterval(from)?.start : undefined;
  const upper = to ? dateInterval(to)?.end : undefined;
  return allOf({ range: { [`${field}End`]: { gte: lower ?? BEFORE_ALL } } }, ...(upper === undefined ? [] : [{ range: { [`${field}Start`]: { lte: upper } } }]));
}

/** Passes the boxes that touch this one. One whose west lies east of its east crosses the 180th meridian. */
function touches(box: readonly number[]): Clause {
  const [west, south, east, north] = box as readonly [number, number, number, number];
  const upTo: Clause = { range: { west: { lte: east } } };
  const from: Clause = { range: { east: { gte: west } } };
  const crosses: Clause = { term: { crosses: true } };
  const either = anyOf(upTo, from);
  const longitudes = west > east ? anyOf(crosses, either) : anyOf(allOf(crosses, either), allOf({ term: { crosses: false } }, upTo, from));
  return allOf({ range: { south: { lte: north } } }, { range: { north: { gte: south } } }, longitudes);
}
