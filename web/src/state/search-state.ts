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
  /** Dates between which it was changed. */
  readonly from: string | null;
  readonly to: string | null;
}

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const WORD = /^[A-Z_]{1,40}$/;
const ENUMS: ReadonlySet<string> = new Set(['kinds', 'shareTypes', 'openness', 'frequencies', 'quality']);

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
    from: date('from'),
    to: date('to'),
  };
}

/** The address of a search. */
export function searchAddress({ q, sort, lists, region, hasApi, from, to }: SearchState): string {
  const params = new URLSearchParams();
  const all: readonly (readonly [string, string])[] = [
    ...(q === '' ? [] : [['q', q] as const]),
    ...Object.entries(lists).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    ...(region === null ? [] : [['region', region] as const]),
    ...(hasApi ? [['hasApi', 'true'] as const] : []),
    ...(from === null ? [] : [['from', from] as const]),
    ...(to === null ? [] : [['to', to] as const]),
    ...(sort === 'RELEVANCE' ? [] : [['sort', sort] as const]),
  ];
  for (const [name, value] of all) params.append(name, value);
  const text = params.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** The same search as a feed: docs/saved-searches.md has its parameters. */
export function feedAddress(state: SearchState, lang: string): string {
  const params = new URLSearchParams(searchAddress({ ...state, q: '', sort: 'RELEVANCE', from: null, to: null }).slice('/?'.length));
  for (const [name, value] of [['query', state.q], ['modified.from', state.from], ['modified.to', state.to], ['lang', lang.toLowerCase()]] as const) if (value) params.append(name, value);
  return `/feeds/search.atom?${params.toString()}`;
}

/** The filter as the catalog takes it. */
export function filterOf({ lists, region, hasApi, from, to }: SearchState): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(region !== null && { region }),
    ...(hasApi && { hasApi }),
    ...((from !== null || to !== null) && { modified: { ...(from !== null && { from }), ...(to !== null && { to }) } }),
  };
}

/** The same search with a value of a list set or taken back. */
export function toggled(state: SearchState, name: ListFilter, value: string): SearchState {
  const values = state.lists[name];
  return { ...state, lists: { ...state.lists, [name]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value] } };
}

/** The same words without any filter. */
export const unfiltered = (state: SearchState): SearchState => ({ ...readSearch(''), q: state.q, sort: state.sort });
