/** The lists of the search filter that the address may carry, with the facet that shows each; none where no facet does. */
export const LIST_FILTERS = {
  kinds: 'KIND',
  themes: 'THEME',
  authorities: 'AUTHORITY',
  formats: 'FORMAT',
  shareTypes: 'SHARE_TYPE',
  openness: 'OPENNESS',
  frequencies: 'FREQUENCY',
  industries: 'INDUSTRY',
  quality: 'QUALITY',
  priceModels: 'PRICE_MODEL',
  demandStates: 'DEMAND_STATE',
  hubs: 'HUB',
  environments: 'ENVIRONMENT',
  accelerators: 'ACCELERATOR',
  exchanges: null,
  keywords: null,
  owners: null,
  standards: null,
} as const;

export type ListFilter = keyof typeof LIST_FILTERS;

const FILTERS = new Map<string, ListFilter | 'region'>([['REGION', 'region'], ...Object.entries(LIST_FILTERS).flatMap(([name, field]) => (field === null ? [] : [[field, name as ListFilter] as const]))]);

/** The filter that a facet's values go to; undefined for a facet of a later contract. */
export const filterOfFacet = (field: string): ListFilter | 'region' | undefined => FILTERS.get(field);

/** The address at which the records are listed that have these values. */
export const listAddress = (values: { readonly [Name in ListFilter | 'region']?: string }): string => `/?${new URLSearchParams(values).toString()}`;

/** The address of the records that have a value of a facet, and those of other filters. */
export function facetAddress(field: string, value: string, others: Parameters<typeof listAddress>[0] = {}): string | undefined {
  const name = filterOfFacet(field);
  return name && listAddress({ ...others, [name]: value });
}

/** Dates that the address may bound, with the names of both ends in it. */
export const DATE_FILTERS = { modified: ['from', 'to'], issued: ['issuedFrom', 'issuedTo'], temporal: ['coversFrom', 'coversTo'] } as const;

export type DateFilter = keyof typeof DATE_FILTERS;

const DATE_NAMES = Object.entries(DATE_FILTERS) as readonly (readonly [DateFilter, readonly [from: string, to: string]])[];

/** From and to, both included; an open end is null. */
export interface Dates {
  readonly from: string | null;
  readonly to: string | null;
}

export const SORTS = ['RELEVANCE', 'MODIFIED', 'ISSUED', 'TITLE', 'QUALITY'] as const;
export type Sort = (typeof SORTS)[number];

/** A search as the address says it. */
export interface SearchState {
  readonly q: string;
  readonly sort: Sort;
  readonly lists: { readonly [Name in ListFilter]: readonly string[] };
  /** A code of GB/T 2260. */
  readonly region: string | null;
  readonly hasApi: boolean;
  readonly dates: { readonly [Name in DateFilter]: Dates };
}

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const WORD = /^[A-Z_]{1,40}$/;
const ENUMS: ReadonlySet<string> = new Set(['kinds', 'shareTypes', 'openness', 'frequencies', 'quality', 'priceModels', 'demandStates', 'hubs', 'environments', 'accelerators']);

/** Reads a search from an address; what the catalog would refuse as a whole for one odd word is left out. */
export function readSearch(search: string): SearchState {
  const params = new URLSearchParams(search);
  const sort = params.get('sort')?.toUpperCase();
  const date = (name: string): string | null => (DATE.test(params.get(name) ?? '') ? params.get(name) : null);
  const lists = Object.fromEntries(Object.keys(LIST_FILTERS).map((name) => [name, [...new Set(params.getAll(name))].filter((value) => value !== '' && (!ENUMS.has(name) || WORD.test(value)))]));
  return {
    q: params.get('q')?.trim() ?? '',
    sort: SORTS.find((one) => one === sort) ?? 'RELEVANCE',
    lists: lists as unknown as SearchState['lists'],
    region: /^\d{2,6}$/.test(params.get('region') ?? '') ? params.get('region') : null,
    hasApi: params.get('hasApi') === 'true',
    dates: Object.fromEntries(DATE_NAMES.map(([name, [from, to]]) => [name, { from: date(from), to: date(to) }])) as unknown as SearchState['dates'],
  };
}

/** The address of a search. */
export function searchAddress({ q, sort, lists, region, hasApi, dates }: SearchState): string {
  const params = new URLSearchParams();
  const all: readonly (readonly [string, string])[] = [
    ...(q === '' ? [] : [['q', q] as const]),
    ...Object.entries(lists).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    ...(region === null ? [] : [['region', region] as const]),
    ...(hasApi ? [['hasApi', 'true'] as const] : []),
    ...DATE_NAMES.flatMap(([name, names]) => [[names[0], dates[name].from] as const, [names[1], dates[name].to] as const]).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ...(sort === 'RELEVANCE' ? [] : [['sort', sort] as const]),
  ];
  for (const [name, value] of all) params.append(name, value);
  const text = params.toString();
  return text === '' ? '/' : `/?${text}`;
}

const NO_DATES: SearchState['dates'] = { modified: { from: null, to: null }, issued: { from: null, to: null }, temporal: { from: null, to: null } };

/** The same search as a feed: docs/saved-searches.md has its parameters. */
export function feedAddress(state: SearchState, lang: string): string {
  const params = new URLSearchParams(searchAddress({ ...state, q: '', sort: 'RELEVANCE', dates: NO_DATES }).slice('/?'.length));
  const ends = DATE_NAMES.flatMap(([name]) => [[`${name}.from`, state.dates[name].from] as const, [`${name}.to`, state.dates[name].to] as const]);
  for (const [name, value] of [['query', state.q] as const, ...ends, ['lang', lang.toLowerCase()] as const]) if (value) params.append(name, value);
  return `/feeds/search.atom?${params.toString()}`;
}

/** The filter as the catalog takes it. */
export function filterOf({ lists, region, hasApi, dates }: SearchState): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(region !== null && { region }),
    ...(hasApi && { hasApi }),
    ...Object.fromEntries(Object.entries(dates).flatMap(([name, { from, to }]) => (from === null && to === null ? [] : [[name, { ...(from !== null && { from }), ...(to !== null && { to }) }]]))),
  };
}

/** The same search with a value of a list set or taken back. */
export function toggled(state: SearchState, name: ListFilter, value: string): SearchState {
  const values = state.lists[name];
  return { ...state, lists: { ...state.lists, [name]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value] } };
}

/** The same search with other bounds of a date. */
export const withDates = (state: SearchState, name: DateFilter, { from, to }: Dates): SearchState => ({ ...state, dates: { ...state.dates, [name]: { from, to } } });

/** The same words without any filter. */
export const unfiltered = (state: SearchState): SearchState => ({ ...readSearch(''), q: state.q, sort: state.sort });
