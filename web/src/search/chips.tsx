import type { Facet } from '../api/answers.js';
import { authorityName } from '../state/authority-names.js';
import { LIST_FILTERS, searchAddress, toggled, unfiltered, type ListFilter, type SearchState } from '../state/search-state.js';
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
    ...(state.from === null ? [] : [{ key: 'from', label: say('since', { x: state.from }), without: { ...state, from: null } }]),
    ...(state.to === null ? [] : [{ key: 'to', label: say('until', { x: state.to }), without: { ...state, to: null } }]),
  ];
}

/** A value of a filter as people read it. */
export function valueLabel(name: ListFilter, value: string, facets: readonly Facet[]): string {
  const field = LIST_FILTERS[name];
  const told = facets.find((facet) => facet.field === field)?.buckets.find((bucket) => bucket.value === value)?.label;
  if (told !== undefined) return told;
  if (name === 'authorities') return authorityName(value);
  if (name === 'owners') return `${say('OWNER')} ${value}`;
  if (name === 'standards') return `${say('STANDARD')} ${value}`;
  return field === null ? value : term(field, value);
}
