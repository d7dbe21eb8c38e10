import type { Facet } from '../api/answers.js';
import { authorityName } from '../state/authority-names.js';
import { DATE_FILTERS, LIST_FILTERS, searchAddress, toggled, unfiltered, withDates, type DateFilter, type Dates, type ListFilter, type SearchState } from '../state/search-state.js';
import { say, term } from '../words/say.js';

interface Chip {
  readonly key: string;
  readonly label: string;
  /** The search without it. */
  readonly without: SearchState;
}

export const filterCount = (state: SearchState): number => chipsOf(state, []).length;

/** What is set, each a link to the search without it. */
export function Chips({ state, facets }: { readonly state: SearchState; readonly facets: readonly Facet[] }) {
  const chips = chipsOf(state, facets);
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={say('filtersSet')}>
      {chips.map(({ key, label, without }) => (
        <li key={key}>
          <a href={searchAddress(without)} aria-label={say('remove', { x: label })}>
            {label} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a class="clear" href={searchAddress(unfiltered(state))}>
            {say('clearAll')}
          </a>
        </li>
      )}
    </ul>
  );
}

function chipsOf(state: SearchState, facets: readonly Facet[]): readonly Chip[] {
  const lists = (Object.keys(LIST_FILTERS) as ListFilter[]).flatMap((name) =>
    state.lists[name].map((value): Chip => ({ key: `${name} ${value}`, label: valueLabel(name, value, facets), without: toggled(state, name, value) })));
  return [
    ...lists,
    ...(state.region === null ? [] : [{ key: 'region', label: term('REGION', state.region), without: { ...state, region: null } }]),
    ...(state.hasApi ? [{ key: 'hasApi', label: say('hasApi'), without: { ...state, hasApi: false } }] : []),
    ...(Object.keys(DATE_FILTERS) as DateFilter[]).filter((name) => state.dates[name].from !== null || state.dates[name].to !== null)
      .map((name): Chip => ({ key: name, label: `${say(DATE_WORDS[name])} ${span(state.dates[name])}`, without: withDates(state, name, { from: null, to: null }) })),
  ];
}

export const DATE_WORDS = { modified: 'modifiedAt', issued: 'issued', temporal: 'temporal' } as const;

const span = ({ from, to }: Dates): string => (from === to ? (from ?? '') : `${from ?? ''}–${to ?? ''}`);

/** A value of a filter as people read it. */
export function valueLabel(name: ListFilter, value: string, facets: readonly Facet[]): string {
  const field = LIST_FILTERS[name];
  const told = facets.find((facet) => facet.field === field)?.buckets.find((bucket) => bucket.value === value)?.label;
  if (told !== undefined) return told;
  if (name === 'authorities' || name === 'exchanges') return authorityName(value);
  if (name === 'owners') return `${say('OWNER')} ${value}`;
  if (name === 'standards') return `${say('STANDARD')} ${value}`;
  return field === null ? value : term(field, value);
}
